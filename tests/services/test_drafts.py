"""What stands in a form outlives whatever happens to the program, and one ctrl+z too many."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import SCALE, TEXT_FIELDS, Answers
from trust_tui.model.people import Person
from trust_tui.services.drafts import CheckInDrafts, FormDrafts
from trust_tui.services.note_keys import NoteKeys
from trust_tui.store import Disk, Drafts, DraftStore, Ledger, MemoryDrafts

MOMENT = MovedClock()()
FULL = Answers(("calm", "own word"), 4, 3, "you called", "to talk", "I was late", "not for you")


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DraftStore:
    return Drafts(tmp_path / "drafts", Disk()) if request.param == "file" else MemoryDrafts()


@pytest.fixture
def drafts(store: DraftStore) -> CheckInDrafts:
    return CheckInDrafts(store, NoteKeys(Ledger.in_memory()))


def key(person: Person, day: date = TODAY) -> str:
    return f"checkin.{person.id}.{day}"


# Check-ins.


def test_what_was_typed_waits_until_it_is_let_go(drafts: CheckInDrafts, ana: Person) -> None:
    assert drafts.waiting(ana, TODAY) is None
    drafts.keep(ana, TODAY, FULL)
    assert drafts.waiting(ana, TODAY) == FULL
    drafts.drop(ana, TODAY)
    assert drafts.waiting(ana, TODAY) is None
    assert drafts.days(ana) == []


def test_each_person_and_day_has_a_draft_of_its_own(drafts: CheckInDrafts, ana: Person, ben: Person) -> None:
    yesterday = TODAY - timedelta(1)
    drafts.keep(ana, TODAY, Answers(need="a"))
    drafts.keep(ana, yesterday, Answers(need="a, yesterday"))
    drafts.keep(ben, TODAY, Answers(need="b", private="for Ben alone"))

    assert [drafts.waiting(p, TODAY) for p in (ana, ben)] == [
        Answers(need="a"),
        Answers(need="b", private="for Ben alone"),
    ]
    assert drafts.days(ana) == [yesterday, TODAY]
    assert drafts.days(ben) == [TODAY]
    drafts.drop(ana, TODAY)
    assert drafts.days(ana) == [yesterday]
    assert drafts.waiting(ben, TODAY) is not None


@pytest.mark.parametrize("name", TEXT_FIELDS)
def test_a_text_that_was_emptied_comes_back_as_it_last_was(
    drafts: CheckInDrafts, ana: Person, name: str
) -> None:
    def typed(text: str) -> Answers:
        fields: dict[str, Any] = {name: text}
        return Answers(**fields)

    for text in ("f", "first", "second", "", ""):
        drafts.keep(ana, TODAY, typed(text))
    assert drafts.waiting(ana, TODAY) == typed("second")
    drafts.keep(ana, TODAY, typed("third"))
    assert drafts.waiting(ana, TODAY) == typed("third")


def test_a_number_or_a_word_that_was_put_back_stays_back(drafts: CheckInDrafts, ana: Person) -> None:
    drafts.keep(ana, TODAY, Answers(("calm",), safe=4, need="to talk"))
    drafts.keep(ana, TODAY, Answers(need="to talk"))
    assert drafts.waiting(ana, TODAY) == Answers(need="to talk")


def test_once_all_that_was_picked_is_put_back_nothing_waits(drafts: CheckInDrafts, ana: Person) -> None:
    drafts.keep(ana, TODAY, Answers(("calm",), safe=4))
    drafts.keep(ana, TODAY, Answers())
    assert drafts.waiting(ana, TODAY) is None
    assert drafts.days(ana) == []


def test_an_untouched_form_leaves_no_draft(drafts: CheckInDrafts, ana: Person) -> None:
    drafts.keep(ana, TODAY, Answers())
    drafts.keep(ana, TODAY, Answers(need="  "))
    assert drafts.waiting(ana, TODAY) is None


def test_what_was_let_go_is_not_remembered(drafts: CheckInDrafts, ana: Person) -> None:
    drafts.keep(ana, TODAY, Answers(need="old"))
    drafts.drop(ana, TODAY)
    drafts.keep(ana, TODAY, Answers(safe=2))
    assert drafts.waiting(ana, TODAY) == Answers(safe=2)


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"answers": None},
        {"answers": []},
        {"answers": {"feelings": None, "safe": None}},
        {"answers": {"feelings": [None, 3, {"a": 1}], "safe": "4", "close": 9, "need": 5}},
        {"answers": {"safe": True, "close": 4.0}},
        {"answers": {"feelings": "calm"}},
        {"last": ["need"], "answers": {"surprise": "x"}},
        {"last": {"need": None, "surprise": "x"}},
    ],
    ids=repr,
)
def test_a_draft_with_odd_contents_is_none(
    store: DraftStore, drafts: CheckInDrafts, ana: Person, draft: dict[str, Any]
) -> None:
    store.save(key(ana), draft)
    assert drafts.waiting(ana, TODAY) is None
    drafts.keep(ana, TODAY, FULL)
    assert drafts.waiting(ana, TODAY) == FULL


def test_what_makes_sense_of_an_odd_draft_is_kept(
    store: DraftStore, drafts: CheckInDrafts, ana: Person
) -> None:
    odd = {"feelings": ["calm", 7, None], "safe": 3, "close": "near", "need": "to talk", "own": 1}
    store.save(key(ana), {"answers": odd, "last": {"own": "I was late"}})
    assert drafts.waiting(ana, TODAY) == Answers(("calm",), safe=3, need="to talk", own="I was late")


def test_a_draft_of_no_day_is_left_out(store: DraftStore, drafts: CheckInDrafts, ana: Person) -> None:
    for odd in ("", "someday", "2026-02-30"):
        store.save(f"checkin.{ana.id}.{odd}", {"answers": {"need": "x"}})
    store.save("victory.new", {"values": {"text": "x"}})
    drafts.keep(ana, TODAY, FULL)
    assert drafts.days(ana) == [TODAY]


def test_a_damaged_draft_file_waits_for_nobody_and_hinders_nothing(tmp_path: Path, ana: Person) -> None:
    drafts = CheckInDrafts(Drafts(tmp_path, Disk()), NoteKeys(Ledger.in_memory()))
    drafts.keep(ana, TODAY, Answers(need="lost to a bad sector"))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-20])

    assert drafts.waiting(ana, TODAY) is None
    assert drafts.days(ana) == []
    drafts.keep(ana, TODAY, FULL)
    assert drafts.waiting(ana, TODAY) == FULL


typed = st.builds(
    Answers,
    feelings=st.lists(st.text(st.characters(), min_size=1, max_size=4), max_size=3).map(tuple),
    safe=st.none() | st.sampled_from(SCALE),
    close=st.none() | st.sampled_from(SCALE),
    **{name: st.text(st.characters(), max_size=6) for name in TEXT_FIELDS},
)


@given(st.lists(typed, min_size=1, max_size=6))
def test_no_text_is_ever_lost_and_nothing_is_made_up(forms: list[Answers]) -> None:
    drafts, ana = (
        CheckInDrafts(MemoryDrafts(), NoteKeys(Ledger.in_memory())),
        Person.called("Ana", 0, "d", MOMENT),
    )
    for form in forms:
        drafts.keep(ana, TODAY, form)

    waiting = drafts.waiting(ana, TODAY) or Answers()
    last = forms[-1]
    if not last.is_blank:
        assert (waiting.feelings, waiting.safe, waiting.close) == (last.feelings, last.safe, last.close)
    for name in TEXT_FIELDS:
        said = [getattr(form, name) for form in forms]
        if any(text.strip() for text in said):
            assert getattr(waiting, name) == next(text for text in reversed(said) if text)


# Other forms.


def test_another_form_waits_by_its_own_key(store: DraftStore) -> None:
    forms = FormDrafts(store)
    assert forms.waiting("victory.new") == {}
    forms.keep("victory.new", {"text": "we talked", "themes": ""})
    forms.keep("victory.1", {"text": "soup"})

    assert forms.waiting("victory.new") == {"text": "we talked"}
    forms.drop("victory.new")
    assert forms.waiting("victory.new") == {}
    assert forms.waiting("victory.1") == {"text": "soup"}


def test_a_field_of_another_form_that_was_emptied_comes_back(store: DraftStore) -> None:
    forms = FormDrafts(store)
    for text in ("we", "we talked", "", ""):
        forms.keep("victory.new", {"text": text, "day": "today"})
    assert forms.waiting("victory.new") == {"text": "we talked", "day": "today"}


@pytest.mark.parametrize(
    "draft",
    [{}, {"values": None}, {"values": ["x"]}, {"values": {"text": 3, "day": None}, "last": "x"}, {"x": 1}],
    ids=repr,
)
def test_another_form_makes_nothing_of_an_odd_draft(store: DraftStore, draft: dict[str, Any]) -> None:
    store.save("victory.new", draft)
    forms = FormDrafts(store)
    assert forms.waiting("victory.new") == {}
    forms.keep("victory.new", {"text": "we talked"})
    assert forms.waiting("victory.new") == {"text": "we talked"}
