#include "pdf/write_objects.h"

#include <hpdf.h>

#include <algorithm>
#include <array>
#include <utility>

#include "pdf/write_syntax.h"

// The structures of libharu are used as they are laid out in this version.
static_assert(HPDF_VERSION_ID == 20300, "the object layer is written against libharu 2.3.0");

namespace disclose::pdf {
namespace {

constexpr std::uint32_t number_mask = 0x00FFFFFF;  // an obj_id without libharu's marks
constexpr std::size_t objects_in_a_pack = 2000;
constexpr std::size_t longest_uri = 32767;  // ISO 19005-2, 6.1.13
constexpr HPDF_UINT pages_in_a_node = 64;

HPDF_Dict dict(Object object) { return static_cast<HPDF_Dict>(object.dictionary); }

Object object_of(HPDF_Dict dictionary) {
  return dictionary == nullptr ? Object{}
                               : Object{dictionary, dictionary->header.obj_id & number_mask};
}

HPDF_BYTE* bytes_of(std::string& text) { return reinterpret_cast<HPDF_BYTE*>(text.data()); }

const HPDF_BYTE* bytes_of(std::string_view text) {
  return reinterpret_cast<const HPDF_BYTE*>(text.data());
}

extern "C" {

/// Errors stay in the document (`error.error_no`); save() asks once.
void disclose_remember_error(HPDF_STATUS, HPDF_STATUS, void*) {}

/// Prints the entries of one of our dictionaries; `attr` is their text.
HPDF_STATUS disclose_write_entries(HPDF_Dict dictionary, HPDF_Stream stream) {
  const auto* entries = static_cast<const std::string*>(dictionary->attr);
  if (entries == nullptr) return HPDF_OK;
  return HPDF_Stream_Write(stream, bytes_of(*entries), static_cast<HPDF_UINT>(entries->size()));
}

/// A page's operators are handed over deflated already.
HPDF_STATUS disclose_write_deflated_mark(HPDF_Dict, HPDF_Stream stream) {
  return HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode");
}

/// Appends what libharu writes to the std::string behind the stream.
HPDF_STATUS disclose_append(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  try {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
    return HPDF_OK;
  } catch (...) {  // no exception may pass through C
    return HPDF_FAILD_TO_ALLOC_MEM;
  }
}

}  // extern "C"

/// libharu takes a number out of its range as an error of the whole document.
float within(float value, float least, float most) {
  return value >= least ? std::min(value, most) : least;  // no number at all: the least
}

constexpr float farthest = 32000;

HPDF_Rect rect_of(const Rect& area) {
  return {within(area.x, -farthest, farthest), within(area.y, -farthest, farthest),
          within(area.x + area.width, -farthest, farthest),
          within(area.y + area.height, -farthest, farthest)};
}

/// A direct array `[page /XYZ 0 y 0]`. HPDF_Destination_SetXYZ refuses a zoom of 0 (= unchanged) and
/// spoils the document.
HPDF_Array destination(HPDF_Doc document, HPDF_Dict page, float y) {
  HPDF_Array array = HPDF_Array_New(document->mmgr);
  if (array == nullptr) return nullptr;
  array->header.obj_class = static_cast<HPDF_UINT16>(HPDF_OCLASS_ARRAY | HPDF_OSUBCLASS_DESTINATION);
  HPDF_Array_Add(array, page);
  HPDF_Array_AddName(array, "XYZ");
  HPDF_Array_AddNumber(array, 0);
  HPDF_Array_AddReal(array, within(y, 0, farthest));
  HPDF_Array_AddNumber(array, 0);
  return array;
}

/// A link shows by its colour; the frame readers draw by default would stand over the text.
Object without_border(HPDF_Annotation link) {
  if (link != nullptr) HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
  return object_of(link);
}

/// 128 bits that any change of `bytes` changes; no secrecy is asked of a file's /ID.
std::array<std::uint64_t, 2> digest(std::string_view bytes) {
  std::array<std::uint64_t, 2> sums = {0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F};
  std::uint64_t word = bytes.size();
  std::size_t in_word = 0;
  const auto mix = [&] {
    sums[0] = (sums[0] ^ word) * 0xFF51AFD7ED558CCD;
    sums[0] ^= sums[0] >> 32;
    sums[1] = (sums[1] + word) * 0xC4CEB9FE1A85EC53 + (sums[0] >> 7);
    sums[1] ^= sums[1] >> 29;
    word = 0;
    in_word = 0;
  };
  mix();
  for (const char byte : bytes) {
    word = word << 8 | static_cast<std::uint8_t>(byte);
    if (++in_word == 8) mix();
  }
  mix();
  mix();
  return sums;
}

/// What the cross-reference stream says of one object (ISO 32000-1, 7.5.8.3).
struct Location {
  std::uint32_t kind = 0;   ///< 1: at an offset; 2: in an object stream
  std::uint32_t where = 0;  ///< the offset, or the number of the object stream
  std::uint32_t index = 0;  ///< the place in the object stream
};

/// Lays the objects of a libharu document out as a file with object streams, which libharu itself
/// cannot do (189 → 161 KB for a tagged four-page report).
class FileLayout {
 public:
  FileLayout(HPDF_Doc document, Deflater& deflate) : document_(document), deflate_(deflate) {}
  std::string run();

