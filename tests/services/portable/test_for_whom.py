"""An export holds what its reader may see, and not a word more."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.checkpoints import Way
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.portable import Form
from trust_tui.services.problems import Problem

YESTERDAY = TODAY - timedelta(days=1)


def exported(
    companion: Companion, name: str = "", everything: bool = False, since: date | None = None
) -> str:
    portable = companion.portable
    scope = portable.scope(name, everything=everything, since=since)
    return portable.render(Form.JSON, scope).decode()


def who_reads(companion: Companion, marker: str) -> set[str]:
    """Return whose exports hold a word: "Ana", "Ben", "both", "everything"."""
    files = {name: exported(companion, name) for name in ("Ana", "Ben")}
    files |= {"both": exported(companion), "everything": exported(companion, everything=True)}
    return {name for name, text in files.items() if marker in text}


def test_private_words_go_out_for_their_author_alone(companion: Companion, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        companion.checkins.save(person, TODAY, Answers(need="openly", private=f"secret of {person.name}"))
    companion.checkpoints.answer(ana, TODAY, Way.PART, "leaving perhaps", show=True)
    companion.setbacks.add(ben, TODAY, "a dream", only_me=True)

    assert who_reads(companion, "openly") == {"Ana", "Ben", "both", "everything"}
    assert who_reads(companion, "secret of Ana") == {"Ana", "everything"}
    assert who_reads(companion, "leaving perhaps") == {"Ana", "everything"}
    assert who_reads(companion, "a dream") == {"Ben", "everything"}


def test_a_day_goes_out_to_the_other_once_it_is_open(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="a walk"))
    victory = companion.checkins.keep(Victory, ana, TODAY, "we laughed")
    companion.victories.answer(ana, victory.id, "and laughed again")
    for words in ("a walk", "we laughed", "and laughed again"):
        assert who_reads(companion, words) == {"Ana", "everything"}

    companion.checkins.save(ben, TODAY, Answers(need="rest"))
    for words in ("a walk", "we laughed", "and laughed again", "rest"):
        assert who_reads(companion, words) == {"Ana", "Ben", "both", "everything"}


def test_a_day_that_closes_again_takes_its_versions_along(
    companion: Companion, ana: Person, ben: Person
) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="said first"))
    companion.checkins.release(ana, TODAY)
    companion.checkins.save(ana, TODAY, Answers(need="said later"))
    companion.checkins.release(ana, TODAY, released=False)

    assert who_reads(companion, "said first") == {"Ana", "everything"}
    assert who_reads(companion, "said later") == {"Ana", "everything"}


def test_what_one_took_away_goes_out_for_them_alone(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, YESTERDAY, Answers(need="never mind"))
    companion.checkins.remove(ana, YESTERDAY)
    companion.checkins.save(ben, YESTERDAY, Answers(need="here"))
    victory = companion.victories.add(ana, TODAY, "a mistake of mine")
    companion.victories.answer(ben, victory.id, "well done")
    companion.victories.remove(ana, victory.id)

    assert who_reads(companion, "never mind") == {"Ana", "everything"}
    assert who_reads(companion, "a mistake of mine") == {"Ana", "everything"}
    # His own words stay his, whatever became of what they were said to.
    assert who_reads(companion, "well done") == {"Ana", "Ben", "everything"}


def test_what_one_leaves_out_of_a_summary_is_not_for_the_other(companion: Companion, ana: Person) -> None:
    companion.summary.agree(ana)

    assert who_reads(companion, '"type":"summary_decision"') == {"Ana", "everything"}


def test_who_writes_alone_takes_everything(alone: Companion) -> None:
    cleo = alone.couple.people[0]
    alone.checkins.save(cleo, TODAY, Answers(private="only mine"))

    assert json.loads(exported(alone))["whose"] == "everything"
    assert "only mine" in exported(alone)
    assert "private notes too" in alone.portable.words(alone.portable.scope())


def test_since_a_day_leaves_out_what_was_before_save_what_it_was_said_to(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    clock.move(days=-10)
    old = companion.victories.add(ana, TODAY - timedelta(days=10), "long ago")
    companion.victories.add(ana, TODAY - timedelta(days=10), "forgotten")
    clock.move(days=10)
    companion.victories.answer(ben, old.id, "still glad")
    text = exported(companion, since=YESTERDAY)

    assert "still glad" in text
    assert "long ago" in text
    assert "forgotten" not in text
    assert [each["name"] for each in json.loads(text)["records"]["person"]] == ["Ana", "Ben"]


def test_somebody_unknown_gets_nothing(companion: Companion) -> None:
    with pytest.raises(Problem, match="nobody called Zoe: here write Ana and Ben"):
        companion.portable.scope("Zoe")


def test_words_said_to_themselves_end(companion: Companion, ana: Person, ben: Person) -> None:
    """A damaged ledger may hold a circle."""
    victory = companion.victories.add(ana, TODAY, "x")
    made = companion.victories.answer(ana, victory.id, "round and round")
    with companion.ledger.transaction() as tx:
        tx.replace(made.changed(companion.clock(), of=made.id))

    assert "round and round" not in exported(companion, "Ben")
    assert companion.ledger.all(CheckIn) == []


@pytest.mark.parametrize("form", list(Form))
def test_no_form_tells_more_than_another(companion: Companion, ana: Person, ben: Person, form: Form) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="closed marker", private="private marker"))
    companion.checkins.keep(Victory, ana, TODAY, "victory marker")
    companion.setbacks.add(ana, TODAY, "setback marker", only_me=True)
    companion.promises.make(ben, "", "call", "", "", Schedule(TODAY))

    def told(name: str) -> bytes:
        data = companion.portable.render(form, companion.portable.scope(name))
        if form is not Form.CSV:
            return data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(entry) for entry in archive.namelist())

    assert b"marker" not in told("Ben")
    assert b"marker" not in told("")
    assert told("Ana").count(b"marker") == (0 if form is Form.ICS else 4)
