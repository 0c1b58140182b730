"""Draws the long view with characters: five rows of words, columns of time, and what happened below them.

Everything can be read without colour: a person is a mark, a step is a row with its word, a kind is a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.checkin import SCALE
from trust_tui.model.columns import Columns, Unit, cut
from trust_tui.model.dates import day_words, into_week, month_short, short_day
from trust_tui.services.journey.marks import Mark, MarkKind
from trust_tui.ui.marks import marked

if TYPE_CHECKING:
    from trust_tui.model.people import Couple
    from trust_tui.services.journey.long_view import Line, Span, View
    from trust_tui.ui.look import Glyphs

SCALES = ("safe", "close")

LETTERS = {kind: kind.name[0].lower() for kind in MarkKind}
"""One letter for each kind of mark."""

_LABEL = 11
"""Cells before the first column: the longest word of a scale or kind, and a space."""

_WIDEST = 4
"""Cells of one column at most: wider apart, the days would not be seen as one line."""

_BOTH = 2 * (1 + len(SCALE))
"""Lines of both scales, each with its name."""

_WORDS = 3
"""Lines that the words of a mark shall have at least before the marks are spread over lines of their own."""

_NARROW = 54
"""Below this width a mark is read without a title."""

_MONTHS_APART = 25
"""Up to so many columns of months each may carry its name; beyond, the years do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be drawn.

    Attributes:
        couple: For the names.
        view: The time, the reader's own line, the marks.
        span: How far it looks back.
        other: The other's line, where it is shown.
        at: Which of the marks is read, or None.
        scale: Which scale is shown where there is room for one.
        sayings: What may be said below it all: the first one that fits.
    """

    couple: Couple
    view: View
    span: Span
    other: Line | None = None
    at: int | None = None
    scale: str = SCALES[0]
    sayings: Sequence[str] = ()

    @property
    def mark(self) -> Mark | None:
        """The mark that is read, or None."""
        return self.view.marks[self.at] if self.at is not None else None


class Plot:
    """A picture cut into as many columns as there is room for."""

    def __init__(self, picture: Picture, glyphs: Glyphs, width: int) -> None:
        self._picture = picture
        self._glyphs = glyphs
        self._width = width
        room = max(width - _LABEL, 1)
        self.columns: Columns = cut(picture.view.first, picture.view.last, room)
        self._cells = next((cells for cells in range(_WIDEST, 1, -1) if self._fits(cells, room)), 1)
        lines = [line for line in (picture.view.mine, picture.other) if line is not None]
        self._steps = {
            scale: [(line.person.place, self.columns.spread(getattr(line, scale).items())) for line in lines]
            for scale in SCALES
        }
        self._marks = self._placed()

    def _fits(self, cells: int, room: int) -> bool:
        """Say whether columns so wide fit; what is blank beside the last one needs no room."""
        return (len(self.columns) - 1) * cells + (cells - 1) // 2 + 1 <= room

    def _placed(self) -> Mapping[int, Sequence[Mark]]:
        placed: dict[int, list[Mark]] = defaultdict(list)
        for mark in self._picture.view.marks:
            at = self.columns.at(mark.day)
            if at is not None:
                placed[at].append(mark)
        return placed

    @property
    def _here(self) -> int | None:
        """The column of the mark that is read."""
        mark = self._picture.mark
        return self.columns.at(mark.day) if mark is not None else None

    # All of it

    def lines(self, height: int) -> list[Content]:
        """Return as many lines as there is room for, all of them as wide as there is room."""
        if height < 1 + _BOTH + 1 + 1 + 1:
            return self._small(height)
        kinds = self._kinds()
        used = 1 + _BOTH + 1
        has_lanes = height >= used + len(kinds) + 1 + _WORDS + 2
        lines = [self._title()]
        rest = height - used - (len(kinds) if has_lanes else 1)
        roomy = has_lanes and rest >= _WORDS + 6
        for number, scale in enumerate(SCALES):
            lines += [Content("")] if roomy else []
            lines += [self._scale_title(scale, is_first=number == 0), *self.scale(scale)]
        lines += [Content("")] if roomy else []
        lines += [self._lane(kind) for kind in kinds] if has_lanes else [self._together()]
        lines.append(self._axis())
        lines += [Content("")] if has_lanes else []
        return self._ended(lines, height, with_letters=not has_lanes)

    def _small(self, height: int) -> list[Content]:
        """Return one scale, the marks, and as much else as there is room for."""
        scale = self._picture.scale
        lines = [self._title(f"{_name(scale)}, "), *self.scale(scale), self._together()]
        if height > len(lines) + 1:
            lines.append(self._axis())
        return self._ended(lines, height, with_letters=height > len(lines) + 1)

    def preview(self) -> list[Content]:
        """Return both scales and the dates, for a look from outside."""
        lines = [self._title()]
        for scale in SCALES:
            lines += [self._scale_title(scale, is_first=False), *self.scale(scale)]
        return [*lines, self._axis()]

    @staticmethod
    def has_room_for_both(height: int) -> bool:
        """Say whether both scales fit one above the other."""
        return height >= 1 + _BOTH + 1 + 1 + 1

    def _ended(self, lines: list[Content], height: int, *, with_letters: bool) -> list[Content]:
        """Fill what is left with the words of the mark that is read, or with a word about it all."""
        rest = height - len(lines)
        mark = self._picture.mark
        if mark is not None:
            words = self._words(mark)
            if len(words) > rest > 0:
                cut_off = Content(" ").join(words[rest - 1 :]).truncate(self._width, ellipsis=True)
                words = [*words[: rest - 1], cut_off]
            words = [*words, Content("")]
        else:
            words = self._letters() if with_letters else []
        lines = [*lines, *words][:height]
        return [*lines, *self._saying(height - len(lines))]

    def _saying(self, room: int) -> list[Content]:
        """Return the first saying that fits."""
        for saying in self._picture.sayings:
            lines = Content.styled(saying, "$quiet italic").wrap(self._width)
            if len(lines) <= room:
                return lines
        return []

    # The words around it

    def _title(self, before: str = "") -> Content:
        """Say how far back it goes and what a column is, in as many words as fit."""
        words = load("long_view.json")
        span, how = words["spans"][self._picture.span.name], words["columns"][self.columns.unit.name]
        until = f"{before}{span} to {short_day(self.columns.last)}"
        for title, rest in ((until, how["long"]), (f"{before}{span}", how["short"])):
            line = Content.assemble((f"{title[0].upper()}{title[1:]}", "bold"), (f": {rest}", "$quiet"))
            if line.cell_length <= self._width:
                return line
        return line.truncate(self._width, ellipsis=True)

    def _scale_title(self, scale: str, *, is_first: bool) -> Content:
        title = Content.styled(f"{_name(scale):<{_LABEL}}", "bold")
        return title + self._legend() if is_first else title

    def _legend(self) -> Content:
        """Say whose mark is whose, where there are two to tell apart."""
        picture = self._picture
        if picture.couple.is_solo:
            return Content("")
        people = [picture.view.mine.person, *([picture.other.person] if picture.other else [])]
        parts = [marked(person, self._glyphs) for person in people]
        if picture.other is not None:
            parts.append(Content.styled(f"{self._glyphs.both} both", "$quiet"))
        return Content("   ").join(parts).truncate(self._width - _LABEL, ellipsis=True)

    def _letters(self) -> list[Content]:
        """Say what the letters stand for."""
        names = load("long_view.json")["marks"]
        parts = [f"{LETTERS[kind]} {names[kind.name]}" for kind in self._kinds()]
        if any(len({mark.kind for mark in marks}) > 1 for marks in self._marks.values()):
            parts.append("+ several")
        return Content.styled("   ".join(parts), "$quiet").wrap(self._width) if parts else []

    def _words(self, mark: Mark) -> list[Content]:
        """Return what a mark is about."""
        picture = self._picture
        name = load("long_view.json")["marks"][mark.kind.name]
        here = self._marks.get(self._here if self._here is not None else -1, ())
        parts = [Content.styled(f"{name[0].upper()}{name[1:]}", "bold")]
        parts += [marked(picture.couple.get(mark.author), self._glyphs)] if mark.author else []
        parts += [Content.styled(day_words(mark.day, picture.view.last), "$quiet")]
        if len(here) > 1:
            parts.append(Content.styled(f"{here.index(mark) + 1} of {len(here)} here", "$quiet"))
        title = Content(", ").join(parts)
        if self._width < _NARROW:
            title = Content.assemble(
                (f"{short_day(mark.day)} ", "$quiet"), (f"{LETTERS[mark.kind]} ", "bold")
            )
            return (title + Content(mark.words)).wrap(self._width)
        return [title.truncate(self._width, ellipsis=True), *Content(mark.words).wrap(self._width)]

    # The columns

    def scale(self, scale: str) -> list[Content]:
        """Return the rows of a scale, the highest step first."""
        words = load("scales.json")[scale]["steps"]
        return [self._row(words[step - 1], self._cells_of(scale, step)) for step in reversed(SCALE)]

    def _cells_of(self, scale: str, step: int) -> list[tuple[str, str]]:
        """Return a character and its style for each column of one row. Where nobody is, it is blank."""
        cells = []
        here = self._here
        for at in range(len(self.columns)):
            there = [place for place, steps in self._steps[scale] if steps[at] == step]
            if len(there) > 1:
                cells.append((self._glyphs.both, "bold"))
            elif there:
                cells.append((self._glyphs.people[there[0]], f"$person-{there[0] + 1}"))
            else:
                cells.append((self._glyphs.frame[3], "$quiet") if at == here else (" ", ""))
        return cells

    def _kinds(self) -> list[MarkKind]:
        """Return the kinds of marks there are, in their order."""
        there = {mark.kind for mark in self._picture.view.marks}
        return [kind for kind in MarkKind if kind in there]

    def _lane(self, kind: MarkKind) -> Content:
        """Return the row of one kind of marks."""
        label = load("long_view.json")["marks"][kind.name]
        return self._row(label, [self._letter(at, kind) for at in range(len(self.columns))])

    def _together(self) -> Content:
        """Return one row for all marks."""
        return self._row("", [self._letter(at, None) for at in range(len(self.columns))])

    def _letter(self, at: int, kind: MarkKind | None) -> tuple[str, str]:
        kinds = {mark.kind for mark in self._marks.get(at, ()) if kind in {None, mark.kind}}
        letter = LETTERS[next(iter(kinds))] if len(kinds) == 1 else "+" if kinds else " "
        mark = self._picture.mark
        if at == self._here and mark is not None:
            if kind in {None, mark.kind}:
                return (LETTERS[mark.kind], "$accent bold reverse")
            return (letter, "") if kinds else (self._glyphs.frame[3], "$quiet")
        return letter, ""

    def _row(self, label: str, cells: Sequence[tuple[str, str]]) -> Content:
        """Return a label and a row of characters, those of one style drawn in one go."""
        before = (self._cells - 1) // 2
        after = self._cells - 1 - before
        parts = [
            ("".join(" " * before + char + " " * after for char, _ in run), style)
            for style, run in ((style, list(each)) for style, each in groupby(cells, key=lambda c: c[1]))
        ]
        row = Content.assemble((f"{label:>{_LABEL - 1}} ", "$quiet"), *parts)
        return row.truncate(self._width)

    def _axis(self) -> Content:
        """Return the dates below the columns, as many as can be told apart; a new year goes first."""
        room = max(self._width - _LABEL, 0)
        line = [" "] * room
        ticks = [(self._tick(first, at), at) for at, first in enumerate(self.columns.firsts)]
        for words, at in sorted(ticks, key=lambda tick: not tick[0].isdigit()):
            start = at * self._cells + (self._cells - 1) // 2
            end = start + len(words)
            if words and end <= room and not "".join(line[max(start - 1, 0) : end + 1]).strip():
                line[start:end] = words
        return Content.styled(" " * _LABEL + "".join(line).rstrip(), "$quiet")

    def _tick(self, first: date, at: int) -> str:
        """Return what stands below a column, or ""."""
        unit = self.columns.unit
        if unit is Unit.DAY:
            return short_day(first) if into_week(first) == 0 else ""
        if unit is Unit.WEEK:
            last = first + timedelta(days=6)
            begins = last.month != first.month or first.day == 1
            return _month_words(last) if begins else ""
        if unit is Unit.MONTH and len(self.columns) < _MONTHS_APART:
            return _month_words(first)
        return str(first.year) if first.month == 1 or at == 0 else ""


def _month_words(day: date) -> str:
    return str(day.year) if day.month == 1 else month_short(day)


def _name(scale: str) -> str:
    name: str = load("scales.json")[scale]["label"]
    return name
