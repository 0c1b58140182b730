"""What one entry says of another has to be there; of the made-up year nothing is complained of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from trust_tui.model.kinds import KINDS
from trust_tui.model.moments import Moment
from trust_tui.model.records import COMMON
from trust_tui.services.demo import records
from trust_tui.store import mapping
from trust_tui.store.codec import Doc
from trust_tui.store.references import ENTRIES, PEOPLE, Loose, loose
from trust_tui.store.state import State, Table

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")


@pytest.fixture(scope="module")
def year() -> list[Doc]:
    return [mapping.to_doc(record) for record in records(NOW)]


def state_of(docs: list[Doc]) -> State:
    tables: dict[str, dict[str, Doc]] = {}
    for doc in docs:
        rows = tables.setdefault(doc["type"], {})
        rows[str(len(rows) + 1)] = doc
    return State("a", 1, 2, {name: Table(rows) for name, rows in tables.items()})


def test_a_whole_year_of_two_people_fits_together(year: list[Doc]) -> None:
    assert loose(state_of(year)) == Loose()


def without(kind: str, number: int) -> Callable[[list[Doc]], list[Doc]]:
    def change(docs: list[Doc]) -> list[Doc]:
        gone = [doc for doc in docs if doc["type"] == kind][number]
        return [doc for doc in docs if doc is not gone]

    return change


def with_one(kind: str, **own: Any) -> Callable[[list[Doc]], list[Doc]]:
    """Let one entry of a kind say something else."""

    def change(docs: list[Doc]) -> list[Doc]:
        at = next(number for number, doc in enumerate(docs) if doc["type"] == kind)
        return [*docs[:at], {**docs[at], **own}, *docs[at + 1 :]]

    return change


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (without("person", 0), "unsigned"),
        (without("promise", 0), "orphans"),
        (without("talk", 0), "orphans"),
        (with_one("version", of="nobody-000000000abcdefgh"), "lost_pasts"),
        (with_one("talk", topics=["nobody-000000000abcdefgh"]), "orphans"),
        (with_one("outcome", author="nobody"), "unsigned"),
        (with_one("breach", hurt=["nobody"]), "unsigned"),
        (with_one("checkin", safe="a lot"), "unreadable"),
        (lambda docs: [*docs, docs[-1]], "doubles"),
    ],
)
def test_what_hangs_in_the_air_is_found(
    year: list[Doc], change: Callable[[list[Doc]], list[Doc]], name: str
) -> None:
    found = loose(state_of(change(year)))

    assert getattr(found, name) > 0
    assert sum(astuple(found)) == getattr(found, name)


def test_removed_entries_count_as_there(year: list[Doc]) -> None:
    gone = {"by": "ana", "at": "2026-11-22T20:00:00+00:00"}
    assert loose(state_of([{**doc, "deleted": gone} for doc in year])) == Loose()


def test_every_field_that_could_name_something_was_thought_of() -> None:
    """A new field of text or texts has to be put with one of these."""
    names = {
        f.name
        for kind in KINDS.values()
        for f in fields(kind)
        if f.name not in COMMON and str(f.type) in {"str", "tuple[str, ...]"}
    }
    words = {
        "address", "appreciated", "area", "card", "change", "did_to_me", "explanation", "fallback",
        "feelings", "felt", "fine",
        "forgiveness", "happened", "heard", "helped", "how", "if_crossed", "kept_from_you",
        "key", "lines", "mail", "name", "need", "need_now", "needed", "not_fine", "note", "of_kind", "own",
        "part", "phone", "recipient", "regret", "repair", "responsibility", "right", "step", "text", "themes",
        "then",
        "took_away", "what_for", "when", "why", "will", "wrapped", "about", "ask",
    }  # fmt: skip
    assert names - words == {*ENTRIES, *PEOPLE} - {"author"}
