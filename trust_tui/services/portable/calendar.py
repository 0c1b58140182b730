"""What lies ahead, for a calendar: promises, boundaries to look at again, sessions, and what is to be tried.

A day here is what a calendar on the wall says: whole days, or hours without a zone, wherever one is. The same
entry keeps its name in the calendar, so that a later file takes the place of an earlier one there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event, vRecur

from trust_tui import __version__
from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, Said, State, standing
from trust_tui.model.promises import ENDINGS, Outcome, Pause, Promise
from trust_tui.model.schedule_words import is_time
from trust_tui.model.support import Practice, PracticeNote, Professional, Session, is_on, next_session
from trust_tui.model.text import one_line, shown
from trust_tui.services.portable.told import Teller

if TYPE_CHECKING:
    from trust_tui.model.records import Record
    from trust_tui.model.schedule import Schedule
    from trust_tui.services.portable.gather import Gathered

_ONE_DAY = timedelta(days=1)
_PAUSED_DAYS = timedelta(days=730)
"""How far ahead days of rest are taken out one by one."""

_SHORT = timedelta(minutes=15)
"""What has an hour needs a length, or some calendars do not show it."""


def render_calendar(gathered: Gathered, first: date) -> bytes:
    """Return a calendar.

    Args:
        gathered: What its reader may see.
        first: Its first day: what is over before it is left out.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//trust-tui//trust-tui {__version__}//EN")
    calendar.add("version", "2.0")
    teller = Teller(gathered)
    for event in (
        *_promises(gathered, teller, first),
        *_boundaries(gathered, first),
        *_sessions(gathered, first),
        *_practices(gathered, first),
    ):
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def _promises(gathered: Gathered, teller: Teller, first: date) -> Iterator[Event]:
    over = {each.of: each.author for each in gathered.live(Outcome) if each.result in ENDINGS}
    pauses = gathered.live(Pause)
    for promise in gathered.live(Promise):
        schedule = promise.schedule
        is_over = over.get(promise.id) == promise.author
        if is_over or not schedule.is_readable or not schedule.next_after(first - _ONE_DAY):
            continue
        # A rule counts from its first day, even where that is over.
        (starts,) = schedule.next_after(schedule.starts - _ONE_DAY)
        words = f"{teller.name(promise.author)}: {promise.sentence}"
        event = _event(promise, "promise", words, _start(starts, schedule), promise.fallback_sentence)
        if not schedule.is_once:
            event.add("rrule", _rule(schedule))
            rests = list(_rests(promise, pauses, first))
            if rests:
                event.add("exdate", [_start(day, schedule) for day in rests])
        yield event


def _rests(promise: Promise, pauses: list[Pause], first: date) -> Iterator[date]:
    days: set[date] = set()
    for pause in pauses:
        begins = max(pause.first, promise.schedule.starts)
        ends = min(pause.last, max(begins, first) + _PAUSED_DAYS)
        if begins <= ends:
            days.update(d for d in promise.schedule.between(begins, ends) if pause.covers(promise, d))
    yield from sorted(days)


def _start(day: date, schedule: Schedule) -> date | datetime:
    if not is_time(schedule.at):
        return day
    hour, _, minute = schedule.at.partition(":")
    return datetime.combine(day, time(int(hour), int(minute)))


def _rule(schedule: Schedule) -> Any:
    rule = vRecur.from_ical(schedule.rule)
    if is_time(schedule.at) and "UNTIL" in rule:
        # The end is told as the beginning is: with an hour where that has one.
        rule["UNTIL"] = [
            datetime.combine(each.date() if isinstance(each, datetime) else each, time(23, 59, 59))
            for each in rule["UNTIL"]
        ]
    return rule


def _boundaries(gathered: Gathered, first: date) -> Iterator[Event]:
    people = [person.id for person in gathered.couple.people]
    said: list[Said] = [*gathered.live(Agreement), *gathered.live(BoundaryEvent)]
    for boundary in gathered.live(Boundary):
        stands = standing(boundary, said, people, first)
        day = boundary.review_on
        if day is None or day < first or stands.missing or stands.state is State.WITHDRAWN:
            continue
        texts = (("All right", boundary.fine), ("Not all right", boundary.not_fine))
        words = "\n".join(f"{label}: {text.strip()}" for label, text in texts if text.strip())
        yield _event(boundary, "review", "A boundary to look at again", day, words)


def _sessions(gathered: Gathered, first: date) -> Iterator[Event]:
    known = {each.id: each.name for each in gathered.live(Professional)}
    by_whom: dict[str, list[Session]] = {}
    for each in gathered.live(Session):
        by_whom.setdefault(each.professional, []).append(each)
    for whom, sessions in by_whom.items():
        session = next_session(sessions, first)
        if session is not None and session.next_on is not None:
            name = f" with {one_line(known[whom])}" if whom in known else ""
            yield _event(session, "session", f"Session{name}", session.next_on)


def _practices(gathered: Gathered, first: date) -> Iterator[Event]:
    notes = gathered.live(PracticeNote)
    for practice in gathered.live(Practice):
        own = [note for note in notes if note.of == practice.id]
        people = gathered.couple.people
        goes_on = any(is_on(practice, own, person.id, first) for person in people)
        if practice.by is not None and practice.by >= first and goes_on:
            yield _event(practice, "practice", f"To try: {practice.sentence}", practice.by)


def _event(record: Record, what: str, summary: str, starts: date | datetime, description: str = "") -> Event:
    event = Event()
    event.add("uid", f"{record.id}-{what}@trust-tui")
    # The day it was last changed, and not now: the same entries make the same bytes, and tell no hours.
    event.add("dtstamp", datetime.combine(record.updated_at, time(), UTC))
    event.add("sequence", record.rev - 1)
    event.add("dtstart", starts)
    if isinstance(starts, datetime):
        event.add("duration", _SHORT)
    event.add("summary", one_line(summary))
    if description.strip():
        event.add("description", shown(description).replace("\t", " "))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
