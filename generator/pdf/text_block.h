#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "pdf/flowable.h"

namespace disclose::pdf {

/// Lines of text with at least two on either side of a page break: paragraphs, headings, list
/// items.
class TextBlock final : public Flowable {
 public:
  struct Parts {
    SetText text;
    TextElements elements;
    float left = 0;
    float before = 0;
    float after = 0;
    std::string id;
    std::string heading_anchor;  ///< internal id the table of contents points to
    bool is_heading = false;
    std::optional<OutlineEntry> outline;
    std::optional<SetText> label;  ///< of a list item, left of its first line
    TextElements label_elements;
    float label_left = 0;
    bool rule_below = false;  ///< a title's
  };
  explicit TextBlock(Parts parts) : parts_(std::move(parts)) {}

  float least_height() const override;
  bool keeps_with_next() const override { return parts_.is_heading; }
  void keep_after(float height) override { keep_after_ = height; }
  void place(Flow& flow) override;

  /// Gives what stands below a title, blank and rule, to the subtitle that follows it.
  void hand_down(Parts& subtitle) {
    subtitle.rule_below = std::exchange(parts_.rule_below, false);
    subtitle.after = std::max(subtitle.after, std::exchange(parts_.after, 4.0F));
  }

 private:
  std::size_t lines_here(const Flow& flow, std::size_t next) const;
  void place_line(Flow& flow, std::size_t line);
  void mark_place(Flow& flow);

  Parts parts_;
  float keep_after_ = 0;
};

}  // namespace disclose::pdf
