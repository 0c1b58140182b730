"""Private notes with a passphrase of their own: what is written, who can read it, and nobody who cannot."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from tests.services.notes.conftest import Opened
from tests.store.any_record import TEXTS
from tests.store.sealed_evening import MARKER, readable
from trust_tui.model.checkin import Answers, PrivateNote
from trust_tui.model.notes import NoteKey, SealedText
from trust_tui.model.people import Person
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.problems import ChangedSinceProblem, Problem
from trust_tui.store import Places, sealed
from trust_tui.ui.panes.open_day import OpenDay

WORDS, OTHER = "mine alone", "something else"
YESTERDAY = TODAY - timedelta(days=1)


def note_of(companion: Companion, person: Person, day: date = TODAY) -> str:
    note = companion.checkins.day(person, day).note
    assert note is not None
    return note.text


def write(companion: Companion, person: Person, text: str, day: date = TODAY) -> None:
    companion.checkins.save(person, day, Answers(("calm",), private=text))


def live(companion: Companion, person: Person) -> None:
    """Leave notes in every place where there are some: a version, a removed one, a draft, a backup."""
    write(companion, person, f"first {MARKER}")
    write(companion, person, f"second {MARKER}")
    write(companion, person, f"gone {MARKER}", YESTERDAY)
    companion.checkins.remove(person, YESTERDAY)
    companion.tidy()
    companion.save_copy()
    companion.drafts.keep(person, TODAY - timedelta(days=2), Answers(need="x", private=f"typed {MARKER}"))


@given(TEXTS)
def test_any_text_comes_back_as_it_was_and_its_length_is_told_in_steps(text: str) -> None:
    one = sealed.Sealed.fresh()
    kept = sealed.sealed_text(text, one.recipient)
    assert one.opened_text(kept) == text
    assert kept.isascii()
    assert len(one.unseal(kept.encode())) % sealed.STEP == 0


@given(st.text(" \n\ta", max_size=12))
def test_blanks_and_lines_at_the_end_are_the_writers_own(text: str) -> None:
    one = sealed.Sealed.fresh()
    assert one.opened_text(sealed.sealed_text(text, one.recipient)) == text


def test_no_word_of_a_note_stays_in_any_file(companion: Companion, ana: Person, places: Places) -> None:
    live(companion, ana)
    before = set(readable(places.ledger.parent.parent))
    assert len(before) >= 4, "else this shows nothing"

    recovery = companion.notes.of(ana).set(WORDS, WORDS)

    assert recovery.startswith("AGE-SECRET-KEY-1")
    assert readable(places.ledger.parent.parent) == []
    assert companion.ledger.notices() == []
    assert note_of(companion, ana) == f"second {MARKER}", "whoever set it can read on"
    write(companion, ana, f"third {MARKER}")
    companion.drafts.keep(ana, YESTERDAY, Answers(private=f"typed since {MARKER}"))
    companion.tidy()
    companion.close()
    assert readable(places.ledger.parent.parent) == []


def test_a_note_is_sealed_without_the_passphrase_and_read_with_it_alone(
    companion: Companion, ana: Person, again: Opened
) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    companion.close()
    later = again()
    write(later, ana, "while closed")
    assert isinstance(note_of(later, ana), SealedText)
    assert "closed" not in note_of(later, ana)
    with pytest.raises(Problem, match="not the passphrase") as problem:
        later.notes.of(ana).unlock("wrong")
    assert problem.value.field == "present"
    later.notes.of(ana).unlock(WORDS)
    assert note_of(later, ana) == "while closed"
    later.note_keys.close()
    assert isinstance(note_of(later, ana), SealedText)


def test_a_closed_note_survives_a_save_of_its_day(companion: Companion, ana: Person) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    write(companion, ana, "kept")
    companion.note_keys.close()
    answers = companion.checkins.day(ana, TODAY).answers
    before = companion.ledger.all(PrivateNote)
    companion.checkins.save(ana, TODAY, Answers(("hurt",), private=answers.private))
    assert companion.ledger.all(PrivateNote) == before


def test_the_same_words_saved_once_more_change_nothing(companion: Companion, ana: Person) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    write(companion, ana, "the same")
    before = companion.ledger.all(PrivateNote)
    write(companion, ana, "the same")
    assert companion.ledger.all(PrivateNote) == before


def test_earlier_wordings_and_removed_notes_come_back(companion: Companion, ana: Person) -> None:
    live(companion, ana)
    lock = companion.notes.of(ana)
    lock.set(WORDS, WORDS)
    lock.remove(WORDS)
    texts = {each.text for each in companion.ledger.all(PrivateNote, include_deleted=True)}
    assert texts == {f"second {MARKER}", f"gone {MARKER}"}
    assert [each.body["text"] for each in companion.ledger.all(Version, of_kind="private_note")] == [
        f"first {MARKER}"
    ]
    draft = companion.drafts.waiting(ana, TODAY - timedelta(days=2))
    assert draft == Answers(need="x", private=f"typed {MARKER}")
    assert not lock.is_set


def test_a_draft_is_closed_with_the_notes_and_offered_again_once_they_are_open(
    companion: Companion, ana: Person
) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    companion.note_keys.close()
    companion.drafts.keep(ana, TODAY, Answers(need="a walk", private="typed while closed"))
    waiting = companion.drafts.waiting(ana, TODAY)
    assert waiting is not None
    assert isinstance(waiting.private, SealedText)
    companion.drafts.keep(ana, TODAY, Answers(need="two walks", private=waiting.private))
    companion.notes.of(ana).unlock(WORDS)
    assert companion.drafts.waiting(ana, TODAY) == Answers(need="two walks", private="typed while closed")


def test_another_passphrase_opens_the_same_notes_and_the_old_one_nothing(
    companion: Companion, ana: Person, again: Opened
) -> None:
    lock = companion.notes.of(ana)
    recovery = lock.set(WORDS, WORDS)
    write(companion, ana, "before")
    with pytest.raises(Problem):
        lock.change("wrong", OTHER, OTHER)
    lock.change(WORDS, OTHER, OTHER)
    companion.close()
    later = again()
    with pytest.raises(Problem):
        later.notes.of(ana).unlock(WORDS)
    later.notes.of(ana).unlock(OTHER)
    assert note_of(later, ana) == "before"
    later.note_keys.close()
    later.notes.of(ana).unlock(recovery.lower())
    assert note_of(later, ana) == "before"
    later.notes.of(ana).change(recovery, WORDS, WORDS)
    later.notes.of(ana).unlock(WORDS)


@pytest.mark.parametrize(
    ("new", "second", "field"), [("", "", "new"), (" ", " ", "new"), ("a b", "a c", "again")]
)
def test_what_cannot_be_a_passphrase_is_refused(
    companion: Companion, ana: Person, new: str, second: str, field: str
) -> None:
    with pytest.raises(Problem) as problem:
        companion.notes.of(ana).set(new, second)
    assert problem.value.field == field
    assert not companion.notes.of(ana).is_set


def test_two_people_have_one_each_and_neither_opens_the_others(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.notes.of(ana).set(WORDS, WORDS)
    assert not companion.notes.of(ben).is_set
    companion.notes.of(ben).set(OTHER, OTHER)
    write(companion, ana, "of Ana")
    write(companion, ben, "of Ben")
    companion.note_keys.close()
    companion.notes.of(ben).unlock(OTHER)
    assert isinstance(note_of(companion, ana), SealedText)
    assert note_of(companion, ben) == "of Ben"
    with pytest.raises(Problem):
        companion.notes.of(ana).unlock(OTHER)


def test_undo_brings_no_readable_word_back(companion: Companion, ana: Person, places: Places) -> None:
    write(companion, ana, f"first {MARKER}")
    write(companion, ana, f"second {MARKER}")
    companion.notes.of(ana).set(WORDS, WORDS)
    with pytest.raises(ChangedSinceProblem):
        companion.undo(ana)
    write(companion, ana, f"third {MARKER}")
    companion.undo(ana)
    assert note_of(companion, ana) == f"second {MARKER}"
    companion.close()
    assert readable(places.ledger.parent.parent) == []


def test_another_window_mixes_nothing(companion: Companion, ana: Person, again: Opened) -> None:
    write(companion, ana, "before")
    other = again()
    companion.notes.of(ana).set(WORDS, WORDS)
    write(other, ana, "from the other window", YESTERDAY)
    assert other.ledger.read_only is None
    companion.ledger.catch_up()
    assert note_of(companion, ana, YESTERDAY) == "from the other window"
    assert isinstance(note_of(other, ana), SealedText)
    other.notes.of(ana).unlock(WORDS)
    assert note_of(other, ana) == "before"

    # Taken away in one window, while the other one has a form with what was closed.
    other.note_keys.close()
    closed = other.checkins.day(ana, TODAY).answers
    companion.notes.of(ana).remove(WORDS)
    other.ledger.catch_up()
    other.checkins.save(ana, TODAY, Answers(("hurt",), private=closed.private))
    assert note_of(other, ana) == "before"
    other.drafts.keep(ana, TODAY, Answers(("calm",), private=closed.private))
    assert (other.drafts.waiting(ana, TODAY) or Answers()).private == closed.private
    assert OpenDay.of(other, ana, TODAY).answers == Answers(("calm",), private="before")


def test_the_key_is_private_and_its_words_are_not_in_the_file(
    companion: Companion, ana: Person, places: Places
) -> None:
    recovery = companion.notes.of(ana).set(WORDS, WORDS)
    companion.close()
    (key,) = companion.ledger.all(NoteKey)
    assert (key.author, key.visibility, key.settled) == (ana.id, "private", True)
    assert readable(places.ledger.parent.parent, recovery) == []
    assert json.loads(places.ledger.read_bytes())["note_key"]


def test_search_finds_a_note_only_while_it_is_open(companion: Companion, ana: Person, ben: Person) -> None:
    write(companion, ana, "hidden harbour")
    assert companion.search.find(ana, "harbour") == []
    companion.notes.of(ana).set(WORDS, WORDS)
    (found,) = companion.search.find(ana, "harbour")
    assert companion.checkins.day_of(found.id) == TODAY
    assert companion.search.find(ben, "harbour") == []
    companion.note_keys.close()
    assert companion.search.find(ana, "harbour") == []
    assert companion.search.find(ana, "AGE ENCRYPTED") == []


def test_a_copy_that_cannot_be_gone_through_is_named(
    companion: Companion, ana: Person, places: Places, clock: MovedClock
) -> None:
    live(companion, ana)
    (backup,) = places.backups.glob("ledger-*")
    backup.write_bytes(backup.read_bytes()[:-30])
    companion.notes.of(ana).set(WORDS, WORDS)
    (notice,) = companion.ledger.notices()
    assert backup.name in notice
    assert MARKER not in notice
    assert backup.exists()
