"""A summary as one HTML page that prints well. Nothing in it runs, and it asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from trust_tui.model.text import shown
from trust_tui.services.summary.document import BETWEEN, Chapter, Document, Item, Piece

# No size of paper: the printer knows which one lies in it.
_STYLE = """
@page {
  margin: 11mm 15mm 16mm;
  @bottom-center { content: counter(page); font: 9pt sans-serif; vertical-align: top; padding-top: 1mm; }
}
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body {
  max-width: 42em; margin: 2em auto; padding: 0 1.2em;
  font: 11pt/1.45 Georgia, Charter, "Liberation Serif", "DejaVu Serif", serif;
  overflow-wrap: anywhere; hyphens: manual;
}
h1, h2, h3, .lead, .label {
  font-family: "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.2;
}
h1 { font-size: 1.7em; margin: 0 0 .2em; }
h2 { font-size: 1.15em; margin: .8em 0 .3em; padding-top: .4em; border-top: 1px solid #000; }
h3 { font-size: 1em; margin: .6em 0 .2em; }
h2, h3, .note { break-after: avoid; }
ul { margin: 0; padding: 0 0 0 1.1em; }
li { margin: .14em 0; break-inside: avoid; orphans: 3; widows: 3; }
li ul { padding-left: 1em; list-style: none; }
li li { margin: .1em 0; }
.head, .note, .about { font-size: .92em; }
.head { margin: 0; }
.note { margin: 0 0 .3em; font-style: italic; }
.about { margin: .4em 0 0; }
.lead { font-weight: bold; font-size: .92em; }
.label { font-size: .88em; }
.said { white-space: pre-line; unicode-bidi: isolate; }
.after { font-style: italic; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.3pt; line-height: 1.3; } }
"""

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
"""


def render_html(document: Document) -> str:
    """Return a document as one page of HTML that needs nothing else."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"{_HEAD}<title>{_safe(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{_safe(document.title)}</h1>"
    yield f'<p class="head">{_safe(document.span)}<br><bdi>{_safe(document.people)}</bdi></p>'
    yield f'<p class="about">{_safe(" ".join(document.about))}</p>'
    for chapter in document.chapters:
        yield from _chapter(chapter)
    yield "</body>\n</html>"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"<h2>{_safe(chapter.title)}</h2>"
    if chapter.note:
        yield f'<p class="note">{_safe(chapter.note)}</p>'
    for group in chapter.groups:
        if group.heading:
            yield f"<h3><bdi>{_safe(group.heading)}</bdi></h3>"
        yield "<ul>"
        yield from (_item(item) for item in group.items)
        yield "</ul>"


def _item(item: Item) -> str:
    first, *rest = item.rows
    lead = f'<span class="lead"><bdi>{_safe(item.lead)}</bdi>:</span> ' if item.lead else ""
    below = "".join(f"<li>{_row(row)}</li>" for row in rest)
    return f"<li>{lead}{_row(first)}{f'<ul>{below}</ul>' if below else ''}</li>"


def _row(row: tuple[Piece, ...]) -> str:
    return BETWEEN.join(_piece(piece) for piece in row)


def _piece(piece: Piece) -> str:
    parts = [f'<span class="label"><bdi>{_safe(piece.label)}</bdi>:</span>' if piece.label else ""]
    if piece.text:
        parts.append(f'<span class="said" dir="auto">{_safe(piece.text.strip())}</span>')
    if piece.after:
        words = f"({_safe(piece.after)})" if piece.text else _safe(piece.after)
        parts.append(f'<span class="after"><bdi>{words}</bdi></span>')
    return " ".join(filter(None, parts))


def _safe(text: str) -> str:
    return escape(shown(text), quote=True)
