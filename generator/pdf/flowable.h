#pragma once

#include <memory>
#include <vector>

#include "pdf/flow.h"

/// What flows down the pages: one block, set and measured for its width before anything is placed.
namespace disclose::pdf {

class Flowable {
 public:
  virtual ~Flowable() = default;

  /// The least of it that may stand at the foot of a page.
  virtual float least_height() const = 0;
  /// A heading does not stand at the foot of a page without what it heads.
  virtual bool keeps_with_next() const { return false; }
  /// It paints nothing: a page break, a turn of the page. At the end of a report it is left out.
  virtual bool is_blank() const { return false; }
  /// Room to keep free after its last lines, for what must not stand alone on the next page.
  virtual void keep_after(float /*height*/) {}
  virtual void place(Flow& flow) = 0;
};

using Flowables = std::vector<std::unique_ptr<Flowable>>;

/// Where a block stands: its left edge from the type area's, its width, its place in the tree.
struct Slot {
  float left = 0;
  float width = 0;
  ElementIndex parent = 0;
};

std::unique_ptr<Flowable> make_table(const Table& table, Position position, const Slot& slot,
                                     Flow& flow);

}  // namespace disclose::pdf
