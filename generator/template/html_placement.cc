#include <fmt/format.h>

#include "template/html_context.h"

namespace disclose::templates {

namespace {

using At = Context::At;
using Url = Context::Url;

const Say& style_help() {
  static const Say help{"用 class 选择写在样式表里的样式，图形用 SVG 的属性",
                        "choose a class of the style sheet; for graphics use SVG attributes"};
  return help;
}

Placement refuse(Say what, Say help) {
  Placement placement;
  placement.refusal = {fmt::format("不能在{}里输出值", what.zh),
                       fmt::format("a value cannot be printed in {}", what.en)};
  placement.help = std::move(help);
  return placement;
}

Placement place_in_script(const Context& context) {
  if (!context.data_script) {
    const std::string name = context.guard.empty() ? context.element : context.guard;
    const Say where{fmt::format(" <{}> ", name), fmt::format("<{}>", name)};
    if (name == "style") return refuse(where, style_help());
    return refuse(where, {"把值放进 data- 属性，由脚本读取；结构化数据用 <script "
                          "type=\"application/ld+json\"> 和 json",
                          "put it into a data- attribute; structured data takes <script "
                          "type=\"application/ld+json\"> and the json filter"});
  }
  if (context.in_string) {
    return refuse(
        {" JSON 的引号", "the quotes of a JSON text"},
        {"去掉引号，json 过滤器自己会加", "drop the quotes: the json filter writes them"});
  }
  Placement placement;
  placement.needs_json = true;
  return placement;
}

Placement place_in_value(const Context& context, Mode mode) {
  const std::string& name = context.attribute;
  const bool handler = name.size() > 2 && name.starts_with("on");
  if (handler || name == "style" || name == "srcdoc") {
    return refuse({fmt::format(" {} 属性", name), fmt::format("the attribute {}", name)},
                  handler ? Say{"把值放进 data- 属性，由脚本读取",
                                "put it into a data- attribute and read it from the script"}
                          : style_help());
  }
  if (context.url == Url::refused) {
    return refuse({" javascript:、data: 之类的网址", "a URL such as javascript: or data:"},
                  {"链接只用 http、https、mailto、tel 或站内相对路径",
                   "links are http, https, mailto, tel or relative"});
  }
  Placement placement;
  const bool xml = mode == Mode::xml;
  placement.escape = context.url == Url::none
                         ? (xml ? Escape::xml_attribute : Escape::html_attribute)
                         : (xml ? Escape::xml_url : Escape::html_url);
  return placement;
}

}  // namespace

Placement place_output(const Context& context, Mode mode) {
  Placement placement;
  if (mode == Mode::text) return placement;
  const Say elsewhere{"把值放进元素的文字里，或带引号的属性值里",
                      "print it in the text of an element or in a quoted attribute"};
  switch (context.at) {
    case At::text:
      if (!context.guard.empty()) return place_in_script(context);
      placement.escape = mode == Mode::xml ? Escape::xml_text : Escape::html_text;
      return placement;
    case At::rcdata:
      if (!context.held.empty()) return refuse(describe(context), elsewhere);
      placement.escape = Escape::html_attribute;
      return placement;
    case At::raw: return place_in_script(context);
    case At::quoted: return place_in_value(context, mode);
    case At::before_value:
    case At::unquoted:
      return refuse(describe(context),
                    {"给属性值加上引号", "put quotes around the attribute value"});
    case At::tag_start:
    case At::end_tag_start:
    case At::tag_name:
    case At::between:
    case At::edge:
    case At::attribute_name:
    case At::after_name:
    case At::after_value:
    case At::declaration:
    case At::doctype:
    case At::instruction:
    case At::cdata: return refuse(describe(context), elsewhere);
    case At::comment:
      return refuse(describe(context),
                    {"暂时停用一段模板用 {# … #}", "to disable a part of a template use {# … #}"});
  }
  return placement;
}

std::optional<Context> meet(const Context& left, const Context& right) {
  if (left == right) return left;
  const auto loose = [](const Context& context) {
    return context.at == At::tag_name || context.at == At::between || context.at == At::edge ||
           context.at == At::attribute_name || context.at == At::after_name ||
           context.at == At::after_value;
  };
  const bool same_tag = left.element == right.element && left.closing == right.closing &&
                        left.data_script == right.data_script && left.guard == right.guard;
  if (!loose(left) || !loose(right) || !same_tag) return std::nullopt;
  Context met = left;
  met.at = At::edge;
  met.attribute.clear();
  met.slash = false;
  return met;
}

Say describe(const Context& context) {
  switch (context.at) {
    case At::text: return {"元素的文字", "element text"};
    case At::rcdata:
    case At::raw:
      return {fmt::format(" <{}> ", context.element), fmt::format("<{}>", context.element)};
    case At::tag_start:
    case At::end_tag_start:
    case At::tag_name: return {"标签名", "a tag name"};
    case At::between:
    case At::edge:
    case At::attribute_name:
    case At::after_name:
    case At::after_value: return {"标签内的属性名", "an attribute name"};
    case At::before_value:
    case At::unquoted: return {"没有引号的属性值", "an unquoted attribute value"};
    case At::quoted:
      return {fmt::format(" {} 属性的值", context.attribute),
              fmt::format("the value of the attribute {}", context.attribute)};
    case At::declaration:
    case At::doctype:
    case At::instruction: return {" <! 或 <? 声明", "a <! or <? declaration"};
    case At::comment: return {" HTML 注释", "an HTML comment"};
    case At::cdata: return {" CDATA", "CDATA"};
  }
  return {};
}

}  // namespace disclose::templates
