#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compare/labels.h"

namespace disclose {

/// One value that is not what it was.
struct FigureChange {
  std::string record;  ///< id of the record it is in
  std::string title;   ///< what the record is called
  std::string key;     ///< "indicators[接收进馆档案].score"; empty: the whole record came or went
  std::string label;   ///< "指标“接收进馆档案”：自评得分"
  std::string before;  ///< as it was published; empty: it was not there
  std::string after;   ///< empty: it is no more

  friend bool operator==(const FigureChange&, const FigureChange&) = default;
};

/// What differs between two texts of JSON: a record's data.json, a ledger, or the data of an item (an
/// array of records, docs/proof.md). Amounts are compared as they are written, with their unit; where a
/// value stands both as text and as a number the text is told. Elements of lists are paired by what they
/// are called, else by their place.
std::vector<FigureChange> figure_changes(std::string_view before, std::string_view after, const FigureLabels& labels);

}  // namespace disclose
