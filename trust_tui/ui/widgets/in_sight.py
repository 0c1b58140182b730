"""What has the focus stays in sight, whatever comes and goes around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import ScrollableContainer, VerticalScroll
from textual.message import Message
from textual.widgets import TextArea

from trust_tui.ui.widgets.form_row import FormRow

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Region
    from textual.screen import Screen
    from textual.widget import Widget


class LookHere(Message):
    """Something has to be seen that is not about what has the focus."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget


class KeepsInSight(ScrollableContainer):
    """Scrolls to what has the focus after each change of the layout.

    Textual scrolls once, when the focus comes, to where things stood at that time. A line that comes or goes
    above, or another scroll that was still under way, then leaves people typing into what they cannot see.
    Whoever turns the wheel may look elsewhere, until they type or go on.
    """

    _is_looking_around = False
    _look_here: Widget | None = None

    def on_mount(self) -> None:
        """Hear of each layout as soon as it is made."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def on_descendant_focus(self) -> None:
        """Show what the focus goes to."""
        self._look(None)

    def on_text_area_changed(self) -> None:
        """Show where one types."""
        self._look(None)

    def on_look_here(self, message: LookHere) -> None:
        """Show something else, until one types or goes on."""
        self._look(message.widget)

    def on_mouse_scroll_up(self, _event: events.MouseScrollUp) -> None:
        """Let people look elsewhere."""
        self._is_looking_around = True

    on_mouse_scroll_down = on_scroll_to = on_scroll_up = on_scroll_down = on_mouse_scroll_up

    def _look(self, widget: Widget | None) -> None:
        self._is_looking_around = False
        self._look_here = widget
        self._keep()

    def _laid_out(self, _screen: Screen[object]) -> None:
        if not self._is_looking_around:
            self._keep()

    def _keep(self) -> None:
        """Scroll there at once: a scroll that waits would go by where things stood when it was asked for."""
        wanted, room = self._look_here or self.screen.focused, self.content_region.height
        if wanted is None or self not in wanted.ancestors or not room or not wanted.region:
            return
        region = self._region_of(wanted, room)
        highest = region.y - self.content_region.y + round(self.scroll_y)
        lowest = highest + region.height - room
        if lowest <= 0 and self.scroll_y and self._is_first(wanted):
            self.scroll_to(y=0, animate=False, immediate=True)  # what it is all about stands above it
        elif not lowest <= self.scroll_y <= highest:
            self.scroll_to(y=min(max(self.scroll_y, lowest), highest), animate=False, immediate=True)

    def _is_first(self, widget: Widget) -> bool:
        return widget is next((each for each in self.screen.focus_chain if self in each.ancestors), None)

    def _region_of(self, widget: Widget, room: int) -> Region:
        """Return what is to be in sight: with what is said to it, as far as there is room."""
        row = next((each for each in widget.ancestors_with_self if isinstance(each, FormRow)), widget)
        for each in (row, widget):
            if each.region.height <= room:
                return each.region
        region = widget.region
        if isinstance(widget, TextArea):
            return region._replace(y=widget.cursor_screen_offset.y, height=1)
        return region._replace(height=room)


class FormScroll(KeepsInSight, VerticalScroll, can_focus=False):
    """The fields of a form, one below the other."""
