"""The course of a talk: its steps, as the content tells them, and which one comes after which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from trust_tui.content import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trust_tui.model.talks import Talk, TalkKind

FLOOR, WRITE, THANK, CHOOSE = "floor", "write", "thank", "choose"
"""What is done in a step: talk by turns, write, thank each other, choose what to talk about."""

CLOSE = "close"
"""The key of the last step of every talk."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line that a person can fill in.

    Attributes:
        key: Its name among the words that are kept.
        label: What stands before it.
        hint: What stands in it while it is empty.
    """

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a talk.

    Attributes:
        key: Its name.
        does: What is done in it.
        title: What it is called.
        past: What it is called when one looks back.
        text: What there is to say about it.
        says_back: Whether the listener says back what they heard.
        asks_ideas: Whether the listener keeps their ideas until they are asked for.
        only_about: Whether it is left out where there is nothing to talk about.
        is_closed: Whether what each writes opens once both are there.
        fields: What each can fill in.
        prompts: What to do, by who does it: "speaker", "listener", "back_speaker" and so on.
    """

    key: str
    does: str
    title: str
    past: str
    text: str
    says_back: bool
    asks_ideas: bool
    only_about: bool
    is_closed: bool
    fields: tuple[Asked, ...]
    prompts: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of talk.

    Attributes:
        name: What it is called.
        purpose: What it is for, in a sentence.
        steps: Its steps in order.
    """

    name: str
    purpose: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        """Return the step with this key, or None."""
        return next((step for step in self.steps if step.key == key), None)


@cache
def course(sort: TalkKind) -> Course:
    """Return how a kind of talk goes."""
    found = next(each for each in load("talks.json")["kinds"] if each["key"] == sort)
    return Course(found["name"], found["for"], tuple(_step(each) for each in found["steps"]))


def courses() -> dict[TalkKind, Course]:
    """Return every kind of talk, in the order in which they are offered."""
    from trust_tui.model.talks import TalkKind

    return {TalkKind(each["key"]): course(TalkKind(each["key"])) for each in load("talks.json")["kinds"]}


def steps(talk: Talk) -> tuple[Step, ...]:
    """Return the steps that this talk has: where there is no issue, nobody has to talk about it."""
    return tuple(step for step in course(talk.sort).steps if talk.about or not step.only_about)


def here(talk: Talk) -> Step:
    """Return the step at which a talk stands."""
    there = steps(talk)
    return next((step for step in there if step.key == talk.step), there[0])


def place(talk: Talk) -> tuple[int, int]:
    """Return the number of the step at which a talk stands, and how many there are."""
    there = steps(talk)
    return there.index(here(talk)) + 1, len(there)


def beside(talk: Talk, by: int) -> Step | None:
    """Return the step after or before the one at which a talk stands, or None."""
    there = steps(talk)
    at = there.index(here(talk)) + by
    return there[at] if 0 <= at < len(there) else None


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        key=data["key"],
        does=data["does"],
        title=data["title"],
        past=data.get("past", data["title"]),
        text=data.get("text", ""),
        says_back=data.get("says_back", False),
        asks_ideas=data.get("asks_ideas", False),
        only_about=data.get("only_about", False),
        is_closed=data.get("is_closed", False),
        fields=tuple(Asked(**each) for each in data.get("fields", ())),
        prompts={name: words for name, words in data.items() if name.endswith(("speaker", "listener"))},
    )
