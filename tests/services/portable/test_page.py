"""A text to read: everything that was written is in it, as it was typed, and under its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from tests.services.conftest import TODAY, MovedClock
from tests.store.any_record import plain_record
from trust_tui.model.checkin import Answers
from trust_tui.model.kinds import KINDS
from trust_tui.model.people import Couple, Person
from trust_tui.model.promises import Result
from trust_tui.model.records import OURS, Record
from trust_tui.model.schedule import understood
from trust_tui.services.companion import Companion
from trust_tui.services.portable import Form
from trust_tui.services.portable.gather import Gathered, Scope
from trust_tui.services.portable.page import render_page

YESTERDAY = TODAY - timedelta(days=1)

# What is how something came about rather than what somebody wrote: JSON has it.
LEFT_OUT = {
    "card_mark",
    "checkpoint",
    "checkpoint_rhythm",
    "draw",
    "hidden_milestone",
    "note_key",
    "pause",
    "person",
    "review",
    "summary",
    "summary_decision",
    "topic_event",
    "version",
}
BELONGS_TO = {
    "agreement": "boundary",
    "answer": "apology",
    "boundary_event": "boundary",
    "outcome": "promise",
    "practice": "session",
    "practice_note": "practice",
    "question_event": "question",
    "repair": "promise",
    "reply": "impact",
    "response": "victory",
    "ritual_done": "ritual",
    "talk_words": "talk",
}


def page(companion: Companion, name: str = "") -> str:
    return companion.portable.render(Form.MARKDOWN, companion.portable.scope(name)).decode()


def one_of_each() -> dict[str, Record]:
    """Return a record of every kind that belongs to a record it can belong to."""
    made = {}
    for name, cls in KINDS.items():
        record = replace(plain_record(cls), id=name, deleted=None, author=OURS)
        if name in BELONGS_TO:
            record = replace(record, of=BELONGS_TO[name])  # type: ignore[call-arg]
        if "words" in {each.name for each in fields(cls)}:
            record = replace(record, words={"keep": "kept words"})  # type: ignore[call-arg]
        made[name] = record
    return made


def told(records: Mapping[str, Record]) -> bytes:
    lists = {name: [record] for name, record in records.items()}
    return render_page(Gathered(Scope(None), Couple(()), lists))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_is_told_or_left_out_on_purpose(name: str) -> None:
    everything = one_of_each()
    without = {other: record for other, record in everything.items() if other != name}
    assert (told(everything) == told(without)) == (name in LEFT_OUT)


def test_a_day_under_its_name_and_both_in_their_words(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, YESTERDAY, Answers(("calm",), safe=4, need="a walk", private="not for him"))
    companion.checkins.save(ben, YESTERDAY, Answers(appreciated="the soup"))
    victory = companion.victories.add(ana, TODAY, "We talked about money", ["money"])
    companion.victories.answer(ben, victory.id, "tell me more")
    text = page(companion, "Ana")

    assert text.index("### Saturday 21 November 2026") < text.index("### Sunday 22 November 2026")
    for line in (
        "# What Ana and Ben wrote",
        "**Ana, check-in, written on 22 November 2026**",
        "- *Feeling:* calm",
        "- *Safe:* 4 of 5, ",
        "- *I need:* a walk",
        "- *I appreciated:* the soup",
        "**Ana, a note, only for Ana**",
        "**Ana, a victory about money**",
        "- *Ben:* tell me more",
    ):
        assert line in text
    assert "not for him" not in page(companion)
    assert "*Close:*" not in text


def test_a_promise_with_how_each_saw_it(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    promise = companion.promises.make(ana, "I run late", "call", "", "", understood("every day", TODAY))
    for _ in range(3):
        companion.promises.answer(ana, promise.id, clock().day, Result.KEPT)
        clock.move(days=1)
    companion.promises.answer(ben, promise.id, TODAY, Result.NOT_KEPT, "I waited")
    text = page(companion)

    assert "- When I run late, I will call" in text
    assert "- *As Ana saw it:* kept 3 times" in text
    assert "- *As Ben saw it:* not kept once" in text
    assert "- *In my words:* I waited" in text
    assert "%" not in text


@pytest.mark.parametrize(
    "typed",
    [
        "# no heading",
        "[link](x)",
        "<b>bold</b>",
        "**loud**",
        "- list",
        "1. one",
        "`code`",
        "![x](y)",
        "~~a~~",
    ],
)
def test_what_was_typed_is_no_markup(companion: Companion, ana: Person, typed: str) -> None:
    companion.victories.add(ana, TODAY, f"{typed}\n{typed}")
    lines = page(companion).splitlines()

    assert sum("".join(line.split("\\")).endswith(typed) for line in lines) == 2
    assert not any(line.strip().removeprefix("- ").startswith(typed) for line in lines)


def test_no_control_character_gets_out(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "before \x1b[2J\u202e after \ud83d")
    text = page(companion)

    assert "before" in text
    assert not {"\x1b", "\u202e", "\ud83d"} & set(text)


def test_nothing_written_yet_is_a_page_all_the_same(companion: Companion) -> None:
    assert page(companion) == "# What Ana and Ben wrote\n"
