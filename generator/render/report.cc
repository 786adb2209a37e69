#include "render/report.h"

#include <utility>

#include "pdf/document.h"
#include "pdf/layout.h"
#include "pdf/write.h"

namespace disclose {

namespace {

// A font is named by its family, or by its path below content/ (format.md 3, pdf).
std::string font_entry(Text stated, std::string_view site_path) {
  const bool is_file = stated.find('/') != Text::npos || stated.ends_with(".ttf") || stated.ends_with(".otf") ||
                       stated.ends_with(".ttc") || stated.find(".ttc#") != Text::npos;
  if (!is_file || stated.starts_with('/')) return std::string(stated);
  return std::string(site_path) + "/content/" + std::string(stated);
}

void choose(pdf::FontChoice& choice, pdf::FontRole role, Text stated, std::string_view site_path) {
  if (!stated.empty()) choice.roles[static_cast<std::size_t>(role)] = {font_entry(stated, site_path), ""};
}

}  // namespace

ReportPress::ReportPress(std::shared_ptr<const pdf::FontSet> fonts, pdf::Style style)
    : fonts_(std::move(fonts)), style_(std::move(style)) {}

std::unique_ptr<const ReportPress> ReportPress::open(const Site& site, std::string_view site_path,
                                                     Diagnostics& diagnostics) {
  pdf::FontChoice choice = pdf::FontChoice::usual();
  choose(choice, pdf::FontRole::song, site.fonts.song, site_path);
  choose(choice, pdf::FontRole::fangsong, site.fonts.fangsong, site_path);
  choose(choice, pdf::FontRole::hei, site.fonts.hei, site_path);
  choose(choice, pdf::FontRole::kai, site.fonts.kai, site_path);
  const Place where{.file = std::string(site.origin.file), .pointer = "/pdf/fonts", .position = site.origin.position};
  auto fonts = pdf::FontSet::load(choice, where, diagnostics);
  if (fonts == nullptr) return nullptr;
  pdf::Style style = site.gbt9704 ? pdf::Style::gbt9704() : pdf::Style::report();
  return std::unique_ptr<const ReportPress>(new ReportPress(std::move(fonts), std::move(style)));
}

std::string ReportPress::draw(std::string_view markup, std::string_view template_path, const Attached& attached,
                              Diagnostics& diagnostics) const {
  const auto document = pdf::parse_document(markup, template_path, diagnostics);
  if (!document) return {};
  auto pages = pdf::lay_out(*document, style_, *fonts_, diagnostics);
  if (!pages) return {};
  if (!attached.bytes.empty()) {
    pages->attachments.push_back({.name = std::string(attached.name),
                                  .media_type = "application/json",
                                  .bytes = std::string(attached.bytes),
                                  .description = "本报告的数据（JSON）"});
  }
  return pdf::write_pdf(*pages, *fonts_);
}

}  // namespace disclose
