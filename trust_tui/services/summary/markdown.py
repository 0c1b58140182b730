"""A summary as Markdown. What people typed can never become markup, a link, a picture or HTML in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trust_tui.model.text import shown
from trust_tui.services.summary.document import BETWEEN, Document, Item, Piece

# What means something to some Markdown wherever it stands: emphasis, code, links, HTML, tables, formulas,
# entities, and what makes an address a link of its own.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$^=@{}]|(?<!\d):(?=\S)|:(?=[^\s\d])|(?<=\w)\.(?=\w)")
# What means something at the beginning of a line: headings, lists, quotes, rules.
_AT_FIRST = re.compile(r"([#+\-:!%>])|(\d{1,9})([.)])")
_CUT = "\\\n"
"""A line break within a paragraph."""


def render_markdown(document: Document) -> str:
    """Return a document as Markdown, each thing on a line of a list."""
    blocks = [f"# {safe(document.title)}", f"{safe(document.span)}{_CUT}{safe(document.people)}"]
    blocks.append(f"*{safe(' '.join(document.about))}*")
    for chapter in document.chapters:
        blocks.append(f"## {safe(chapter.title)}")
        if chapter.note:
            blocks.append(f"*{safe(chapter.note)}*")
        for group in chapter.groups:
            if group.heading:
                blocks.append(f"### {safe(group.heading)}")
            blocks.append("\n".join(line for item in group.items for line in _item(item)))
    return "\n\n".join(blocks) + "\n"


def safe(text: str, indent: str = "") -> str:
    """Return a text that Markdown shows as it was typed.

    Args:
        text: What was typed, or our own words: all of it is treated alike.
        indent: What a further line of it begins with.
    """
    lines = [" ".join(line.split()) for line in shown(text).splitlines()]
    return f"{_CUT}{indent}".join(_safe_line(line) for line in lines if line)


def _safe_line(line: str) -> str:
    escaped = _ANYWHERE.sub(r"\\\g<0>", line)
    if first := _AT_FIRST.match(escaped):
        at = first.start(3) if first[3] else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped


def _item(item: Item) -> Iterator[str]:
    first, *rest = item.rows
    lead = f"**{safe(item.lead)}:** " if item.lead else ""
    yield f"- {lead}{_row(first, '  ')}"
    for row in rest:
        yield f"    - {_row(row, '      ')}"


def _row(row: tuple[Piece, ...], indent: str) -> str:
    return BETWEEN.join(_piece(piece, indent) for piece in row)


def _piece(piece: Piece, indent: str) -> str:
    parts = [f"*{safe(piece.label)}:*" if piece.label else "", safe(piece.text, indent)]
    if piece.after:
        parts.append(f"*({safe(piece.after)})*" if piece.text else safe(piece.after))
    return " ".join(filter(None, parts))
