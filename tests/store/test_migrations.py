"""An older ledger is brought up to date, once, with a backup before; a newer one is left as it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.store import Disk, Ledger, LedgerDamaged, LedgerReadOnly, Places, backups, snapshot
from trust_tui.store.mapping import to_record
from trust_tui.store.migrations import STEPS, migrate
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.state import State, Table

OLD = Path(__file__).parent / "fixtures" / "schema-1.json"
NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
TOMORROW = Moment(NOW.at + timedelta(1), NOW.day + timedelta(1), NOW.tz)
ANA, BEN = "ana-01jd0000aaaaaaaaa", "ben-01jd0000bbbbbbbbb"


@pytest.fixture
def old() -> State:
    return snapshot.parse(OLD.read_bytes(), OLD)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


# The step itself.


def test_there_is_a_step_from_every_form_that_ever_was() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_a_mood_becomes_feelings(old: State) -> None:
    rows = migrate(old).table("checkin").rows

    assert [doc["feelings"] for doc in rows.values()] == [["hopeful"], [], ["quiet, mostly"], [], ["calm"]]
    assert not any("mood" in doc or "private" in doc for doc in rows.values())


def test_what_was_private_becomes_a_note_of_its_own(old: State) -> None:
    notes = [to_record(PrivateNote, doc) for doc in migrate(old).table("private_note").rows.values()]

    assert [(note.author, note.text) for note in notes] == [
        (ANA, "I nearly did not write this."),
        (BEN, "Only for me."),
    ]
    assert {note.visibility for note in notes} == {Visibility.PRIVATE}
    assert notes[0].id.startswith(ANA)
    assert notes[0].day == date(2026, 3, 1)
    assert notes[1].deleted is not None, "the note of a removed check-in is removed too"


def test_everything_else_is_as_it_was(old: State) -> None:
    new = migrate(old)

    assert new.table("weather").rows == old.table("weather").rows
    assert new.table("person").rows == old.table("person").rows
    assert list(new.table("checkin").rows) == list(old.table("checkin").rows)
    assert new.table("checkin").rows["6"]["lamp"] == "on"
    assert (new.ledger, new.schema) == (old.ledger, SCHEMA)
    assert new.seq > old.seq


def test_what_comes_out_are_records_of_today(old: State) -> None:
    new = migrate(old)

    people = [to_record(Person, doc) for doc in new.table("person").rows.values()]
    checkins = [to_record(CheckIn, doc) for doc in new.table("checkin").rows.values()]

    assert [person.name for person in people] == ["Ana", "Ben"]
    assert checkins[0].need == "time — ❤️"
    assert checkins[2].is_back_filled


def test_two_machines_come_to_the_same(old: State) -> None:
    again = snapshot.parse(OLD.read_bytes(), OLD)

    assert snapshot.build(migrate(old)) == snapshot.build(migrate(again))


def test_the_old_state_is_not_changed(old: State) -> None:
    migrate(old)

    assert old.table("checkin").rows["1"]["mood"] == "hopeful"


@pytest.mark.parametrize("schema", [SCHEMA, SCHEMA + 1, 99])
def test_the_present_form_and_newer_ones_are_left_alone(schema: int) -> None:
    state = State("ours", 3, schema, {"checkin": Table({"1": {"mood": "calm"}})})

    assert migrate(state) is state


@pytest.mark.parametrize("schema", [0, -1])
def test_a_form_that_never_was_is_refused(schema: int) -> None:
    with pytest.raises(LedgerDamaged, match=f"number {schema}"):
        migrate(State("ours", 3, schema))


@pytest.mark.parametrize("doc", [None, [], "text", {"private": "secret words"}, {"private": "x", "id": 1}])
def test_an_entry_that_is_none_is_named_by_number_and_never_quoted(doc: object) -> None:
    rows: dict[str, dict[str, object]] = {"7": doc}  # type: ignore[dict-item]

    with pytest.raises(LedgerDamaged, match="Entry 7 of “checkin”") as caught:
        migrate(State("ours", 3, 1, {"checkin": Table(rows)}))

    assert "secret" not in str(caught.value)


# Through the door.


def test_opening_an_old_ledger_brings_it_up_to_date_for_good(places: Places) -> None:
    places.ledger.write_bytes(OLD.read_bytes())

    ledger = Ledger.open(places, moment=NOW)
    assert [each.feelings for each in ledger.all(CheckIn)] == [
        ("hopeful",),
        (),
        ("quiet, mostly",),
        ("calm",),
    ]
    assert any("backup" in notice for notice in ledger.notices())
    ledger.close(NOW)

    assert snapshot.parse(places.ledger.read_bytes(), places.ledger).schema == SCHEMA
    again = Ledger.open(places, moment=TOMORROW)
    assert len(again.all(PrivateNote)) == 1
    assert again.notices() == []


def test_the_old_form_is_kept_as_a_backup_that_stays(places: Places) -> None:
    places.ledger.write_bytes(OLD.read_bytes())

    ledger = Ledger.open(places, moment=NOW)
    ledger.maintain(TOMORROW)

    before = [each for each in backups.found(places.backups, Disk()) if each.before_schema]
    assert [each.name for each in before] == ["ledger-2026-11-22-41-before-schema-2.json.gz"]
    kept = backups.read(places.backups / before[0].name, Disk())
    assert kept.schema == 1
    assert snapshot.build(kept).count(b'"mood"') == OLD.read_bytes().count(b'"mood"')


def test_without_room_for_the_backup_nothing_is_touched(places: Places) -> None:
    class Full(Disk):
        def create(self, path: Path) -> int:
            if "backup" in str(path.parent):
                raise OSError(28, "No space left on device")
            return super().create(path)

    places.ledger.write_bytes(OLD.read_bytes())

    ledger = Ledger.open(places, moment=NOW, disk=Full())

    assert ledger.read_only
    assert "No space left" in ledger.read_only
    assert len(ledger.all(CheckIn)) == 4, "it can be read all the same"
    assert places.ledger.read_bytes() == OLD.read_bytes()


def newer(state: State) -> bytes:
    doc = {"id": "x-1", "type": "checkin", "from_the_future": True}
    return snapshot.build(State("ours", 7, SCHEMA + 1, {"checkin": Table({"1": doc})}))


def test_a_newer_form_opens_for_reading_and_says_why(places: Places, old: State) -> None:
    content = newer(old)
    places.ledger.write_bytes(content)

    ledger = Ledger.open(places, moment=NOW)

    assert ledger.read_only
    assert "0.1.0" in ledger.read_only, "which version wrote it"
    with pytest.raises(LedgerReadOnly), ledger.transaction() as tx:
        tx.add(Person.new(author="a", device="d", moment=NOW, name="Ana"))
    ledger.maintain(NOW)
    ledger.close(NOW)
    assert places.ledger.read_bytes() == content
    assert not places.backups.exists()
    assert not places.journal.exists() or places.journal.read_bytes() == b""
