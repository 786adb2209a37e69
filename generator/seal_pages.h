#pragma once

#include <map>
#include <string>

#include "disk/publish.h"
#include "proof/history.h"
#include "proof/site_items.h"
#include "proof/tiles.h"

namespace disclose {

/// What the pages of sealing are drawn from.
struct SealedDrawingInput {
  Publication& publication;  ///< the built site, and where the pages go
  const std::string& site;   ///< base URL
  const std::string& origin;
  const SiteFiles& files;
  const std::map<std::string, LeafFile>& kept;  ///< in archive/
  const History& history;                       ///< with the edition that is being sealed
  const Log& log;
  const std::string& site_path;  ///< for font files of the site folder
};

struct SealedDrawing {
  std::string list;  ///< of the pages and their digests
  Say problem;       ///< why they could not be drawn; empty: they are
};

/// Draws the editions, certificates, registers and histories of a site into its publication.
SealedDrawing draw_sealed_pages(const SealedDrawingInput& input);

}  // namespace disclose
