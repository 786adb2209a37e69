#include "render/render.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "base/parallel.h"
#include "format/json_writer.h"
#include "plan/links.h"
#include "render/compact_css.h"
#include "render/english.h"
#include "render/frame_file.h"
#include "render/manifest.h"
#include "render/report.h"
#include "render/theme.h"

namespace disclose {

namespace {

// One thread's part: its findings, and a buffer that keeps its room from page to page.
struct Drawer {
  Diagnostics diagnostics;
  std::string buffer;
  BuildCounts counts;
};

class Renderer {
 public:
  Renderer(const SitePlan& site_plan, const Theme& theme, const ReportPress* press, const EnglishFrame* english, const MayDraw& may_draw, Sink& sink)
      : plan_(site_plan), theme_(theme), press_(press), english_(english), may_draw_(may_draw), sink_(sink) {}

  void page(const PlannedPage& page, Drawer& drawer) const {
    // One set of values for the page and its data: they cannot disagree.
    View view = page.values();
    View data;
    if (page.data) {
      if (View* values = find(view, "data")) data = std::move(*values);
    }
    for (const View::Entry& entry : *plan_.frame.map()) view.set(entry.first, entry.second);
    view.set("root", page.url.empty() ? std::string("./") : root_of(page.url));
    view.set("url", page.url);
    view.set("page_class", page.page_class == PageClass::home     ? "home"
                           : page.page_class == PageClass::column ? "column"
                                                                  : "article");
    const bool english = english_ != nullptr && english_->has(page.url);
    view.set("english", english ? english_url(page.url) : std::string());
    drawer.buffer.clear();
    theme_.templates.render(page.page, view, drawer.buffer, drawer.diagnostics);
    sink_.put(is_file(page.url) ? page.url : page.url + "index.html", drawer.buffer);
    ++drawer.counts.pages;
    if (english) {
      sink_.put(english_url(page.url) + "index.html", english_->page(drawer.buffer, page.url));
      ++drawer.counts.pages;
    }
    const std::string json = page.data ? to_json(data) : std::string();
    if (page.data) sink_.put(page.url + "data.json", json);
    if (press_ != nullptr && !page.report.empty()) report(page, view, json, drawer);
  }

  void file(const PlannedFile& file) const { sink_.put(file.path, file.bytes()); }

  void assets() const {
    for (const auto& [name, bytes] : theme_.assets) sink_.put("assets/" + name, name.ends_with(".css") ? compact_css(bytes) : bytes);
  }

 private:
  // The report is drawn from the values the page has just shown.
  void report(const PlannedPage& page, const View& view, const std::string& json, Drawer& drawer) const {
    Diagnostics own;
    drawer.buffer.clear();
    const std::string file = page.url + std::string(page.report_name);
    if (theme_.templates.render(page.report, view, drawer.buffer, own) && may_draw_(file, drawer.buffer)) {
      const std::string path = "templates/" + std::string(page.report);
      const std::string bytes = press_->draw(drawer.buffer, path, {"data.json", json}, own);
      if (!bytes.empty()) sink_.put(file, bytes);
      ++drawer.counts.reports;
    }
    if (page.about != nullptr) point_at(*page.about, own);
    drawer.diagnostics.merge(std::move(own));
  }

  // A character no font has stands in a record, not in the template that shows it.
  static void point_at(const Record& record, Diagnostics& diagnostics) {
    for (Diagnostic& d : diagnostics.all()) {
      if (d.place.position.line != 0 && d.code != Code::text_noise) continue;
      d.place = place_of(record);
      d.record = record.id;
      d.unit = record.unit;
    }
  }

  static bool is_file(std::string_view url) { return url.ends_with(".html"); }
  static View* find(View& view, std::string_view name) {
    for (View::Entry& entry : *view.map()) {
      if (entry.first == name) return &entry.second;
    }
    return nullptr;
  }

