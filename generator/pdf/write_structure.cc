#include "pdf/write_structure.h"

#include <algorithm>
#include <limits>
#include <map>

#include "pdf/write_content.h"
#include "pdf/write_syntax.h"

namespace disclose::pdf {
namespace {

constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

/// A marked piece of a page.
struct Piece {
  std::uint64_t order = 0;  ///< among all pieces of the document
  std::uint32_t page = 0;
  std::uint32_t mcid = 0;
};

/// An element with what belongs to it.
struct Node {
  Object object;
  std::vector<ElementIndex> children;
  std::vector<Piece> pieces;
  std::vector<const WrittenLink*> links;
  std::uint64_t first = never;  ///< order of the first piece of it or below it
};

class StructureWriter {
 public:
  StructureWriter(ObjectFile& file, const PdfDocument& document,
                  const std::vector<Element>& elements, const std::vector<WrittenPage>& pages,
                  const std::vector<WrittenLink>& links)
      : file_(file), document_(document), elements_(elements), pages_(pages), links_(links),
        nodes_(elements.size()) {}
  Object run();

 private:
  ElementIndex parent_of(ElementIndex index) const {
    return elements_[index].parent < index ? elements_[index].parent : 0;
  }
  void gather();
  void measure_figures();
  std::string entries_of(ElementIndex index, Object root) const;
  std::string kids_of(ElementIndex index, std::uint32_t page) const;
  std::string attributes_of(ElementIndex index) const;
  std::string parent_tree() const;
  std::string identifiers() const;

