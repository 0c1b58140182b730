"""For terminals that cannot show all of Unicode: the marks that are not ours to choose, in ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

# One for one, so that columns stay aligned. The blocks are Textual's borders and the ends of its scroll bars.
_PLAIN = str.maketrans("…“”’–·─━│┃▔▁▂▃▄▅▆▇█▊▎", '.""\'-.--||-_======|||')


class PlainMarks(LineFilter):
    """Replaces dashes, quotes, borders and scroll bars. Letters stay: they are people's own."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with every such mark in ASCII."""
        return [
            segment
            if segment.text.isascii()
            else Segment(segment.text.translate(_PLAIN), segment.style, segment.control)
            for segment in segments
        ]
