"""Short ways to write about what happened."""

from __future__ import annotations

from trust_tui.model.breach import Acknowledgement, Apology, Impact, Text, What
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.happened.telling import About
from trust_tui.services.happened.view import Detail

MESSAGES = About(name="The messages")
LOAN = About(name="The loan")
BEFORE = {"happened": "I wrote to him for months and said that it was work", "own": "all of it"}
DID = {"did_to_me": "I stopped sleeping", "need_now": "to be told the same day"}
SORRY = {"responsibility": "I hid it, and nobody made me", "repair": "I will tell you the same day"}


def acknowledge(companion: Companion, person: Person, *, only_me: bool = False) -> Acknowledgement:
    return companion.happened.acknowledge(person, MESSAGES, BEFORE, only_me=only_me)


def impact(companion: Companion, person: Person, *, only_me: bool = False) -> Impact:
    return companion.happened.tell_impact(person, MESSAGES, DID, only_me=only_me)


def apologise(companion: Companion, person: Person, *, only_me: bool = False) -> Apology:
    return companion.happened.apologise(person, MESSAGES, SORRY, only_me=only_me)


def answer(companion: Companion, person: Person, text: Text, what: What, words: str = "") -> None:
    now = seen(companion, person, text)
    companion.happened.answer(person, text.id, now.texts, what, words)


def seen(companion: Companion, person: Person, text: Text) -> Detail:
    """What somebody sees of a text; they have to see it."""
    detail = companion.happened.detail(person, text.id)
    assert detail is not None
    return detail


def everything(companion: Companion, person: Person) -> str:
    """All that somebody is given of this room, in one text."""
    happened = companion.happened
    rows = happened.rows(person)
    parts = (
        rows,
        [happened.detail(person, row.id) for row in rows],
        happened.headings(person),
        happened.needs_now(person),
        happened.glance(person),
        list(happened.texts(person)),
        companion.search.find(person, "a"),
        companion.search.find(person, "i"),
    )
    return repr(parts)
