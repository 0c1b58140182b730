"""Sealed notes taken along: exports, imports, backups gone back to, other programs' days."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.services.notes.conftest import Opened
from tests.services.notes.test_sealing import OTHER, WORDS, YESTERDAY, note_of, write
from tests.store.sealed_evening import MARKER, quickly, readable
from trust_tui.model.checkin import PrivateNote
from trust_tui.model.notes import NoteKey, SealedText
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.services.portable import Form
from trust_tui.services.portable.eyes import SEALED
from trust_tui.services.portable.ours import OurFile, read_json
from trust_tui.services.problems import Problem
from trust_tui.store import Places

__all__ = ["quickly"]


def exported(companion: Companion, name: str = "Ana", form: Form = Form.JSON) -> bytes:
    return companion.portable.render(form, companion.portable.scope(name))


def as_file(companion: Companion, name: str = "Ana") -> OurFile:
    return read_json(exported(companion, name))


@pytest.fixture
def new(tmp_path: Path, clock: MovedClock) -> Companion:
    """A ledger on another machine, in which nobody is set up."""
    (tmp_path / "new").mkdir()
    ledger = tmp_path / "new" / "ledger.json"
    return open_companion(Places(ledger, ledger, tmp_path / "config.toml", tmp_path / "state2"), clock)


@pytest.fixture
def sealed(companion: Companion, ana: Person) -> Companion:
    """Ana's notes have a passphrase, and there is one that she changed."""
    companion.notes.of(ana).set(WORDS, WORDS)
    write(companion, ana, "first")
    write(companion, ana, f"second {MARKER}")
    return companion


def test_json_goes_round_byte_for_byte(sealed: Companion, new: Companion, ana: Person) -> None:
    data = exported(sealed)
    assert MARKER.encode() not in data
    new.portable.take_in(read_json(data))
    assert exported(new) == data
    assert isinstance(note_of(new, ana), SealedText)
    new.notes.of(ana).unlock(WORDS)
    assert note_of(new, ana) == f"second {MARKER}"
    assert new.portable.plan(read_json(data)).changes_nothing


@pytest.mark.parametrize("since", [None, TODAY])
def test_a_part_of_it_opens_too_because_its_key_comes_along(
    sealed: Companion, new: Companion, ana: Person, clock: MovedClock, since: object
) -> None:
    clock.move(days=3)
    write(sealed, ana, "later", clock().day)
    scope = sealed.portable.scope("Ana", since=clock().day)
    new.portable.take_in(read_json(sealed.portable.render(Form.JSON, scope)))
    new.notes.of(ana).unlock(WORDS)
    assert note_of(new, ana, clock().day) == "later"


def test_nobody_elses_export_tells_that_there_is_one(sealed: Companion) -> None:
    for data in (exported(sealed, "Ben"), exported(sealed, "")):
        assert b"note_key" not in data
        assert b"private_note" not in data
        assert b"AGE ENCRYPTED" not in data
    for form in (Form.CSV, Form.MARKDOWN):
        with_ben = exported(sealed, "Ben", form)
        assert b"note" not in with_ben.lower()


def test_for_the_eyes_a_note_is_in_words_only_once_it_is_open(sealed: Companion, ana: Person) -> None:
    def told() -> str:
        tables = zipfile.ZipFile(io.BytesIO(exported(sealed, form=Form.CSV)))
        assert "note_key.csv" not in tables.namelist()
        csv = "".join(tables.read(name).decode("utf-8-sig") for name in tables.namelist())
        return csv + exported(sealed, form=Form.MARKDOWN).decode()

    scope = sealed.portable.scope("Ana")
    assert told().count(MARKER) == 2, "in each of the two"
    assert sealed.portable.closed_notes(scope) is None
    sealed.note_keys.close()
    assert MARKER not in told()
    assert SEALED in told()
    assert "AGE ENCRYPTED" not in told()
    assert sealed.portable.closed_notes(scope) == ana


def test_an_older_readable_export_brings_nothing_readable_back(
    companion: Companion, ana: Person, places: Places
) -> None:
    write(companion, ana, f"both {MARKER}")
    write(companion, ana, f"gone by now {MARKER}", YESTERDAY)
    older = as_file(companion)
    companion.notes.of(ana).set(WORDS, WORDS)
    made = companion.portable.take_in(older)
    assert made.changes_nothing
    assert note_of(companion, ana) == f"both {MARKER}"
    companion.close()
    assert readable(places.ledger.parent) == []