  ObjectFile& file_;
  const PdfDocument& document_;
  const std::vector<Element>& elements_;
  const std::vector<WrittenPage>& pages_;
  const std::vector<WrittenLink>& links_;
  std::vector<Node> nodes_;
  std::map<ElementIndex, Rect> figures_;  ///< area on the figure's first page, y upwards
};

void StructureWriter::gather() {
  std::uint64_t order = 0;
  for (std::uint32_t page = 0; page < pages_.size(); ++page)
    for (std::uint32_t mcid = 0; mcid < pages_[page].marked.size(); ++mcid)
      nodes_[pages_[page].marked[mcid]].pieces.push_back({order++, page, mcid});
  for (const WrittenLink& link : links_)
    if (link.element < nodes_.size()) nodes_[link.element].links.push_back(&link);
  for (ElementIndex index = 0; index < nodes_.size(); ++index) {
    Node& node = nodes_[index];
    node.object = file_.add();
    if (!node.pieces.empty()) node.first = node.pieces.front().order;
    if (index > 0) nodes_[parent_of(index)].children.push_back(index);
  }
  for (auto index = static_cast<ElementIndex>(nodes_.size()); index-- > 1;) {
    Node& parent = nodes_[parent_of(index)];
    parent.first = std::min(parent.first, nodes_[index].first);
  }
}

/// A figure states its area (ISO 32000-1, 14.8.5.4.3): of all that is painted in it on one page.
void StructureWriter::measure_figures() {
  std::vector<ElementIndex> figure_of(elements_.size(), artifact);
  for (ElementIndex index = 0; index < elements_.size(); ++index)
    figure_of[index] = elements_[index].role == Role::figure ? index
                       : index > 0                           ? figure_of[parent_of(index)]
                                                             : artifact;
  std::map<ElementIndex, std::size_t> first_page;
  for (std::size_t page = 0; page < document_.pages.size(); ++page) {
    const float height = document_.pages[page].height;
    for (const Item& item : document_.pages[page].items) {
      if (item.element >= figure_of.size() || figure_of[item.element] == artifact) continue;
      const ElementIndex figure = figure_of[item.element];
      if (first_page.try_emplace(figure, page).first->second != page) continue;
      const Rect area = bounds_of(item);
      const Rect upward{area.x, height - area.y - area.height, area.width, area.height};
      const auto [known, added] = figures_.try_emplace(figure, upward);
      if (added) continue;
      Rect& whole = known->second;
      const float right = std::max(whole.x + whole.width, upward.x + upward.width);
      const float top = std::max(whole.y + whole.height, upward.y + upward.height);
      whole.x = std::min(whole.x, upward.x);
      whole.y = std::min(whole.y, upward.y);
      whole.width = right - whole.x;
      whole.height = top - whole.y;
    }
  }
}

std::string StructureWriter::attributes_of(ElementIndex index) const {
  const Element& element = elements_[index];
  std::string out;
  if (element.role == Role::header_cell || element.role == Role::data_cell) {
    if (element.row_span > 1) append_whole(out += "/RowSpan ", element.row_span);
    if (element.column_span > 1) append_whole(out += "/ColSpan ", element.column_span);
    if (element.role == Role::header_cell)
      out += element.scope == Scope::row    ? "/Scope/Row"
             : element.scope == Scope::both ? "/Scope/Both"
                                            : "/Scope/Column";
    return out.empty() ? out : "/A<</O/Table" + out + ">>";
  }
  if (element.role == Role::table && !element.summary.empty()) {
    append_text(out, element.summary);
    return "/A<</O/Table/Summary" + out + ">>";
  }
  if (element.role == Role::list)
    return element.numbered ? "/A<</O/List/ListNumbering/Decimal>>"
                            : "/A<</O/List/ListNumbering/Disc>>";
  if (const auto figure = figures_.find(index); figure != figures_.end()) {
    const Rect& area = figure->second;
    out = "/A<</O/Layout/Placement/Block/BBox[";
    for (const float edge : {area.x, area.y, area.x + area.width, area.y + area.height}) {
      append_number(out, edge);
      out += ' ';
    }
    return out += "]>>";
  }
  return out;
}

/// Children keep their order; painted pieces stand between them as they were painted.
std::string StructureWriter::kids_of(ElementIndex index, std::uint32_t page) const {
  const Node& node = nodes_[index];
  std::string out;
  auto piece = node.pieces.begin();
  const auto pieces_before = [&](std::uint64_t order) {
    for (; piece != node.pieces.end() && piece->order < order; ++piece) {
      if (piece->page == page) {
        append_whole(out += ' ', piece->mcid);
        continue;
      }
      out += "<</Type/MCR/Pg " + reference(pages_[piece->page].object.number);
      append_whole(out += "/MCID ", piece->mcid);
      out += ">>";
    }
  };
  for (const ElementIndex child : node.children) {
    if (nodes_[child].first != never) pieces_before(nodes_[child].first);
    out += ' ' + reference(nodes_[child].object.number);
  }
  pieces_before(never);
  for (const WrittenLink* link : node.links)
    out += "<</Type/OBJR/Pg " + reference(pages_[link->page].object.number) + "/Obj " +
           reference(link->object.number) + ">>";
  return out;
}

std::string StructureWriter::entries_of(ElementIndex index, Object root) const {
  const Element& element = elements_[index];
  const Node& node = nodes_[index];
  std::string out = "/Type/StructElem/S/";
  out += name_of(element.role);
  out += "/P " + reference(index == 0 ? root.number : nodes_[parent_of(index)].object.number);
  const std::uint32_t page = node.pieces.empty() ? 0 : node.pieces.front().page;
  if (!node.pieces.empty()) out += "/Pg " + reference(pages_[page].object.number);
  if (!element.alternative.empty()) append_text(out += "/Alt", element.alternative);
  if (!element.language.empty()) append_text(out += "/Lang", element.language);
  if (element.role == Role::note) {  // PDF/UA-1, 7.9: a note has an identifier
    append_whole(out += "/ID(note-", index);
    out += ')';
  }
  out += attributes_of(index);
  const std::string kids = kids_of(index, page);
  if (!kids.empty()) out += "/K[" + kids + "]";
  return out;
}

/// From every marked piece and every link to its element (14.7.4.4). Pages have the keys 0, 1, 2…
/// (/StructParents), links those after them.
std::string StructureWriter::parent_tree() const {
  std::string out = "/Nums[";
  for (std::size_t page = 0; page < pages_.size(); ++page) {
    append_whole(out, page);
    out += '[';
    for (const ElementIndex element : pages_[page].marked)
      out += reference(nodes_[element].object.number) + ' ';
    out += ']';
  }
  for (std::size_t i = 0; i < links_.size(); ++i) {
    append_whole(out, pages_.size() + i);
    out += ' ' + reference(nodes_[links_[i].element].object.number) + ' ';
  }
  return out += ']';
}

std::string StructureWriter::identifiers() const {
  std::map<std::string, std::uint32_t> notes;  // a name tree is in the order of its names
  for (ElementIndex index = 0; index < elements_.size(); ++index) {
    if (elements_[index].role != Role::note) continue;
    std::string name = "note-";
    append_whole(name, index);
    notes.emplace(std::move(name), nodes_[index].object.number);
  }
  if (notes.empty()) return {};
  std::string out = "/IDTree<</Names[";
  for (const auto& [name, number] : notes) out += "(" + name + ")" + reference(number);
  return out += "]>>";
}

Object StructureWriter::run() {
  gather();
  measure_figures();
  const Object root = file_.add();
  for (ElementIndex index = 0; index < nodes_.size(); ++index)
    file_.fill(nodes_[index].object, entries_of(index, root));
  const Object tree = file_.add(parent_tree());
  std::string entries = "/Type/StructTreeRoot/K " + reference(nodes_[0].object.number) +
                        "/ParentTree " + reference(tree.number) + identifiers();
  append_whole(entries += "/ParentTreeNextKey ", pages_.size() + links_.size());
  file_.fill(root, std::move(entries));
  return root;
}

}  // namespace

Object write_structure(ObjectFile& file, const PdfDocument& document,
                       const std::vector<Element>& elements, const std::vector<WrittenPage>& pages,
                       const std::vector<WrittenLink>& links) {
  return StructureWriter(file, document, elements, pages, links).run();
}

}  // namespace disclose::pdf
