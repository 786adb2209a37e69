#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "template/escape.h"
#include "template/source.h"

namespace disclose::templates {

/// Where the literal text of a template has arrived, as an HTML tokenizer sees it
/// (WHATWG HTML 13.2.5), or an XML one. Two equal contexts continue in the same way.
struct Context {
  enum class At : std::uint8_t {
    text,
    tag_start,       ///< after `<`
    end_tag_start,   ///< after `</`
    tag_name,
    between,         ///< inside a tag, before an attribute
    edge,            ///< inside a tag, where branches met: white space, `/` or `>` must follow
    attribute_name,
    after_name,
    before_value,
    quoted,
    after_value,
    unquoted,
    declaration,     ///< after `<!`, not yet known what it is
    doctype,         ///< up to `>`: doctype, bogus comment
    instruction,     ///< `<? ?>`
    comment,
    cdata,
    raw,             ///< script, style and others whose text is no markup
    rcdata,          ///< title, textarea
  };
  enum class Url : std::uint8_t {
    none,
    undecided,  ///< the value began in this literal; where it leads is not known yet
    settled,    ///< the literal beginning decides that it leads to a safe place
    checked,    ///< the page checks the whole value when it is drawn
    refused,    ///< the literal beginning is a scheme such as `javascript:`
  };
  At at = At::text;
  Url url = Url::none;
  char quote = '"';
  bool closing = false;      ///< inside an end tag
  bool slash = false;        ///< XML: the last character of the tag was `/`
  bool data_script = false;  ///< <script type="application/ld+json"> or application/json
  bool in_string = false;    ///< in such a script: inside a JSON string
  bool escaped = false;      ///< and after a backslash there
  std::uint32_t mark = 0;    ///< of a checked URL: which
  std::string element;       ///< lower case
  std::string attribute;     ///< lower case
  std::string held;          ///< the start of what may become an end tag, a URL's scheme, a type
  std::string guard;         ///< XML: the script or style element that is open
  bool operator==(const Context&) const = default;
};

/// What happened while the context went over a literal text.
struct Passage {
  std::optional<std::size_t> url_end;    ///< where a checked URL ended: the offset of its quote
  std::optional<std::size_t> url_begin;  ///< where a URL that must be checked began
  std::uint32_t ended_mark = 0;          ///< of the URL that ended
  Say problem;                           ///< empty when there is none
  Say help;
  std::size_t problem_at = 0;
};

/// Goes over `literal`.
Passage advance(Context& context, std::string_view literal, Mode mode);

/// How an output is escaped here; or why there may be none.
struct Placement {
  Escape escape = Escape::none;
  bool needs_json = false;  ///< the output must end with the `json` filter
  Say refusal;
  Say help;
};
Placement place_output(const Context& context, Mode mode);

/// Called after an output was placed.
void note_output(Context& context);

/// The context in which both may go on, when there is one: equal contexts, or two places of the
/// same tag that differ in nothing once white space follows.
std::optional<Context> meet(const Context& left, const Context& right);

/// "element text", "a quoted attribute value" and so on.
Say describe(const Context& context);

}  // namespace disclose::templates
