#pragma once

#include <functional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/folder.h"
#include "plan/plan.h"

namespace disclose {

struct BuildCounts {
  std::size_t pages = 0;
  std::size_t reports = 0;  ///< PDFs
};

/// What a run tells while it works: the phase in both languages, and how far it is.
using Progress = std::function<void(const Say& phase, std::size_t done, std::size_t all)>;

/// Asked of the markup of a PDF before it is drawn, from which nobody could take its texts again: whether
/// it may be. Called from every thread.
using MayDraw = std::function<bool(std::string_view path, std::string_view markup)>;

/// Draws every planned file into `sink`. Templates come from the site folder's templates/, file by
/// file, else from the built-in theme. A mistake in a template or a character without a glyph is an
/// error in `diagnostics`; drawing goes on to find every one.
BuildCounts render(const SitePlan& plan, const PlanContext& context, unsigned threads,
                   const Progress& progress, const MayDraw& may_draw, Sink& sink, Diagnostics& diagnostics);

/// The same for pages that stand beside a finished site: without the theme's assets and the list of files.
BuildCounts render_pages(const SitePlan& plan, const PlanContext& context, unsigned threads, Sink& sink, Diagnostics& diagnostics);

}  // namespace disclose