 private:
  bool write_streams();
  void write_packs();
  void write_table();
  void write_stream(std::uint32_t number, std::string_view entries, std::string_view bytes);
  bool is_stream(void* object) const;
  std::uint32_t number_of(void* object) const {
    return static_cast<HPDF_Obj_Header*>(object)->obj_id & number_mask;
  }

  HPDF_Doc document_;
  Deflater& deflate_;
  std::string file_;
  std::vector<Location> locations_;
};

bool FileLayout::is_stream(void* object) const {
  const unsigned kind = static_cast<HPDF_Obj_Header*>(object)->obj_class & HPDF_OCLASS_ANY;
  return kind == HPDF_OCLASS_DICT && static_cast<HPDF_Dict>(object)->stream != nullptr;
}

bool FileLayout::write_streams() {
  HPDF_Stream out = HPDF_CallbackWriter_New(document_->mmgr, disclose_append, &file_);
  if (out == nullptr) return false;
  HPDF_List entries = document_->xref->entries;
  locations_.assign(entries->count, {});
  for (HPDF_UINT i = 1; i < entries->count; ++i) {
    void* object = HPDF_Xref_GetEntry(document_->xref, i)->obj;
    if (object == nullptr || !is_stream(object)) continue;
    locations_[i] = {1, static_cast<std::uint32_t>(file_.size()), 0};
    append_whole(file_, number_of(object));
    file_ += " 0 obj\n";
    if (HPDF_Obj_WriteValue(object, out, nullptr) != HPDF_OK) break;
    file_ += "\nendobj\n";
  }
  HPDF_Stream_Free(out);
  return document_->error.error_no == HPDF_OK;
}

void FileLayout::write_stream(std::uint32_t number, std::string_view entries,
                              std::string_view bytes) {
  append_whole(file_, number);
  file_ += " 0 obj\n<<";
  file_ += entries;
  file_ += "/Filter/FlateDecode/Length ";
  append_whole(file_, bytes.size());
  file_ += ">>\nstream\n";
  file_ += bytes;
  file_ += "\nendstream\nendobj\n";
}

void FileLayout::write_packs() {
  std::string head;
  std::string body;
  std::uint32_t count = 0;
  HPDF_Stream out = HPDF_CallbackWriter_New(document_->mmgr, disclose_append, &body);
  if (out == nullptr) return;
  const auto flush = [&] {
    if (count == 0) return;
    const auto number = static_cast<std::uint32_t>(locations_.size());
    locations_.push_back({1, static_cast<std::uint32_t>(file_.size()), 0});
    std::string entries = "/Type/ObjStm/N ";
    append_whole(entries, count);
    entries += "/First ";
    append_whole(entries, head.size());
    write_stream(number, entries, deflate_(head + body));
    head.clear();
    body.clear();
    count = 0;
  };
  const HPDF_UINT total = document_->xref->entries->count;
  std::uint32_t in_pack = total;  // the object streams are numbered after all other objects
  for (HPDF_UINT i = 1; i < total; ++i) {
    void* object = HPDF_Xref_GetEntry(document_->xref, i)->obj;
    if (object == nullptr || is_stream(object)) continue;
    locations_[i] = {2, in_pack, count++};
    append_whole(head, number_of(object));
    head += ' ';
    append_whole(head, body.size());
    head += ' ';
    HPDF_Obj_WriteValue(object, out, nullptr);
    body += '\n';
    if (count == objects_in_a_pack) {
      flush();
      ++in_pack;
    }
  }
  flush();
  HPDF_Stream_Free(out);
}

void FileLayout::write_table() {
  const auto number = static_cast<std::uint32_t>(locations_.size());
  const std::size_t start = file_.size();
  locations_.push_back({1, static_cast<std::uint32_t>(start), 0});
  std::string table;
  const auto append = [&table](std::uint32_t value, unsigned size) {
    while (size-- > 0) table.push_back(static_cast<char>(value >> (8 * size) & 0xFF));
  };
  for (const Location& location : locations_) {
    append(location.kind, 1);
    append(location.where, 4);
    append(location.index, 2);
  }
  const std::array<std::uint64_t, 2> sums = digest(file_);
  std::string id = "<";
  for (const std::uint64_t sum : sums)
    for (const unsigned shift : {48U, 32U, 16U, 0U})
      append_hex16(id, static_cast<std::uint32_t>(sum >> shift & 0xFFFF));
  id += '>';
  std::string entries = "/Type/XRef/W[1 4 2]/Size ";
  append_whole(entries, locations_.size());
  entries += "/Root " + reference(number_of(document_->catalog));
  entries += "/Info " + reference(number_of(document_->info));
  entries += "/ID[" + id + id + "]";
  write_stream(number, entries, deflate_(table));
  file_ += "startxref\n";
  append_whole(file_, start);
  file_ += "\n%%EOF\n";
}

std::string FileLayout::run() {
  // The second line tells that the file is binary (ISO 19005-2, 6.1.2).
  file_ = "%PDF-1.7\n%\xE5\xBA\x8F\xE6\x96\x87\n";
  // Streams first: writing one settles its length, which is an object of its own.
  if (!write_streams()) return {};
  write_packs();
  write_table();
  if (document_->error.error_no != HPDF_OK) return {};
  return std::move(file_);
}

}  // namespace

struct ObjectFile::Library {
  HPDF_Doc document = nullptr;
};

ObjectFile::ObjectFile() : library_(std::make_unique<Library>()) {
  library_->document = HPDF_NewEx(disclose_remember_error, nullptr, nullptr, 0, nullptr);
  if (library_->document == nullptr) return;
  library_->document->pdf_version = HPDF_VER_17;
  HPDF_SetPagesConfiguration(library_->document, pages_in_a_node);
}

ObjectFile::~ObjectFile() {
  if (library_->document != nullptr) HPDF_Free(library_->document);
}

Object ObjectFile::catalog() const {
  return library_->document == nullptr ? Object{} : object_of(library_->document->catalog);
}

Object ObjectFile::information() const {
  return library_->document == nullptr ? Object{} : object_of(library_->document->info);
}

Object ObjectFile::add() {
  if (library_->document == nullptr) return {};
  HPDF_Dict made = HPDF_Dict_New(library_->document->mmgr);
  if (made == nullptr || HPDF_Xref_Add(library_->document->xref, made) != HPDF_OK) return {};
  made->write_fn = disclose_write_entries;
  return object_of(made);
}

void ObjectFile::fill(Object object, std::string entries) {
  if (object) dict(object)->attr = &bodies_.emplace_back(std::move(entries));
}

Object ObjectFile::add(std::string entries) {
  const Object made = add();
  fill(made, std::move(entries));
  return made;
}

Object ObjectFile::add_stream(std::string entries, std::string_view bytes) {
  if (library_->document == nullptr) return {};
  HPDF_Dict made = HPDF_DictStream_New(library_->document->mmgr, library_->document->xref);
  if (made == nullptr) return {};
  made->write_fn = disclose_write_entries;
  made->filter = HPDF_STREAM_FILTER_NONE;
  HPDF_Stream_Write(made->stream, bytes_of(bytes), static_cast<HPDF_UINT>(bytes.size()));
  fill(object_of(made), std::move(entries));
  return object_of(made);
}

Object ObjectFile::add_page(float width, float height) {
  if (library_->document == nullptr) return {};
  HPDF_Page page = HPDF_AddPage(library_->document);
  if (page == nullptr) return {};
  HPDF_Page_SetWidth(page, within(width, 3, 14400));  // ISO 32000-1, annex C
  HPDF_Page_SetHeight(page, within(height, 3, 14400));
  return object_of(page);
}

void ObjectFile::set_content(Object page, std::string_view deflated) {
  if (!page) return;
  auto* attributes = static_cast<HPDF_PageAttr>(dict(page)->attr);
  attributes->contents->filter = HPDF_STREAM_FILTER_NONE;
  attributes->contents->write_fn = disclose_write_deflated_mark;
  HPDF_Stream_Write(attributes->stream, bytes_of(deflated),
                    static_cast<HPDF_UINT>(deflated.size()));
}

void ObjectFile::set_name(Object object, const char* key, const char* value) {
  if (object) HPDF_Dict_AddName(dict(object), key, value);
}

void ObjectFile::set_number(Object object, const char* key, std::uint32_t value) {
  if (object) HPDF_Dict_AddNumber(dict(object), key, static_cast<HPDF_INT32>(value));
}

void ObjectFile::set_text(Object object, const char* key, std::string_view text) {
  if (!object) return;
  std::string units = utf16_with_mark(text);
  HPDF_Dict_Add(dict(object), key,
                HPDF_Binary_New(dict(object)->mmgr, bytes_of(units),
                                static_cast<HPDF_UINT>(units.size())));
}

void ObjectFile::set_object(Object object, const char* key, Object value) {
  if (object && value) HPDF_Dict_Add(dict(object), key, value.dictionary);
}

void ObjectFile::set_objects(Object object, const char* key, const std::vector<Object>& values) {
  if (!object) return;
  HPDF_Array array = HPDF_Array_New(dict(object)->mmgr);
  if (HPDF_Dict_Add(dict(object), key, array) != HPDF_OK) return;
  for (const Object& value : values) HPDF_Array_Add(array, value.dictionary);
}

void ObjectFile::set_dictionary(Object object, const char* key, std::string entries) {
  if (!object) return;
  HPDF_Dict made = HPDF_Dict_New(dict(object)->mmgr);
  if (made == nullptr) return;
  made->write_fn = disclose_write_entries;
  made->attr = &bodies_.emplace_back(std::move(entries));
  HPDF_Dict_Add(dict(object), key, made);
}

Object ObjectFile::add_outline_entry(Object parent, std::string_view title, Object page, float y,
                                     bool open) {
  if (library_->document == nullptr) return {};
  HPDF_Outline entry = HPDF_CreateOutline(library_->document, dict(parent), "", nullptr);
  if (entry == nullptr) return {};
  HPDF_Dict_RemoveElement(entry, "Type");  // libharu writes /Outlines, which is the root's type
  set_text(object_of(entry), "Title", title);
  HPDF_Outline_SetOpened(entry, open ? HPDF_TRUE : HPDF_FALSE);
  HPDF_Dict_Add(entry, "Dest", destination(library_->document, dict(page), y));
  return object_of(entry);
}

Object ObjectFile::add_link(Object page, const Rect& area, const std::string& uri) {
  if (!page || uri.empty() || uri.size() > longest_uri) return {};
  return without_border(HPDF_Page_CreateURILinkAnnot(dict(page), rect_of(area), uri.c_str()));
}

Object ObjectFile::add_link(Object page, const Rect& area, Object target, float y) {
  if (!page || !target) return {};
  return without_border(HPDF_Page_CreateLinkAnnot(
      dict(page), rect_of(area), destination(library_->document, dict(target), y)));
}

void ObjectFile::add_page_labels(const PageLabels& labels) {
  if (library_->document == nullptr) return;
  HPDF_Dict made = HPDF_Dict_New(library_->document->mmgr);
  if (made == nullptr) return;
  std::string entries;
  switch (labels.style) {
    case PageLabels::Style::none: break;
    case PageLabels::Style::decimal: entries = "/S/D"; break;
    case PageLabels::Style::lower_roman: entries = "/S/r"; break;
    case PageLabels::Style::upper_roman: entries = "/S/R"; break;
  }
  if (!labels.prefix.empty()) append_text(entries += "/P", labels.prefix);
  entries += "/St ";
  append_whole(entries, std::max(labels.first_number, 1U));
  made->write_fn = disclose_write_entries;
  made->attr = &bodies_.emplace_back(std::move(entries));
  // HPDF_AddPageLabel writes a prefix byte by byte: ours may be Chinese.
  HPDF_Catalog_AddPageLabel(library_->document->catalog, labels.first_page, made);
}

std::string ObjectFile::save(Deflater& deflate) {
  if (library_->document == nullptr || library_->document->error.error_no != HPDF_OK) return {};
  return FileLayout(library_->document, deflate).run();
}

}  // namespace disclose::pdf
