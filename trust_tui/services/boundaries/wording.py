"""A gentle hint where a boundary's words are about what the other may do. It never keeps anybody from saving.

The expressions are data: `content/controlling.json` says what they look for, and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from trust_tui.content import load
from trust_tui.services.wording import Hint, Pieces, compiled, plain, sentences, spelled


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
        if self.anywhere and compiled(self.anywhere).search(sentence):
            return True
        return any(
            kind in self.after and compiled(self.after[kind]).match(sentence, at) for kind, at in opened
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
        if compiled(self.free).search(sentence):
            return
        opened = [
            (kind, found.end())
            for kind in kinds
            for expression in self.openings[kind]
            for found in compiled(expression).finditer(sentence)
        ]
        yield from (pattern.name for pattern in self.patterns if pattern.is_about(sentence, opened))


def _sentences(text: str, spell_out: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the sentences of a text in one plain spelling."""
    for sentence in sentences(plain(text)):
        if words := " ".join(spelled(sentence, spell_out).split()).strip(" ,-•"):
            yield words


@cache
def _rules() -> _Rules:
    data = load("controlling.json")
    pieces = Pieces(data["pieces"])
    return _Rules(
        spell_out=tuple(data["spell_out"].items()),
        free=pieces.any_of(data["free"]),
        openings={
            kind: [pieces.whole(each) for each in several] for kind, several in data["openings"].items()
        },
        patterns=[
            _Pattern(
                each["name"],
                {kind: pieces.any_of(several) for kind, several in each["after"].items()},
                pieces.any_of(each["anywhere"]),
            )
            for each in data["patterns"]
        ],
        hints=[Hint(each["name"], each["says"]) for each in data["patterns"]],
    )
