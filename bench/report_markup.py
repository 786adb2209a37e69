"""The report all peers set (content.json, chart.svg) as markup of our reports, on standard output."""
import html, json, pathlib, re, sys

here = pathlib.Path(sys.argv[1])
content = json.loads((here / "content.json").read_text())
text = lambda s: html.escape(str(s), quote=True)


def rows(table):
    """Level cells are empty where they continue: rowspans."""
    spans = [[0] * 2 for _ in table]
    for column in range(2):
        start = None
        for i, row in enumerate(table):
            if row[column] or (column == 1 and row[0]):
                start = i
            spans[start][column] += 1
    for row, span in zip(table, spans):
        cells = "".join(f'<th scope="row" rowspan="{n}">{text(row[c])}</th>' for c, n in enumerate(span) if n)
        yield "<tr>" + cells + "".join(f"<td>{text(cell)}</td>" for cell in row[2:]) + "</tr>"


out = [f'<document title="{text(content["title"])}" lang="zh-CN" source="{text(content["url"])}"><h1>{text(content["title"])}</h1><dl>']
out += [f"<dt>{text(k)}</dt><dd>{text(v)}</dd>" for k, v in content["meta"]]
out.append("</dl>")
for kind, words, *_ in content["body"]:
    if kind in ("h1", "h2"):
        out.append(f"<h{int(kind[1]) + 1}>{text(words)}</h{int(kind[1]) + 1}>")
    elif kind == "p":
        out.append(f"<p>{text(words)}</p>")
    elif kind == "chart":
        svg = re.sub(r"<\?.*?\?>|<!--.*?-->", "", (here / "chart.svg").read_text(), flags=re.S)
        out.append(f'<figure aria-label="{text(words)}">{svg}<figcaption>{text(words)}</figcaption></figure>')
    elif kind == "table":
        head = "".join(f"<th>{text(c)}</th>" for c in content["cols"])
        out.append(f'<table class="form"><caption>{text(words)}</caption><thead><tr>{head}</tr></thead><tbody>')
        out += rows(content["rows"])
        out.append("</tbody></table>")
by, date = content["sign"]
out.append(f'<signature by="{text(by)}" date="{text(date)}"/><qr href="{text(content["url"])}">{text(content["url"])}</qr></document>')
print("\n".join(out))
