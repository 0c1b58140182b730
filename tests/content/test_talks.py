"""The words of talks: every step whole, short enough to be read at a glance, and nobody told to forgive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from trust_tui.content import load
from trust_tui.model.checkin import SCALE
from trust_tui.model.talks import TalkKind

TALKS = load("talks.json")
STEPS = [(kind["key"], step) for kind in TALKS["kinds"] for step in kind["steps"]]
EACH = pytest.mark.parametrize(("kind", "step"), STEPS, ids=[f"{kind}-{step['key']}" for kind, step in STEPS])

CLINICAL = re.compile(
    r"\b(therap\w*|trauma\w*|attachment|trigger\w*|boundar\w*|validat\w*|process(?:ing)?|dysregul\w*|"
    r"safe space|healing|toxic|partner|narrativ\w*|resilien\w*|forgiv\w*)\b",
    re.IGNORECASE,
)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def test_every_kind_of_talk_is_there_once() -> None:
    assert sorted(kind["key"] for kind in TALKS["kinds"]) == sorted(TalkKind)
    assert all(len(kind["name"]) <= 24 and kind["for"].endswith(".") for kind in TALKS["kinds"])


@pytest.mark.parametrize("kind", TALKS["kinds"], ids=[kind["key"] for kind in TALKS["kinds"]])
def test_a_talk_ends_with_what_each_wants_to_keep(kind: dict[str, Any]) -> None:
    keys = [step["key"] for step in kind["steps"]]
    assert len(set(keys)) == len(keys)
    assert keys[-1] == "close"
    assert "floor" in keys


@EACH
def test_a_step_tells_both_what_to_do(kind: str, step: dict[str, Any]) -> None:
    if step["does"] == "floor":
        roles = {"speaker", "listener"}
        roles |= {"back_speaker", "back_listener"} if step.get("says_back") else set()
        roles |= {"ideas_speaker", "ideas_listener"} if step.get("asks_ideas") else set()
        assert {name for name in step if name.endswith(("speaker", "listener"))} == roles
        assert all(2 <= len(step[role]) <= 3 for role in roles)
        assert all(len(line) <= 76 for role in roles for line in step[role]), "one line at 80 columns"
    else:
        assert step["text"]
    if step["does"] == "write":
        assert all(set(each) == {"key", "label", "hint"} for each in step["fields"])
        assert all(len(each["label"]) <= 16 for each in step["fields"]), "beside its text, not above"


def test_the_weekly_review_opens_with_thanks_and_takes_one_issue_at_most() -> None:
    week = next(kind for kind in TALKS["kinds"] if kind["key"] == TalkKind.WEEK)
    assert [step["does"] for step in week["steps"]] == ["thank", "write", "choose", "floor", "write", "write"]
    assert next(step for step in week["steps"] if step["key"] == "floor")["only_about"]


def test_after_a_fight_each_side_has_the_same_five_lines() -> None:
    fight = next(kind for kind in TALKS["kinds"] if kind["key"] == TalkKind.FIGHT)
    sides = fight["steps"][0]
    assert [each["key"] for each in sides["fields"]] == ["saw", "felt", "need", "own", "next"]
    assert sides["is_closed"]


def test_ideas_wait_until_they_are_asked_for() -> None:
    outside = next(kind for kind in TALKS["kinds"] if kind["key"] == TalkKind.OUTSIDE)
    assert "No solutions until you are asked for them." in outside["steps"][0]["listener"]


def test_every_step_of_felt_heard_has_a_word() -> None:
    assert len(set(TALKS["heard"]["steps"])) == len(SCALE)


def test_nobody_is_spoken_to_as_a_patient() -> None:
    assert [found.group() for text in texts(TALKS) if (found := CLINICAL.search(text))] == []


@pytest.mark.parametrize("text", ["Process your trauma", "be your partner's safe space", "forgive them"])
def test_such_words_would_be_seen(text: str) -> None:
    assert CLINICAL.search(text)


def test_a_time_out_needs_no_reason_and_the_end_of_a_turn_no_hurry() -> None:
    assert "Nobody has to say why" in TALKS["time_out"]["text"]
    assert TALKS["time_is_up"] == "The time is up; finish the sentence."
    assert len(TALKS["time_is_up"]) <= 38, "whole at 40 columns"


def test_the_demo_talks_of_topics_that_there_are() -> None:
    demo, story = load("demo_talks.json"), load("demo.json")
    topics = {(topic["day"], topic["who"]) for topic in story["topics"]}
    assert {tuple(talk["topic"]) for talk in demo["talks"] if "topic" in talk} <= topics
    assert {talk["sort"] for talk in demo["talks"]} == set(TalkKind)
    parts = {(kind, step["key"]): {each["key"] for each in step.get("fields", ())} for kind, step in STEPS}
    for talk in demo["talks"]:
        for said in talk["words"]:
            assert set(said) - {"who", "part"} <= parts[talk["sort"], said["part"]]
