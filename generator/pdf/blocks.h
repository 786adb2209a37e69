#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pdf/flowable.h"

/// From blocks to what flows down the pages.
namespace disclose::pdf {

/// A heading of the document, in order, for the table of contents and the outline.
struct HeadingEntry {
  const Heading* heading = nullptr;
  std::uint32_t level = 1;       ///< in the outline: never more than one deeper than the last
  std::uint32_t role_level = 1;  ///< in the structure tree
};

/// The headings of the document. A single <h1> is the title and stands in the outline's first
/// level.
std::vector<HeadingEntry> headings_of(const Document& document);

/// A page number to be filled in when the pages are known.
struct ContentsLine {
  std::uint32_t page = 0;
  std::size_t item = 0;  ///< before which the leader and number are painted
  float leader_from = 0, right = 0, y = 0;
  std::size_t heading = 0;  ///< index into the headings
  ElementIndex element = artifact;
};

/// The internal anchor of a heading; no id of the markup can be the same.
std::string heading_anchor(std::size_t index);

struct BlockContext {
  Flow& flow;
  const std::vector<HeadingEntry>& headings;
  std::vector<ContentsLine>& contents;
  std::size_t next_heading = 0;
};

/// Sets `blocks` for their width; their elements are added to the tree in order of reading.
void set_blocks(const std::vector<Block>& blocks, const Slot& slot, BlockContext& context,
                Flowables& out);

/// The blocks that are neither running text nor tables.
std::unique_ptr<Flowable> make_figure(const Figure& figure, Position position, const Slot& slot,
                                      Flow& flow);
std::unique_ptr<Flowable> make_facts(const Facts& facts, Position position, const Slot& slot,
                                     Flow& flow);
std::unique_ptr<Flowable> make_signature(const Signature& signature, Position position,
                                         const Slot& slot, Flow& flow);
std::unique_ptr<Flowable> make_qr(const QrCode& code, Position position, const Slot& slot,
                                  Flow& flow);
std::unique_ptr<Flowable> make_divider();
std::unique_ptr<Flowable> make_contents(const Contents& contents, Position position, const Slot& slot,
                                        BlockContext& context);

}  // namespace disclose::pdf
