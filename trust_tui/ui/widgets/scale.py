"""One question with five steps, each with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trust_tui.model.checkin import SCALE
from trust_tui.ui.commands import Place, bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

_FIRST_STEP = 10
"""The cell at which the steps begin: behind the longest low word and a space."""

_STEP = 4
"""Cells of one step; where those do not leave room for the last word, one less."""


class Scale(Widget, can_focus=True):
    """A line such as "guarded  1  2  3 [4] 5  at ease". Digits choose, and it may stay empty."""

    BINDINGS = bindings(Place.SCALE)

    value: reactive[int | None] = reactive(None)

    class Changed(Message):
        """A step was chosen or cleared."""

    def __init__(self, steps: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._steps = steps

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or more where it is very narrow. While that is asked, the size is not known yet."""
        return self._drawn(width).get_height({}, width)

    def render(self) -> Content:
        """Draw the steps, the chosen one in brackets so that it needs no colour."""
        return self._drawn(self.size.width)

    def _drawn(self, width: int) -> Content:
        parts: list[Content | tuple[str, str]] = [(f"{self._steps[0]:<{_FIRST_STEP}}", "$quiet")]
        parts += [self._step(step, self._step_width(width)) for step in SCALE]
        parts.append((f"  {self._steps[-1]}", "$quiet"))
        if self.value is not None and width >= self._width(_STEP) + 2 + self._longest:
            parts.append((f"  {self._steps[self.value - 1]}", "$accent"))
        return Content.assemble(*parts)

    @property
    def _longest(self) -> int:
        return max(len(word) for word in self._steps)

    def _step_width(self, width: int) -> int:
        return _STEP if self._width(_STEP) <= width else _STEP - 1

    def _width(self, step: int) -> int:
        return _FIRST_STEP + step * len(SCALE) + 2 + len(self._steps[-1])

    def _step(self, step: int, width: int) -> tuple[str, str]:
        if step == self.value:
            text, style = f"[{step}]", "$accent bold reverse" if self.has_focus else "$accent bold"
        else:
            cursor = self.has_focus and self.value is None and step == SCALE.start
            text, style = f" {step} ", "reverse" if cursor else "$foreground"
        return (f"{text:<{width}}", style)

    def _set(self, value: int | None) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed())

    def action_choose(self, step: int) -> None:
        """Choose a step."""
        self._set(step)

    def action_step(self, by: int) -> None:
        """Move one step; from empty, begin in the middle."""
        start = SCALE[len(SCALE) // 2] - by if self.value is None else self.value
        self._set(max(SCALE.start, min(SCALE.stop - 1, start + by)))

    def action_clear(self) -> None:
        """Leave it empty."""
        self._set(None)

    def action_next(self) -> None:
        """Go to the next field."""
        self.screen.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.screen.focus_previous()

    def on_click(self, event: events.Click) -> None:
        """Choose the step that was clicked."""
        step, inside = divmod(event.x - _FIRST_STEP, self._step_width(self.size.width))
        if 0 <= step < len(SCALE) and inside < _STEP - 1:
            self._set(SCALE[step])
