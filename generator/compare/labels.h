#pragma once

#include <map>
#include <string>
#include <string_view>

namespace disclose {

/// What the figures of a site's data are called: the columns of its open data (data/datapackage.json)
/// and, for what no table has, a few names of our own.
class FigureLabels {
 public:
  FigureLabels();
  /// Takes the titles of the columns over; a text that is no data package changes nothing.
  void read(std::string_view datapackage);

  /// The Chinese name of a key of data.json, or of a row; the key itself when it has none.
  std::string of(std::string_view key) const;
  /// How one element of a list is called, e.g. 指标 of `indicators`.
  std::string of_element(std::string_view list) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace disclose
