"""How each says they are, and what grew out of their days: good moments, setbacks, topics, thanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.records import OURS
from trust_tui.model.responses import Appreciation
from trust_tui.model.talks import TopicEvent, TopicWhat
from trust_tui.services.summary.lines import Line, Section

if TYPE_CHECKING:
    from trust_tui.model.people import Person
    from trust_tui.services.summary.source import Source

DAYS_KEY = "days"
"""The key of the line that says on how many days both checked in."""

FEW_DAYS, FEW_GOOD, FEW_SETBACKS, FEW_TOPICS, FEW_THANKS = 4, 3, 3, 5, 3
"""How many of each person there are where not all are wanted: what fits two pages beside the rest."""

_TEXTS = {"appreciated": "I appreciated", "need": "I need", "own": "I own"}


def days(source: Source) -> Iterator[Line]:
    """Yield how each says they are: *safe* and *close* over time, and some days in their own words."""
    there: dict[str, list[CheckIn]] = defaultdict(list)
    for each in source.within(CheckIn):
        there[each.author].append(each)
    if len(source.couple.people) > 1 and source.own is None:
        yield from _together(source, there)
    for person in source.couple.people:
        yield from _scales(source, person, there[person.id])
        yield from _words(source, there[person.id])


def _together(source: Source, there: dict[str, list[CheckIn]]) -> Iterator[Line]:
    """Yield on how many days both checked in, if on any. Never how many each did."""
    both = set.intersection(*({each.day for each in there[p.id]} for p in source.couple.people))
    if not both:
        return
    yield Line(
        DAYS_KEY,
        Section.DAYS,
        OURS,
        "",
        label="Days on which we both checked in",
        after=f"{len(both)} of {(source.last - source.first).days + 1}",
        group=DAYS_KEY,
        starts_out=True,
        needs_both=True,
    )


def _scales(source: Source, person: Person, there: Sequence[CheckIn]) -> Iterator[Line]:
    for scale in ("safe", "close"):
        words = load("scales.json")[scale]
        said = [each for each in there if getattr(each, scale) is not None]
        shown = said if source.whole else _one_a_week(source, said)
        if not shown:
            continue
        yield Line(
            f"{person.id}:{scale}",
            Section.DAYS,
            person.id,
            person.id,
            label=f"{words['label']}, {'day by day' if source.whole else 'one day of each week'}",
            text=", ".join(
                f"{words['steps'][getattr(each, scale) - 1]} ({source.day(each.day)})" for each in shown
            ),
            group=f"{person.id}:{scale}",
            # Who keeps this line to themselves on screen is asked before it goes anywhere else.
            starts_out=not (source.couple.is_solo or person.shares_weeks),
        )


def _one_a_week(source: Source, said: Sequence[CheckIn]) -> list[CheckIn]:
    """Return the day in the middle of each week that has any, as the long view does: never an average."""
    weeks: dict[int, list[CheckIn]] = defaultdict(list)
    for each in said:
        weeks[(each.day - source.first).days // 7].append(each)
    return [week[len(week) // 2] for _, week in sorted(weeks.items())]


def _words(source: Source, there: Sequence[CheckIn]) -> Iterator[Line]:
    spoken = [each for each in there if any(getattr(each, name).strip() for name in _TEXTS)]
    felt = [each for each in there if each.feelings or each in spoken]
    pool = spoken if len(spoken) >= FEW_DAYS and not source.whole else felt
    for each in source.few(Section.DAYS, pool, FEW_DAYS):
        parts = {"": ", ".join(each.feelings)} | {name: getattr(each, name).strip() for name in _TEXTS}
        for name, text in parts.items():
            if text:
                yield Line(
                    f"{each.id}:{name or 'feelings'}",
                    Section.DAYS,
                    each.author,
                    each.author,
                    label=_TEXTS.get(name, ""),
                    text=text,
                    group=each.id,
                    lead=source.day(each.day),
                )


def good(source: Source) -> Iterator[Line]:
    """Yield what went well."""
    victories = source.few_of_each(Section.GOOD, source.within(Victory), FEW_GOOD)
    for each in sorted(victories, key=lambda each: each.day):
        lead = source.day(each.day)
        yield Line(each.id, Section.GOOD, each.author, each.author, text=each.text, group=each.id, lead=lead)


def setbacks(source: Source) -> Iterator[Line]:
    """Yield what was hard, what helped, and what is asked."""
    hard = source.few_of_each(Section.SETBACKS, source.within(Setback), FEW_SETBACKS)
    for each in sorted(hard, key=lambda each: each.day):
        parts = {"felt": "It felt", "helped": "What helped", "ask": "I ask"}
        own = {"section": Section.SETBACKS, "owner": each.author, "by": each.author}
        shared = {"group": each.id, "lead": source.day(each.day)}
        yield Line(each.id, **own, text=each.text, **shared)  # type: ignore[arg-type]
        for name, label in parts.items():
            if text := getattr(each, name).strip():
                key = f"{each.id}:{name}"
                yield Line(key, **own, label=label, text=text, under=each.id, **shared)  # type: ignore[arg-type]


def topics(source: Source) -> Iterator[Line]:
    """Yield what each would like to talk about: all that waits, however old; the newest where it is much."""
    events: dict[str, list[TopicEvent]] = defaultdict(list)
    for event in source.ledger.all(TopicEvent):
        events[event.of].append(event)
    for person in source.couple.people:
        waiting = [each for each in source.all(Topic, author=person.id) if _waits(events[each.id])]
        waiting.sort(key=lambda each: each.day)
        for each in source.newest(Section.TOPICS, waiting, FEW_TOPICS):
            yield Line(each.id, Section.TOPICS, each.author, each.author, text=each.text, group=each.id)


def _waits(events: Sequence[TopicEvent]) -> bool:
    last = max(events, key=lambda event: event.created_at, default=None)
    return last is None or last.what is TopicWhat.WAITING


def thanks(source: Source) -> Iterator[Line]:
    """Yield what the two thanked each other for, where that is wanted."""
    if not source.thanks:
        return
    for each in source.few_of_each(Section.THANKS, source.within(Appreciation), FEW_THANKS):
        lead = source.day(each.day)
        yield Line(
            each.id, Section.THANKS, each.author, each.author, text=each.text, group=each.id, lead=lead
        )
