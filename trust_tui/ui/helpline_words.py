"""A helpline in words, as the Safety page and the room of helplines show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from trust_tui.services.helplines import Helpline


def helpline_words(line: Helpline) -> Content:
    """Return whom to call, and where that was found."""
    where = f" ({line.nation})" if line.nation else ""
    numbers = [*line.phone, *(f"text {number}" for number in line.text)]
    details = [line.audience, line.hours, line.url, line.note]
    origin = f"found at {line.origin}" + ("; check first" if line.check_first else "")
    return Content("\n").join(
        [
            Content.assemble((line.service, "bold"), where),
            Content.styled("  " + ", ".join(numbers), "$accent")
            if numbers
            else Content("  see the page below"),
            Content("  " + ", ".join(detail for detail in details if detail)),
            Content.styled("  " + origin, "$quiet"),
        ]
    )
