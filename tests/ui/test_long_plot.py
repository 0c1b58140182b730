"""The long view as it is drawn: within its room, without colour, and blank where nobody wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_tui.content import load
from trust_tui.model.checkin import SCALE
from trust_tui.model.columns import cut
from trust_tui.model.moments import Moment
from trust_tui.model.people import Couple, Person
from trust_tui.services.journey.long_view import Line, Span, View
from trust_tui.services.journey.marks import Mark, MarkKind
from trust_tui.ui.long_plot import LETTERS, SCALES, Picture, Plot
from trust_tui.ui.look import ASCII, UNICODE, Glyphs

TODAY = date(2026, 11, 22)
NOW = Moment(datetime(2026, 11, 22, 20, tzinfo=UTC), TODAY, "Europe/Lisbon")
ANA, BEN = (Person.called(name, place, "d", NOW) for place, name in enumerate(("Ana", "Ben")))
LABEL = 11

days_ago = st.dictionaries(st.integers(0, 400), st.sampled_from(SCALE), max_size=40)
sizes = st.tuples(st.integers(38, 120), st.integers(8, 40))


def back(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def line(person: Person, ago: dict[int, int]) -> Line:
    steps = {back(days): step for days, step in ago.items()}
    return Line(person, safe=steps, close={day: 6 - step for day, step in steps.items()})


def picture(
    mine: dict[int, int] | None = None,
    theirs: dict[int, int] | None = None,
    marks: tuple[Mark, ...] = (),
    at: int | None = None,
    span: Span = Span.YEAR,
    first: date | None = None,
) -> Picture:
    view = View(first or back((span.value or 400) - 1), TODAY, line(ANA, mine or {}), marks)
    other = line(BEN, theirs) if theirs is not None else None
    return Picture(Couple((ANA, BEN)), view, span, other, at, sayings=("Up and down.", "So."))


def mark(ago: int, kind: MarkKind = MarkKind.VICTORY, words: str = "we laughed") -> Mark:
    return Mark(back(ago), kind, f"{kind}-{ago}", words, ANA.id)


def cells(plot: Plot, row: str) -> list[str]:
    """Return what is drawn in each column of a row."""
    step = plot._cells
    padded = f"{row[LABEL:]:<{len(plot.columns) * step}}"
    return [padded[at * step : (at + 1) * step].strip() for at in range(len(plot.columns))]


def drawn(plot: Plot, scale: str) -> list[dict[int, str]]:
    """Return for each column what stands in it, by its step."""
    rows = [cells(plot, row.plain) for row in plot.scale(scale)]
    by_step = dict(zip(reversed(SCALE), rows, strict=True))
    return [{step: row[at] for step, row in by_step.items() if row[at]} for at in range(len(plot.columns))]


@given(days_ago, st.none() | days_ago, st.sampled_from(list(Span)), sizes)
def test_a_column_holds_one_mark_of_each_who_wrote_and_else_nothing(
    mine: dict[int, int], theirs: dict[int, int] | None, span: Span, size: tuple[int, int]
) -> None:
    shown = picture(mine, theirs, span=span)
    plot = Plot(shown, UNICODE, size[0])
    for scale in SCALES:
        lines = [shown.view.mine] + ([shown.other] if shown.other else [])
        steps = [plot.columns.spread(getattr(each, scale).items()) for each in lines]
        for at, there in enumerate(drawn(plot, scale)):
            wanted: dict[int, str] = {}
            for number, each in enumerate(steps):
                if (step := each[at]) is not None:
                    wanted[step] = UNICODE.both if step in wanted else UNICODE.people[number]
            assert there == wanted


@given(
    days_ago,
    st.none() | days_ago,
    st.lists(st.integers(0, 83), max_size=8),
    sizes,
    st.booleans(),
    st.sampled_from(list(Span)),
)
def test_it_never_grows_out_of_its_room(
    mine: dict[int, int],
    theirs: dict[int, int] | None,
    ago: list[int],
    size: tuple[int, int],
    reads: bool,
    span: Span,
) -> None:
    kinds = tuple(MarkKind)
    marks = tuple(
        mark(days, kinds[number % len(kinds)], "Ein langer Satz, 長い文. " * 9)
        for number, days in enumerate(sorted(ago, reverse=True))
    )
    at = len(marks) // 2 if reads and marks else None
    lines = Plot(picture(mine, theirs, marks, at, span), UNICODE, size[0]).lines(size[1])
    assert len(lines) <= size[1]
    assert all(each.cell_length <= size[0] for each in lines)


@pytest.mark.parametrize("size", [(116, 34), (76, 20), (38, 8)], ids=str)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_what_a_row_means_stands_before_it(size: tuple[int, int], glyphs: Glyphs) -> None:
    text = "\n".join(
        each.plain for each in Plot(picture({0: 4, 9: 1}, {0: 4}), glyphs, size[0]).lines(size[1])
    )
    for scale in SCALES if size[1] > 8 else SCALES[:1]:
        assert all(word in text for word in load("scales.json")[scale]["steps"])
    assert glyphs.both in text
    assert glyphs is UNICODE or text.isascii()
    assert "middle day" in text
    assert not any(sign in text for sign in "%Ø=")


def test_the_marks_lie_below_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = (mark(40, MarkKind.SETBACK), mark(20), mark(19, MarkKind.BOUNDARY), mark(3))
    shown = picture({40: 2}, marks=marks, span=Span.TWELVE_WEEKS)
    for size, lanes in (((116, 34), 3), ((76, 20), 1)):
        plot = Plot(shown, UNICODE, size[0])
        lines = [each.plain for each in plot.lines(size[1])]
        rows = lines[-(len(lines) - next(at for at, each in enumerate(lines) if " far " in each)) :][1:]
        found = [
            (at, letter)
            for row in rows[: lanes + 1]
            for at, letter in enumerate(cells(plot, row))
            if letter in {"s", "v", "b", "+"}
        ]
        columns = cut(back(83), TODAY, size[0] - LABEL)
        if lanes == 3:
            assert sorted(found) == sorted((columns.at(each.day), LETTERS[each.kind]) for each in marks)
        else:  # 3 and 2 November lie in one week, and so do two kinds of marks
            assert {at for at, _ in found} == {columns.at(each.day) for each in marks}
            assert any(letter == "+" for _, letter in found)


@pytest.mark.parametrize("size", [(116, 34), (76, 20), (38, 8)], ids=str)
def test_a_mark_that_is_read_shows_its_words_and_its_place(size: tuple[int, int]) -> None:
    shown = picture({20: 2}, marks=(mark(20), mark(20, MarkKind.SETBACK, "it hurt again")), at=1)
    plot = Plot(shown, UNICODE, size[0])
    lines = [each.plain for each in plot.lines(size[1])]
    assert any("it hurt again" in each for each in lines)
    assert any(UNICODE.frame[3] in each for each in lines)
    column = plot.columns.at(back(20))
    assert column is not None
    assert all(set(there.values()) <= {"●", "│"} for there in drawn(plot, "safe"))
    assert [at for at, there in enumerate(drawn(plot, "safe")) if "│" in there.values()] == [column]
    if size[0] > 54:
        assert any("2 of 2 here" in each and "Ana" in each for each in lines)


def test_without_a_mark_there_is_a_word_about_it_all() -> None:
    lines = [each.plain for each in Plot(picture({0: 3}), UNICODE, 76).lines(20)]
    assert lines[-1].strip() == "Up and down."
    assert len(lines) <= 20


def test_user_text_is_shown_as_it_was_typed() -> None:
    nasty = "[/nope] [@click=app.quit]x[/] $primary"
    shown = picture({0: 3}, marks=(mark(0, words=nasty),), at=0)
    assert any(nasty in each.plain for each in Plot(shown, UNICODE, 116).lines(34))


@pytest.mark.parametrize("years", [1, 3, 10, 30, 90])
@pytest.mark.parametrize("width", [38, 76, 116])
def test_many_years_are_as_readable(years: int, width: int) -> None:
    first = date(TODAY.year - years, 2, 3)
    plot = Plot(picture({0: 3}, span=Span.ALL, first=first), UNICODE, width)
    lines = [each.plain for each in plot.lines(20)]
    assert "●" in "".join(lines)
    ticks = plot._axis().plain.split()
    assert " ".join(ticks) in " ".join(" ".join(lines).split())
    assert len(ticks) > 1
    assert years < 4 or len(set(ticks)) == len(ticks)
