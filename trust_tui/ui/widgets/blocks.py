"""Text in blocks: paragraphs, and labels with their text beside them, or below where it is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import RenderResult
    from textual.geometry import Size

Block = Union[Content, tuple[str, Content], "Callable[[int], Iterable[Content]]"]
"""A paragraph, a label and its text, or what draws lines that are as wide as there is room."""

_INDENT = 17
"""Cells before the text of a label: the longest label and two spaces."""

_NARROW = 50
"""Below this width a label stands above its text."""


class Blocks(Static):
    """Shows blocks, wrapped to the width there is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._blocks: list[Block] = []
        self._wrapped: tuple[int, list[Content]] | None = None

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show these instead of what was there."""
        before, self._blocks = self._blocks, list(blocks)
        self._wrapped = None
        if before or self._blocks:
            # As high as before, it moves nothing else on the screen.
            width, height = self.size
            self.refresh(layout=not width or len(self._lines(width)) != height)

    def forget(self) -> None:
        """Show no words any more."""
        self.show_blocks(())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the blocks take at this width."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Draw the blocks."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._wrapped is None or self._wrapped[0] != width:
            self._wrapped = width, self._wrap(width)
        return self._wrapped[1]

    def _wrap(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for block in self._blocks:
            if isinstance(block, Content):
                lines += block.wrap(max(width, 1))
            elif not isinstance(block, tuple):
                lines += block(width)
            elif width < _NARROW:
                lines.append(Content.styled(block[0], "$quiet"))
                lines += [Content("  ") + line for line in block[1].wrap(max(width - 2, 1))]
            else:
                wrapped = block[1].wrap(max(width - _INDENT, 1))
                labels = [f"{block[0]:<{_INDENT}}"] + [" " * _INDENT] * (len(wrapped) - 1)
                lines += [
                    Content.styled(label, "$quiet") + line
                    for label, line in zip(labels, wrapped, strict=True)
                ]
        return lines
