"""A card: a frame with a title in it, a few lines of text, and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content

if TYPE_CHECKING:
    from trust_tui.ui.look import Glyphs

TEXT_LINES = 3
"""Lines of text on a card."""


def card_lines(
    title: str, text: Content, foot: Content, width: int, glyphs: Glyphs, *, is_here: bool
) -> list[Content]:
    """Return the lines of a card, the last one empty so that cards stand apart.

    Args:
        title: A few words for the frame; cut where they do not fit.
        text: What is on the card; its first lines, the rest is left out with a mark.
        foot: What stands below the text.
        width: Cells of the whole card.
        glyphs: What the frame is made of.
        is_here: Whether the cursor is on this card.
    """
    top_left, across, top_right, down, bottom_left, bottom_right = tuple(glyphs.frame)
    style = "$accent bold" if is_here else "$rule"
    inside = max(width - 4, 1)
    mark = f"{glyphs.here} " if is_here else ""
    title = f" {mark}{title} "
    if cell_len(title) > width - 3:
        title = set_cell_size(title, max(width - 3, 0))
    rest = across * max(width - 3 - cell_len(title), 0)
    heading = (title, "$accent" if is_here else "$quiet")
    side = Content.styled(down, style)
    lines = [Content.assemble((f"{top_left}{across}", style), heading, (rest + top_right, style))]
    inner = [
        line.truncate(inside, ellipsis=True, pad=True) for line in (*_fitted(text, inside, glyphs.more), foot)
    ]
    lines += [Content(" ").join([side, line, side]) for line in inner]
    lines.append(Content.styled(bottom_left + across * max(width - 2, 0) + bottom_right, style))
    return [*lines, Content("")]


def _fitted(text: Content, width: int, more: str) -> list[Content]:
    lines = text.wrap(width)
    if len(lines) > TEXT_LINES:
        last = lines[TEXT_LINES - 1].rstrip().truncate(width - cell_len(more))
        lines = [*lines[: TEXT_LINES - 1], last + Content.styled(more, "$quiet")]
    return [*lines, *[Content("")] * (TEXT_LINES - len(lines))]
