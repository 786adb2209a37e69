#include "model/page.h"

namespace disclose {

std::string_view name_of(PageKind kind) {
  switch (kind) {
    case PageKind::report: return "report";
    case PageKind::notice: return "notice";
    case PageKind::page: return "page";
  }
  return {};
}

}  // namespace disclose
