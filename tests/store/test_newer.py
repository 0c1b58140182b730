"""What other versions of the program wrote is kept, and what a newer one has made its own is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, texts
from tests.store.refusing import files
from trust_tui.model.kept import Topic
from trust_tui.store import Ledger, LedgerReadOnly, Places, journal, snapshot
from trust_tui.store.codec import Doc
from trust_tui.store.mapping import to_doc
from trust_tui.store.state import Change, State, Table

NEWER = snapshot.SCHEMA + 1


def _topic(text: str, **more: object) -> Doc:
    return {**to_doc(Topic.new(author="ana", device="d", moment=moment(), text=text)), **more}


# Unknown fields and tables.

STARS: dict[str, Doc] = {"1": {"name": "Vega", "seen": [1, 2, {"deep": None}]}, "7": {"name": "Deneb"}}


@pytest.fixture
def strange(tmp_path: Path) -> Places:
    """A ledger of the present form with a field and a table that this program does not know."""
    topic = _topic("hello", colour={"name": "teal", "of": [1, 2]}, ß="ü")
    tables = {"topic": Table({"1": topic}), "stars": Table(STARS), "empty": Table({})}
    state = State("ours", 4, snapshot.SCHEMA, tables)
    places_in(tmp_path).ledger.write_bytes(snapshot.build(state))
    return places_in(tmp_path)


def _in_file(places: Places) -> State:
    return snapshot.parse(places.ledger.read_bytes(), places.ledger)


def _changes_the_topic(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        (topic,) = tx.all(Topic)
        tx.replace(topic.changed(moment(1), text="changed"))


def test_unknown_fields_live_through_a_change_and_a_fold(strange: Places) -> None:
    ledger = opened(strange.ledger.parent)
    _changes_the_topic(ledger)
    ledger.close(moment())

    doc = _in_file(strange).table("topic").rows["1"]
    assert (doc["text"], doc["rev"]) == ("changed", 2)
    assert (doc["colour"], doc["ß"]) == ({"name": "teal", "of": [1, 2]}, "ü")


def test_unknown_tables_live_through_a_save_and_a_fold(strange: Places) -> None:
    ledger = opened(strange.ledger.parent)
    with ledger.transaction() as tx:
        tx.add(Topic.new(author="ben", device="d", moment=moment(), text="new"))
    ledger.maintain(moment())
    _changes_the_topic_of(ledger, "new")
    ledger.close(moment())

    assert _in_file(strange).table("stars").rows == STARS


def _changes_the_topic_of(ledger: Ledger, text: str) -> None:
    with ledger.transaction() as tx:
        (topic,) = (topic for topic in tx.all(Topic) if topic.text == text)
        tx.replace(topic.changed(moment(1), text="changed"))


def test_unknown_tables_are_kept_byte_for_byte_while_nobody_looks_into_them(strange: Places) -> None:
    before = _in_file(strange).table("stars").raw
    ledger = opened(strange.ledger.parent)
    _changes_the_topic(ledger)
    ledger.close(moment())
    assert before
    assert _in_file(strange).table("stars").raw == before


# A newer form.


@pytest.fixture
def newer(tmp_path: Path) -> Places:
    """A ledger of a newer form, with an entry in its journal and one that was torn."""
    places = places_in(tmp_path)
    topic, another = _topic("readable", from_the_future=True), _topic("in the journal")
    state = State("ours", 7, NEWER, {"topic": Table({"1": topic}), "future": Table(STARS)})
    places.ledger.write_bytes(snapshot.build(state).replace(b'"written_by":"', b'"written_by":"9.9-'))
    places.ledger.write_bytes(_checked(places.ledger.read_bytes()))
    line = journal.line("ours", 8, Change({"topic": {"2": another}}))
    places.journal.write_bytes(line + line[:30])
    return places


def _checked(data: bytes) -> bytes:
    """Return a ledger's file with the checksum that fits it."""
    start = snapshot._CHECKED_FROM
    return data[: start - 8] + snapshot._check(data[start:]) + data[start:]


def test_a_newer_form_is_read_and_says_which_version_is_needed(newer: Places) -> None:
    ledger = opened(newer.ledger.parent)
    assert {topic.text for topic in ledger.all(Topic)} == {"readable", "in the journal"}
    assert ledger.read_only
    assert "trust-tui 9.9-" in ledger.read_only
    assert "Update" in ledger.read_only


def test_nothing_that_this_program_does_touches_a_newer_form(newer: Places) -> None:
    before = files(newer)
    ledger = opened(newer.ledger.parent)
    with pytest.raises(LedgerReadOnly, match=r"trust-tui 9\.9-"):
        save(ledger, "new")
    with pytest.raises(LedgerReadOnly):
        ledger.db.table("future").insert({"a": 1})
    with pytest.raises(LedgerReadOnly):
        ledger.db.drop_tables()
    assert ledger.catch_up() is False
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert files(newer) == before


def test_what_the_newer_program_goes_on_to_write_is_seen(newer: Places) -> None:
    ledger = opened(newer.ledger.parent)
    line = journal.line("ours", 9, Change({"topic": {"3": _topic("just now")}}))
    whole = newer.journal.read_bytes()
    newer.journal.write_bytes(whole[: whole.index(b"\n") + 1] + line)
    assert ledger.catch_up() is True
    assert {topic.text for topic in ledger.all(Topic)} == {"readable", "in the journal", "just now"}


def test_a_copy_of_a_newer_form_can_be_kept_and_is_still_of_it(newer: Places, tmp_path: Path) -> None:
    opened(newer.ledger.parent).save_copy(tmp_path / "copy.json")
    copy = snapshot.parse((tmp_path / "copy.json").read_bytes(), tmp_path)
    assert copy.schema == NEWER
    assert copy.table("future").rows == STARS


def test_a_newer_program_takes_over_while_this_one_runs(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    save(ledger, "before")
    ledger.maintain(moment())
    places = places_in(tmp_path)
    state = _in_file(places)
    after = snapshot.build(State(state.ledger, state.seq + 1, NEWER, state.tables))
    incoming = tmp_path / "incoming"
    incoming.write_bytes(after)
    incoming.replace(places.ledger)

    with pytest.raises(LedgerReadOnly):
        save(ledger, "after")

    assert ledger.read_only
    ledger.maintain(moment(1))
    ledger.close(moment(1))
    assert places.ledger.read_bytes() == after
    assert texts(ledger) == {"before"}


def test_a_save_that_was_under_way_when_a_newer_program_took_over_is_not_half_done(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    save(ledger, "before")
    places = places_in(tmp_path)
    lines = places.journal.read_bytes()
    state = journal.replay(lines, _in_file(places), places.journal).state
    places.ledger.write_bytes(snapshot.build(State(state.ledger, state.seq + 1, NEWER, state.tables)))

    with pytest.raises(LedgerReadOnly):
        save(ledger, "after")

    assert places.journal.read_bytes() == lines
    assert texts(opened(tmp_path)) == {"before"}
