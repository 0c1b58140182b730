"""A gentle hint where a boundary's words are about what the other may do. It never keeps anybody from saving.

The expressions are data: `content/controlling.json` says what they look for, and why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from trust_tui.content import load

_NAME = re.compile(r"\{([a-z]+)\}")
_SENTENCE_ENDS = re.compile(r"[.!?;:–—]|\s-\s|\n\s*\n|\n\s?[*•]")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that wording seems to be about.

    Attributes:
        name: What: "phone", "friends", …
        says: One sentence about it, for the person who writes.
    """

    name: str
    says: str


def hint(text: str, field: str = "") -> str:
    """Return what is worth a second look in a text, in one sentence; "" where there is nothing.

    Args:
        text: What was typed.
        field: The field it was typed in, where that is known: under what is not all right, "seeing your
            friends" is another thing than under what is.
    """
    found = hints(text, field)
    return found[0].says if found else ""


def hints(text: str, field: str = "") -> tuple[Hint, ...]:
    """Return all that is worth a second look in a text, each once; `hint` tells of the arguments."""
    rules = _rules()
    kinds = {kind for kind in rules.openings if kind != "unfine" or field == "not_fine"}
    names = {name for each in _sentences(text, rules.spell_out) for name in rules.found(each, kinds)}
    return tuple(each for each in rules.hints if each.name in names)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What shows that a sentence is about one thing.

    Attributes:
        name: The thing.
        after: By the kind of an order's opening: what comes right after it.
        anywhere: What shows it wherever it stands, or "".
    """

    name: str
    after: Mapping[str, str]
    anywhere: str

    def is_about(self, sentence: str, opened: Sequence[tuple[str, int]]) -> bool:
        """Say whether a sentence is about it. `opened` tells where orders have begun, and of which kind."""
        if self.anywhere and _compiled(self.anywhere).search(sentence):
            return True
        return any(
            kind in self.after and _compiled(self.after[kind]).match(sentence, at) for kind, at in opened
        )


@dataclass(frozen=True, slots=True)
class _Rules:
    """The expressions, with all their pieces put in."""

    spell_out: Sequence[tuple[str, str]]
    free: str
    openings: Mapping[str, Sequence[str]]
    patterns: Sequence[_Pattern]
    hints: Sequence[Hint]

    def found(self, sentence: str, kinds: Collection[str]) -> Iterator[str]:
        """Yield the names of what a sentence is about. Of the openings, those of `kinds` count."""
        if _compiled(self.free).search(sentence):
            return
        opened = [
            (kind, found.end())
            for kind in kinds
            for expression in self.openings[kind]
            for found in _compiled(expression).finditer(sentence)
        ]
        yield from (pattern.name for pattern in self.patterns if pattern.is_about(sentence, opened))


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    # Not all at once: it takes its time, and most texts need few of them.
    return re.compile(expression)


def _sentences(text: str, spell_out: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the sentences of a text in one plain spelling."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for sentence in _SENTENCE_ENDS.split(plain):
        words = " ".join(sentence.split())
        for written, meant in spell_out:
            words = _compiled(written).sub(meant, words)
        if words := " ".join(words.split()).strip(" ,-•"):
            yield words


@cache
def _rules() -> _Rules:
    data = load("controlling.json")
    pieces: dict[str, str] = {}

    def whole(expression: str) -> str:
        return _NAME.sub(lambda name: pieces[name[1]], expression)

    def any_of(expressions: Sequence[str]) -> str:
        return "|".join(f"(?:{whole(each)})" for each in expressions)

    for name, piece in data["pieces"].items():
        pieces[name] = whole(piece)
    return _Rules(
        spell_out=tuple(data["spell_out"].items()),
        free=any_of(data["free"]),
        openings={kind: [whole(each) for each in several] for kind, several in data["openings"].items()},
        patterns=[
            _Pattern(
                each["name"],
                {kind: any_of(several) for kind, several in each["after"].items()},
                any_of(each["anywhere"]),
            )
            for each in data["patterns"]
        ],
        hints=[Hint(each["name"], each["says"]) for each in data["patterns"]],
    )
