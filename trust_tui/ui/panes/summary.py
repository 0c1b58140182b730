"""The room of the summary: each looks at their own lines, leaves out what shall stay here, and writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.records import OURS
from trust_tui.model.text import one_line, shown
from trust_tui.services.summary.document import BOTH, ONE
from trust_tui.services.summary.view import SummaryLine
from trust_tui.ui import summary_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.shelf import ShelfHeading
from trust_tui.ui.words import possessive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.summary.lines import Line
    from trust_tui.services.summary.view import SummaryView
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


class SummaryPane(ListPane[SummaryLine]):
    """One's own lines and those of both, by section; the other's once these are all right with them."""

    BINDINGS = bindings(Place.SUMMARY)
    ROW_HEIGHT: ClassVar[int] = 2

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self._view: SummaryView | None = None

    def rows(self, person: Person) -> Sequence[SummaryLine | ShelfHeading]:
        """Say first what waits for the other one; group the lines as the summary does."""
        view = self._view = self.companion.summary.view(person)
        titles = ONE if self.companion.couple.is_solo else BOTH
        found: list[SummaryLine | ShelfHeading] = []
        section = None
        for each in view.lines:
            if each.line.section is not section:
                section = each.line.section
                found.append(ShelfHeading(titles[section]))
            found.append(each)
        if found and (words := self._other_words()):
            found.insert(0, ShelfHeading(words, f"{key('shell.hand_over')} hands over"))
        return found

    def stand_up(self) -> None:
        """Show no words any more."""
        super().stand_up()
        self._view = None

    def _other_words(self) -> str:
        """Say that the other one has something to look at; "" where they have not."""
        other = self.companion.couple.other(self.person) if self.person else None
        if other is None or self._view is None or self._view.other_agrees:
            return ""
        what = "what is new" if self._view.other_had_agreed else "it"
        return f"{one_line(other.name)} has not looked at {what} yet"

    def draw(self, row: SummaryLine, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a line: whose it is, whether it stays out, and as much of it as fits two lines."""
        mark = self.glyphs.here if is_here else " "
        front = Content.assemble((f"{mark} ", "$accent"), self._whose(row.line))
        text = Content.styled(
            self._belonging(row) + _plain(row), "$quiet" if not row.is_in else "bold" if is_here else ""
        )
        status = self._status(row)
        if status:
            text = Content.styled(f"{status}: ", "$accent" if row.is_new else "$quiet") + text
        lines = list((front + text).wrap(max(width, 1)))
        if len(lines) < 2:
            return lines
        rest = Content("  ") + Content(" ").join(lines[1:])
        return [lines[0].truncate(width, ellipsis=True), rest.truncate(width, ellipsis=True)]

    def _whose(self, line: Line) -> Content:
        couple = self.companion.couple
        if couple.is_solo:
            return Content("")
        if line.owner == OURS:
            return Content.styled(f"{self.glyphs.both} ", "$accent")
        person = couple.get(line.owner)
        colour = f"$person-{person.place + 1}" if person else "$quiet"
        return Content.styled(f"{self.glyphs.people[person.place] if person else ' '} ", colour)

    def _belonging(self, row: SummaryLine) -> str:
        """Say to what a line belongs whose beginning is not in sight, as it is the other one's."""
        owner = self.companion.couple.get(row.belongs_to)
        return f"to a line of {possessive(one_line(owner.name))}: " if owner else ""

    def _status(self, row: SummaryLine) -> str:
        if row.waits_for_other:
            return "once both want it"
        if not row.is_in:
            return "left out"
        return "new" if row.is_new else ""

    def haystack(self, row: SummaryLine) -> str:
        """What it says."""
        return _plain(row)

    def remarks(self) -> str:
        """Say what it is about, how far it is, and what comes next."""
        view = self._view
        if view is None or self.person is None:
            return ""
        since = "Since the last session" if view.span.since_session else view.span.words
        return f"{since}. {self._next(view)}"

    def _next(self, view: SummaryView) -> str:
        write, agree = key("summary.write"), key("summary.agree")
        if self.companion.couple.is_solo:
            return f"{key('summary.put')} leaves a line out, {write} writes it."
        if view.is_ready:
            return f"It is all right with both: {write} writes it."
        if view.i_agree:
            return f"Yours are all right. {write} writes yours alone."
        if view.i_had_agreed:
            return f"Something is new. Where it is all right, too, press {agree}."
        return f"{key('summary.put')} leaves a line out. {agree} says that yours are all right."

    def empty_words(self) -> str:
        """Say what a summary is for, and where its lines come from."""
        words = self._other_words()
        return (
            "There is nothing of yours in these days yet.\n\n"
            "A session is short. A page in your own words, put together from what you wrote here, lets it "
            "begin where you are. Private words never come into it.\n\n"
            f"{key('summary.choose')} looks further back." + (f"\n\n{words}." if words else "")
        )

    def detail(self, row: SummaryLine, person: Person) -> Iterator[Block]:
        """Show a line whole, whose it is, and how it stands."""
        line = row.line
        if not self.companion.couple.is_solo:
            of_both = Content.styled("of both of you", "$accent")
            yield (
                of_both if line.owner == OURS else marked(self.companion.couple.get(line.owner), self.glyphs)
            )
            yield Content("")
        if line.lead:
            yield Content.styled(line.lead, "bold")
        yield Content(shown(self._belonging(row) + _whole(line)))
        yield Content("")
        yield Content.styled(self._standing(row), "$quiet")
        yield Content("")
        yield Content.styled(f"{key('list.open')} shows the whole summary.", "$quiet")

    def _standing(self, row: SummaryLine) -> str:
        put = key("summary.put")
        if not row.is_mine:
            return "The other one's line: it is theirs to leave out."
        if row.line.needs_both and not row.is_in:
            said = (
                "You would bring it; it comes in once the other one says so, too."
                if row.waits_for_other
                else ""
            )
            return said or f"It comes in only if both of you say so: {put}."
        if not row.is_in:
            return f"It stays here. {put} puts it back."
        return f"It comes along. {put} leaves it out."

    # Commands

    def read(self) -> None:
        """Read the whole summary as it is now."""
        if self.person is None:
            return
        from trust_tui.ui.screens.summary_page import SummaryPage

        only_mine = not (self._view is not None and self._view.is_ready)
        self.app.push_screen(SummaryPage(self.companion, self.person, only_mine=only_mine))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the line under the cursor."""
        if action == "put":
            return self.row is not None and self.row.is_mine
        if action == "agree":
            return self.person is not None and not self.companion.couple.is_solo
        return super().check_action(action, parameters)

    async def action_put(self) -> None:
        """Leave a line out, or put it back."""
        if (row := self.row) is not None:
            is_in = not (row.is_in or row.waits_for_other)
            await self.do(lambda person: self.companion.summary.put(person, row.id, is_in))

    async def action_agree(self) -> None:
        """Say that one's own lines are all right, or that one would like to look again."""
        view = self._view
        if view is None:
            return
        undo = key("shell.undo")
        if view.i_agree:
            await self.do(
                self.companion.summary.look_again, "You look again; it is not written for both until then."
            )
        else:
            await self.do(self.companion.summary.agree, f"Yours are all right. {undo} takes that back.")

    def action_choose(self) -> None:
        """Choose which days it is about."""
        if self.person is not None and self._view is not None:
            self.ask(forms.choose(self.companion, self.person, self._view))

    def action_write(self) -> None:
        """Write it to a file."""
        if self.person is not None and self._view is not None:
            self.ask(forms.write(self.companion, self.person, self._view), self._written)

    def _written(self, path: object) -> None:
        self.app.notify(
            f"It is in {path}. It is a file like any other now: nothing here locks it.",
            markup=False,
            timeout=15,
        )


def _plain(row: SummaryLine) -> str:
    line = row.line
    lead = f"{line.lead}: " if line.lead and not line.under else ""
    return f"{lead}{one_line(_whole(line))}"


def _whole(line: Line) -> str:
    label = f"{line.label}: " if line.label else ""
    after = f" ({line.after})" if line.after and line.text else line.after
    return f"{label}{line.text}{after}"