  const SitePlan& plan_;
  const Theme& theme_;
  const ReportPress* press_;
  const EnglishFrame* english_;
  const MayDraw& may_draw_;
  Sink& sink_;
};

// Files that stand for what was withdrawn are not listed: its id stands in its URL alone.
std::set<std::string, std::less<>> unlisted_files(const SitePlan& site_plan) {
  std::set<std::string, std::less<>> paths;
  for (const PlannedPage& page : site_plan.pages) {
    if (!page.listed) paths.insert(page.url + "index.html");
  }
  return paths;
}

std::set<std::string, std::less<>> english_pages(const SitePlan& site_plan) {
  std::set<std::string, std::less<>> urls;
  for (const PlannedPage& page : site_plan.pages) {
    if (page.has_english()) urls.insert(page.url);
  }
  return urls;
}

std::unique_ptr<const EnglishFrame> english_frame(const SitePlan& site_plan, const PlanContext& context, const Theme& theme, Diagnostics& diagnostics) {
  const auto file = theme.texts.find("en.json");
  if (!context.registry.site().english || file == theme.texts.end()) return nullptr;
  std::optional<Texts> texts = Texts::read("templates/texts/en.json", file->second, diagnostics);
  if (!texts) return nullptr;
  return std::make_unique<const EnglishFrame>(std::move(*texts), context.options.base_url, english_pages(site_plan));
}

}  // namespace

namespace {

// What a drawing asks of whoever wants it.
struct Wishes {
  const Progress& progress;
  const MayDraw& may_draw;
  bool whole_site = true;  ///< with the theme's assets and the list of files
};

BuildCounts draw(const SitePlan& site_plan, const PlanContext& context, unsigned threads, const Wishes& wishes, Sink& sink, Diagnostics& diagnostics) {
  const std::optional<Theme> theme = load_theme(context.folder, diagnostics);
  if (!theme) return {};
  std::unique_ptr<const ReportPress> press;
  if (context.options.reports) {
    press = ReportPress::open(context.registry.site(), context.options.site_path, diagnostics);
    if (press == nullptr) return {};
  }
  DigestingSink digesting(sink, unlisted_files(site_plan));
  const std::unique_ptr<const EnglishFrame> english = english_frame(site_plan, context, *theme, diagnostics);
  const Renderer renderer(site_plan, *theme, press.get(), english.get(), wishes.may_draw, digesting);
  std::vector<Drawer> drawers(std::max(1U, threads));
  std::atomic<std::size_t> done = 0;
  const std::size_t all = site_plan.pages.size() + site_plan.files.size();
  parallel_for(all, threads, [&](std::size_t i, unsigned thread) {
    // Files first: a workbook of the year takes as long as hundreds of pages, and begun last it would
    // keep one thread at work while the others wait.
    if (i < site_plan.files.size()) {
      renderer.file(site_plan.files[i]);
    } else {
      renderer.page(site_plan.pages[i - site_plan.files.size()], drawers[thread]);
    }
    const std::size_t now = ++done;
    if (thread == 0) wishes.progress({"生成", "Drawing"}, now, all);
  });
  if (wishes.whole_site) {
    renderer.assets();
    digesting.put(kFrameFile, frame_file(context));
    digesting.put_manifest();
  }
  BuildCounts counts;
  for (Drawer& drawer : drawers) {
    diagnostics.merge(std::move(drawer.diagnostics));
    counts.pages += drawer.counts.pages;
    counts.reports += drawer.counts.reports;
  }
  diagnostics.sort();
  return counts;
}

}  // namespace

BuildCounts render(const SitePlan& site_plan, const PlanContext& context, unsigned threads,
                   const Progress& progress, const MayDraw& may_draw, Sink& sink, Diagnostics& diagnostics) {
  return draw(site_plan, context, threads, {progress, may_draw}, sink, diagnostics);
}

BuildCounts render_pages(const SitePlan& site_plan, const PlanContext& context, unsigned threads, Sink& sink, Diagnostics& diagnostics) {
  const Progress silent = [](const Say&, std::size_t, std::size_t) {};
  const MayDraw always = [](std::string_view, std::string_view) { return true; };
  return draw(site_plan, context, threads, {silent, always, false}, sink, diagnostics);
}

}  // namespace disclose
