"""Who helps the made-up couple, what stayed of their sessions, and what they want to ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.records import Visibility
from trust_tui.model.support import (
    Became,
    Practice,
    PracticeNote,
    Professional,
    Question,
    QuestionEvent,
    Session,
    Went,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

_AFTER = timedelta(minutes=30)
_TEXTS = ("name", "what_for", "phone", "mail", "address", "note")


def tell_support(scribe: Scribe, people: Mapping[str, Person]) -> Iterator[Record]:
    """Yield their professionals, their sessions with practice, and their questions."""
    story = load("demo_support.json")
    helpers: dict[str, str] = {}
    for row in story["professionals"]:
        author = people[row["who"]].id
        own = {name: row.get(name, "") for name in _TEXTS} | {"is_past": row.get("past", False)}
        whose = author if row.get("own") else ""
        helper = scribe.write(Professional, author, row["day"], after=_AFTER, whose=whose, **own)
        helpers[row["key"]] = helper.id
        yield helper
    for row in story["sessions"]:
        yield from _session(row, scribe, people, helpers["maren"])
    for row in story["questions"]:
        yield from _question(row, scribe, people, helpers)


def _session(
    row: Mapping[str, Any], scribe: Scribe, people: Mapping[str, Person], helper: str
) -> Iterator[Record]:
    session = scribe.write(
        Session,
        people[row["who"]].id,
        row["day"],
        after=_AFTER,
        professional=helper,
        present=tuple(person.id for person in people.values()),
        took_away=row["took_away"],
        next_on=_day(scribe, row.get("next")),
    )
    yield session
    for tried in row.get("practice", ()):
        practice = scribe.write(
            Practice,
            people[tried["who"]].id,
            row["day"],
            after=2 * _AFTER,
            of=session.id,
            when=tried.get("when", ""),
            then=tried["then"],
            by=_day(scribe, tried.get("by")),
            for_whom=people[tried["for"]].id if "for" in tried else "",
        )
        yield practice
        for said in tried.get("went", ()):
            own = {"went": Went(said["went"]), "text": said.get("text", "")}
            author = people[said["who"]].id
            yield scribe.write(PracticeNote, author, said["day"], after=_AFTER, of=practice.id, **own)


def _question(
    row: Mapping[str, Any], scribe: Scribe, people: Mapping[str, Person], helpers: Mapping[str, str]
) -> Iterator[Record]:
    question = scribe.write(
        Question,
        people[row["who"]].id,
        row["day"],
        after=_AFTER,
        text=row["text"],
        professional=helpers[row["for"]] if "for" in row else "",
        visibility=Visibility.PRIVATE if row.get("only_me") else Visibility.SHARED,
    )
    yield question
    for said in row.get("events", ()):
        own = {"became": Became(said["became"]), "text": said.get("text", "")}
        author = people[said["who"]].id
        yield scribe.write(QuestionEvent, author, said["day"], after=2 * _AFTER, of=question.id, **own)


def _day(scribe: Scribe, day: int | None) -> date | None:
    return None if day is None else scribe.moment(day).day
