"""People as the screens show them: a mark, a name, a colour. Each of the three would do by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.text import one_line

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.ui.look import Glyphs


def marked(person: Person | None, glyphs: Glyphs, style: str = "") -> Content:
    """Return a person's mark and name in their colour.

    Args:
        person: Who; None for somebody who is not in the ledger any more.
        glyphs: The marks.
        style: What else the name is, such as "bold".
    """
    if person is None:
        return Content.styled("somebody", "$quiet")
    colour = f"$person-{person.place + 1}"
    name = (one_line(person.name), f"{colour} {style}".strip())
    return Content.assemble((f"{glyphs.people[person.place]} ", colour), name)
