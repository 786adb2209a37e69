#include "pdf/write_metadata.h"

#include <algorithm>

#include "pdf/write_syntax.h"

namespace disclose::pdf {
namespace {

constexpr std::string_view program = "disclose";
constexpr std::string_view library = "disclose (libharu 2.3.0)";

bool is_number(std::string_view text, std::size_t at, std::size_t length) {
  return at + length <= text.size() &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                     text.begin() + static_cast<std::ptrdiff_t>(at + length),
                     [](char c) { return c >= '0' && c <= '9'; });
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += '<';
  out += name;
  out += '>';
  append_xml(out, text);
  out += "</";
  out += name;
  out += ">\n";
}

/// A text in one language, as dc:title has it.
void append_alternative(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += '<';
  out += name;
  out += "><rdf:Alt><rdf:li xml:lang=\"x-default\">";
  append_xml(out, text);
  out += "</rdf:li></rdf:Alt></";
  out += name;
  out += ">\n";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

/// pdfuaid is not among the schemas PDF/A knows: a file that uses it describes it (ISO 19005-2,
/// 6.6.2.3).
constexpr std::string_view schema_of_pdfua = R"(<pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
)";

constexpr std::string_view packet_start = R"(<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
)";

std::string xmp_packet(const Metadata& metadata, bool private_use) {
  std::string out = "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
  out += packet_start;
  append_element(out, "dc:format", "application/pdf");
  append_alternative(out, "dc:title", metadata.title);
  if (!metadata.author.empty()) {
    out += "<dc:creator><rdf:Seq><rdf:li>";
    append_xml(out, metadata.author);
    out += "</rdf:li></rdf:Seq></dc:creator>\n";
  }
  append_alternative(out, "dc:description", metadata.subject);
  if (!metadata.language.empty()) {
    out += "<dc:language><rdf:Bag><rdf:li>";
    append_xml(out, metadata.language);
    out += "</rdf:li></rdf:Bag></dc:language>\n";
  }
  append_element(out, "dc:source", metadata.source_url);
  if (!metadata.keywords.empty()) {
    out += "<dc:subject><rdf:Bag>";
    for (const std::string& word : metadata.keywords) {
      out += "<rdf:li>";
      append_xml(out, word);
      out += "</rdf:li>";
    }
    out += "</rdf:Bag></dc:subject>\n";
  }
  append_element(out, "pdf:Keywords", joined(metadata.keywords));
  append_element(out, "pdf:Producer", library);
  append_element(out, "xmp:CreatorTool", program);
  if (const auto date = print_date(metadata.created)) append_element(out, "xmp:CreateDate", date->xmp);
  if (const auto date = print_date(metadata.modified)) append_element(out, "xmp:ModifyDate", date->xmp);
  append_element(out, "pdfaid:part", "3");
  append_element(out, "pdfaid:conformance", private_use ? "B" : "A");
  append_element(out, "pdfuaid:part", "1");
  out += schema_of_pdfua;
  return out += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

}  // namespace

std::optional<PrintedDate> print_date(std::string_view date) {
  if (!is_number(date, 0, 4) || !is_number(date, 5, 2) || !is_number(date, 8, 2) ||
      date[4] != '-' || date[7] != '-')
    return std::nullopt;
  std::string whole(date);
  if (date.size() == 10) whole += "T00:00:00+08:00";
  if (whole.size() != 25 || whole[10] != 'T' || !is_number(whole, 11, 2) || whole[13] != ':' ||
      !is_number(whole, 14, 2) || whole[16] != ':' || !is_number(whole, 17, 2) ||
      (whole[19] != '+' && whole[19] != '-') || !is_number(whole, 20, 2) || whole[22] != ':' ||
      !is_number(whole, 23, 2))
    return std::nullopt;
  PrintedDate printed;
  printed.pdf = "D:" + whole.substr(0, 4) + whole.substr(5, 2) + whole.substr(8, 2) +
                whole.substr(11, 2) + whole.substr(14, 2) + whole.substr(17, 2) +
                whole.substr(19, 3) + '\'' + whole.substr(23, 2) + '\'';
  printed.xmp = std::move(whole);
  return printed;
}

void write_metadata(ObjectFile& file, const Metadata& metadata, bool private_use) {
  const Object information = file.information();
  const auto set = [&](const char* key, std::string_view text) {
    if (!text.empty()) file.set_text(information, key, text);
  };
  set("Title", metadata.title);
  set("Author", metadata.author);
  set("Subject", metadata.subject);
  set("Keywords", joined(metadata.keywords));
  set("Creator", program);
  set("Producer", library);
  if (const auto date = print_date(metadata.created)) set("CreationDate", date->pdf);
  if (const auto date = print_date(metadata.modified)) set("ModDate", date->pdf);
  // Not packed: whoever looks for the packet finds it without reading PDF.
  file.set_object(file.catalog(), "Metadata",
                  file.add_stream("/Type/Metadata/Subtype/XML", xmp_packet(metadata, private_use)));
}

void write_output_intent(ObjectFile& file, Deflater& deflate) {
  const Object profile = file.add_stream("/N 3/Filter/FlateDecode", deflate(srgb_profile()));
  const Object intent = file.add(
      "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
      "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile " +
      reference(profile.number));
  file.set_objects(file.catalog(), "OutputIntents", {intent});
}

}  // namespace disclose::pdf
