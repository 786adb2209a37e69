#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "format/deflate.h"
#include "pdf/page.h"

namespace disclose::pdf {

/// A dictionary of the file being written, by its number (`12 0 R`).
struct Object {
  void* dictionary = nullptr;
  std::uint32_t number = 0;
  explicit operator bool() const { return dictionary != nullptr; }
};

/// The objects of a PDF file, held by libharu: catalog, page tree, outline, annotations, labels by its
/// own calls, everything its public interface lacks (fonts, structure, metadata) as objects of ours.
/// Errors are remembered, not thrown: `save` tells.
class ObjectFile {
 public:
  ObjectFile();
  ~ObjectFile();
  ObjectFile(const ObjectFile&) = delete;
  ObjectFile& operator=(const ObjectFile&) = delete;

  Object catalog() const;
  Object information() const;

  /// A new dictionary; `fill` gives it its entries (`/Type/Font…`) later, once.
  Object add();
  void fill(Object object, std::string entries);
  Object add(std::string entries);

  /// A new stream of `bytes`; `entries` say how they are packed, without /Length.
  Object add_stream(std::string entries, std::string_view bytes);

  /// A new page at the end. Its operators come `deflated`.
  Object add_page(float width, float height);
  void set_content(Object page, std::string_view deflated);

  // Entries of the objects libharu makes. Texts are UTF-8.
  void set_name(Object object, const char* key, const char* value);
  void set_number(Object object, const char* key, std::uint32_t value);
  void set_text(Object object, const char* key, std::string_view text);
  void set_object(Object object, const char* key, Object value);
  void set_objects(Object object, const char* key, const std::vector<Object>& values);
  void set_dictionary(Object object, const char* key, std::string entries);

  /// An outline entry below `parent` (none: at the top). y counts upwards from the page's foot.
  Object add_outline_entry(Object parent, std::string_view title, Object page, float y, bool open);

  /// A link on a page; `area` and y count upwards from the page's foot (area.y is its lower edge).
  Object add_link(Object page, const Rect& area, const std::string& uri);
  Object add_link(Object page, const Rect& area, Object target, float y);

  void add_page_labels(const PageLabels& labels);

  /// The whole file: object streams and a cross-reference stream (PDF 1.5), its /ID made of its own
  /// bytes. Empty when any call above has failed.
  std::string save(Deflater& deflate);

 private:
  struct Library;

  std::unique_ptr<Library> library_;
  std::deque<std::string> bodies_;  ///< entries of our dictionaries: libharu points at them
};

}  // namespace disclose::pdf
