#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/paragraph.h"

/// Pages filled from top to bottom.
namespace disclose::pdf {

/// The structure tree under construction.
class ElementTree {
 public:
  explicit ElementTree(std::vector<Element>& elements) : elements_(elements) {
    elements_.push_back({.role = Role::document});
  }
  ElementIndex add(Element element) {
    elements_.push_back(std::move(element));
    return static_cast<ElementIndex>(elements_.size() - 1);
  }
  /// A text's element below `parent`, with elements for the links and note numbers in it.
  TextElements add_text(Role role, ElementIndex parent, const SetText& text);
  /// The elements of the links and note numbers of `text`, which itself is `element`.
  TextElements parts_of(ElementIndex element, const SetText& text);

 private:
  std::vector<Element>& elements_;
};

/// Where the pen is: the current page, its free room, the notes that wait for its foot.
class Flow {
 public:
  Flow(PdfDocument& out, const Document& document, Setter& setter);

  Page& page() { return out_.pages.back(); }
  std::uint32_t page_index() const { return static_cast<std::uint32_t>(out_.pages.size() - 1); }
  float left() const { return left_; }
  float width() const { return width_; }
  float y() const { return y_; }
  /// What is free down to the notes or the foot of the type area.
  float room() const { return bottom_ - y_ - notes_height_; }
  float page_room() const { return bottom_ - top_; }
  bool at_top() const { return at_top_; }

  void new_page();
  /// The pages that follow are turned; starts one when there is something on the current one.
  void turn(bool landscape);
  void finish();
  /// The current page, still empty, is the cover: it has no marks, and what comes next stands `share`
  /// of its room below its top.
  void begin_cover(float share);
  /// Down to `share` of the page's room, unless the pen is below it already.
  void drop_to(float share);

  /// Moves down. Blank before anything stands on the page is dropped.
  void skip(float blank);
  void advance(float height);
  /// On the official page: down to the next line of the grid.
  void snap_to_grid();

  /// Room for notes on the current page; false when they do not fit under a line of `height`.
  bool reserve_notes(const std::vector<std::uint32_t>& notes, float height);

  /// Remembers where an anchor is.
  void anchor(std::string_view id);
  const std::vector<std::pair<std::string, Destination>>& anchors() const { return anchors_; }
  const std::vector<bool>& turned() const { return turned_; }
  const std::vector<bool>& covers() const { return covers_; }

  ElementTree& tree() { return tree_; }
  Setter& setter() { return setter_; }
  const Style& style() const { return setter_.style(); }
  const Document& document() const { return document_; }
  PdfDocument& out() { return out_; }

 private:
  struct Note {
    std::uint32_t number = 0;
    SetText label;
    SetText text;
    std::size_t next = 0;  // first line not yet painted
    std::size_t end = 0;   // lines up to here stand on this page
    TextElements elements;
    bool begun = false;
  };
  void open_page();
  void close_page();
  void paint_note(Note& note, float& y);
  Note prepare(std::uint32_t number);

  PdfDocument& out_;
  const Document& document_;
  Setter& setter_;
  ElementTree tree_;
  std::vector<std::pair<std::string, Destination>> anchors_;
  std::vector<bool> turned_;
  std::vector<bool> covers_;
  std::vector<Note> notes_;
  float notes_height_ = 0;
  float top_ = 0, bottom_ = 0, left_ = 0, width_ = 0, y_ = 0;
  bool at_top_ = true;
  bool landscape_ = false;
};

}  // namespace disclose::pdf