def test_readable_notes_that_come_in_are_sealed_here_and_come_in_once(
    companion: Companion, new: Companion, ana: Person, places: Places
) -> None:
    start = as_file(companion)
    new.portable.take_in(start)
    write(new, ana, f"written there {MARKER}")
    write(new, ana, f"changed there {MARKER}")
    companion.notes.of(ana).set(WORDS, WORDS)
    file = as_file(new)
    companion.portable.take_in(file)
    assert note_of(companion, ana) == f"changed there {MARKER}"
    assert companion.portable.plan(file).changes_nothing
    companion.close()
    assert readable(places.ledger.parent) == []


def test_notes_that_are_here_are_sealed_when_their_key_comes_in(
    companion: Companion, new: Companion, ana: Person, places: Places
) -> None:
    new.portable.take_in(as_file(companion))
    new.notes.of(ana).set(WORDS, WORDS)
    write(new, ana, "sealed there")
    write(companion, ana, f"readable here {MARKER}", YESTERDAY)
    companion.tidy()
    companion.portable.take_in(as_file(new))
    companion.close()
    assert readable(places.ledger.parent) == []
    companion.notes.of(ana).unlock(WORDS)
    assert note_of(companion, ana) == "sealed there"
    assert note_of(companion, ana, YESTERDAY) == f"readable here {MARKER}"


def test_what_could_never_be_opened_is_refused(companion: Companion, new: Companion, ana: Person) -> None:
    new.portable.take_in(as_file(companion))
    companion.notes.of(ana).set(WORDS, WORDS)
    new.notes.of(ana).set(OTHER, OTHER)
    before = companion.ledger.all(NoteKey)
    with pytest.raises(Problem, match="another passphrase of their own"):
        companion.portable.take_in(as_file(new))
    assert companion.ledger.all(NoteKey) == before

    # Taken away there and not here; taken away here, and sealed there since.
    sealed = as_file(companion)
    companion.notes.of(ana).remove(WORDS)
    removed = as_file(companion)
    write(companion, ana, "readable by now")
    new.notes.of(ana).remove(OTHER)
    new.portable.take_in(removed)
    assert new.portable.plan(sealed).changes_nothing, "an older file changes nothing"


def test_a_key_taken_away_elsewhere_is_refused_here(
    companion: Companion, new: Companion, ana: Person
) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    new.portable.take_in(as_file(companion))
    new.notes.of(ana).remove(WORDS)
    with pytest.raises(Problem, match="Take it away here first"):
        companion.portable.take_in(as_file(new))
    write(companion, ana, "sealed since")
    with pytest.raises(Problem, match="taken away here"):
        new.portable.take_in(as_file(companion))


def test_another_programs_days_are_sealed(companion: Companion, ana: Person, places: Places) -> None:
    from trust_tui.services.portable.journals import Journal, Written

    companion.notes.of(ana).set(WORDS, WORDS)
    companion.portable.take_days_in(Journal("jrnl", (), (Written(TODAY, (), f"imported {MARKER}"),)), ana)
    assert note_of(companion, ana) == f"imported {MARKER}"
    companion.close()
    assert readable(places.ledger.parent) == []


def test_going_back_to_before_keeps_notes_sealed_and_opens_them_as_today(
    companion: Companion, ana: Person, again: Opened, places: Places
) -> None:
    write(companion, ana, f"then {MARKER}")
    copy = places.ledger.parent.parent / "stick.json"
    companion.ledger.save_copy(copy)  # on a stick, where no sealing reaches
    companion.notes.of(ana).set(WORDS, WORDS)
    sealed_copy = places.ledger.parent.parent / "stick-2.json"
    companion.ledger.save_copy(sealed_copy)
    companion.notes.of(ana).change(WORDS, OTHER, OTHER)
    for source in (copy, sealed_copy):
        assert companion.generations is not None
        companion = companion.gone_back(companion.generations.named(str(source)))
        assert isinstance(note_of(companion, ana), SealedText)
        with pytest.raises(Problem):
            companion.notes.of(ana).unlock(WORDS)
        companion.notes.of(ana).unlock(OTHER)
        assert note_of(companion, ana) == f"then {MARKER}"
        companion.tidy()
        assert readable(places.ledger.parent) == []
        assert len(companion.ledger.all(NoteKey)) == 1
        assert len(companion.ledger.all(PrivateNote)) == 1
