#include <fmt/format.h>

#include "plan/recent.h"
#include "plan/site_map.h"
#include "plan/xml_text.h"

namespace disclose {

namespace {

constexpr std::size_t kEntries = 60;

// The days come from the records; an hour is not always known, and midnight would be another day abroad.
std::string noon(std::string_view day) { return fmt::format("{}T12:00:00+08:00", day); }

std::string entry_of(const View& item, const std::string& base_url) {
  const std::string_view link = item.find("url")->text();
  const std::string_view day = item.find("date")->text();
  // A list is published into again: what happened on a day is an entry of its own.
  std::string address = base_url + std::string(link);
  if (address.ends_with("/index.html")) address.resize(address.size() - std::string_view("index.html").size());
  return fmt::format("<entry><title>{}</title><link href=\"{}\"/><id>{}#{}</id><updated>{}</updated></entry>\n",
                     xml_text(item.find("title")->text()), xml_text(address), xml_text(address), day, noon(day));
}

// Atom (RFC 4287): what was published, newest first; something was.
std::string feed(const PlanContext& context) {
  const Site& site = context.registry.site();
  const std::string& base_url = context.options.base_url;
  const View items = recent_publications(context, kEntries);
  std::string entries;
  for (const View& item : *items.list()) entries += entry_of(item, base_url);
  const std::string_view updated = items.list()->front().find("date")->text();
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n"
                     "<title>{}</title><id>{}</id><link href=\"{}\"/><link rel=\"self\" href=\"{}feed.xml\"/>"
                     "<updated>{}</updated><author><name>{}</name></author>\n{}</feed>\n",
                     xml_text(site.title), xml_text(base_url), xml_text(base_url), xml_text(base_url), noon(updated),
                     xml_text(site.publisher.name), entries);
}

// OpenSearch 1.1: browsers offer the search of the site.
std::string open_search(const PlanContext& context) {
  const Site& site = context.registry.site();
  const std::string base_url = xml_text(context.options.base_url);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">"
                     "<ShortName>{}</ShortName><Description>{}</Description><InputEncoding>UTF-8</InputEncoding>"
                     "<Url type=\"text/html\" template=\"{}search/index.html?q={{searchTerms}}\"/></OpenSearchDescription>\n",
                     xml_text(site.jurisdiction.name) + "预算绩效", xml_text(site.title), base_url);
}

}  // namespace

bool has_feed(const PlanContext& context) { return !recent_publications(context, 1).list()->empty(); }

void add_feeds(const PlanContext& context, SitePlan& site_plan) {
  if (has_feed(context)) site_plan.files.push_back({"feed.xml", [&context] { return feed(context); }});
  site_plan.files.push_back({"opensearch.xml", [&context] { return open_search(context); }});
}

}  // namespace disclose
