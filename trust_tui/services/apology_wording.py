"""Gentle hints for an apology and for what is acknowledged. None of them ever keeps anybody from saving.

`taking_back` sees words that take an apology back, and `details` what only hurts to read. Both are quick
enough to be asked on each key. What they look for is data: `content/taking_back.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from trust_tui.content import load
from trust_tui.services.wording import Hint, Pieces, compiled, plain, sentences, spelled

AT_ONCE = 2
"""How many hints a text gets at most: more would be a judgement."""

_APOSTROPHES = str.maketrans("‘’ʼ´`＇", "''''''")
_QUOTED = re.compile(r"[“„«][^“”„«»\n]{1,300}[”“»]|(?<!\w)\"[^\"\n]{1,300}\"")
_MARKS = re.compile(r"[“”„«»\"()*_\[\]•]")
_AROUND = " ,-•“”„«»\"'()*_…"
_SHOWN = 60
_LED = 120


def taking_back(text: str) -> tuple[Hint, ...]:
    """Return hints on words that take back what an apology or an acknowledgement gives, the weightiest first.

    What stands in quotation marks is somebody's word about which one writes, and is let be.

    Args:
        text: What was typed.
    """
    return _hints("taking_back", _QUOTED.sub(" ", text))


def details(text: str) -> tuple[Hint, ...]:
    """Return hints on details of what was done that leave pictures behind, the weightiest first.

    That something was done, when and how often, is no such detail.

    Args:
        text: What was typed.
    """
    return _hints("details", text)


def remark(found: Sequence[Hint]) -> str:
    """Return hints as they are shown below a field, each on a line with the words that it is about."""
    return "\n".join(f"“{each.words}”: {each.says}" for each in found)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in one plain spelling, and as it was typed.

    Attributes:
        words: Its words as they were typed.
        plain: All of it in plain spelling; "don't" is two words there.
        ends: Where in `plain` what became of each word ends.
    """

    words: Sequence[str]
    plain: str
    ends: Sequence[int]

    def typed(self, start: int, end: int) -> str:
        """Return the words of which a part of `plain` became, as they were typed."""
        first = sum(1 for each in self.ends if each <= start)
        last = sum(1 for each in self.ends if each < end)
        words = " ".join(self.words[first : last + 1]).strip(_AROUND)
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip(_AROUND)}…"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What shows one thing; `content/taking_back.json` tells of its parts. "" finds nothing."""

    hint: Hint
    finds: str
    after: str
    next: str
    owned: str

    def words(self, sentence: _Sentence, before: str, led: str) -> str:
        """Return the words of a sentence that show it, or "". `before` is the sentence before."""
        text = sentence.plain
        found = next(
            (each for each in self._found(text, before) if not _is_led(text, each.start(), led)), None
        )
        if found is None or (self.owned and compiled(self.owned).search(text)):
            return ""
        return sentence.typed(*found.span())

    def _found(self, text: str, before: str) -> Iterator[re.Match[str]]:
        yield from compiled(self.finds).finditer(text)
        if self.next and (opening := compiled(self.next).match(text)) and compiled(self.after).search(before):
            yield opening


def _is_led(text: str, start: int, led: str) -> bool:
    return compiled(led).search(text[max(0, start - _LED) : start]) is not None


@dataclass(frozen=True, slots=True)
class _Rules:
    """The expressions of one kind of hints, with all their pieces put in."""

    free: str
    led: str
    patterns: Sequence[_Pattern]


def _hints(kind: str, text: str) -> tuple[Hint, ...]:
    rules = _rules(kind)
    found: dict[str, str] = {}
    before = ""
    for sentence in _sentences(text):
        if not (rules.free and compiled(rules.free).search(sentence.plain)):
            for pattern in rules.patterns:
                name = pattern.hint.name
                if name not in found and (words := pattern.words(sentence, before, rules.led)):
                    found[name] = words
        before = sentence.plain
    hints = (each.hint for each in rules.patterns)
    return tuple(replace(each, words=found[each.name]) for each in hints if each.name in found)[:AT_ONCE]


def _sentences(text: str) -> Iterator[_Sentence]:
    for sentence in sentences(text):
        words, plains, ends, at = [], [], [], 0
        for word in sentence.split():
            if simple := _plain_word(word):
                words.append(word)
                plains.append(simple)
                at += len(simple) + 1
                ends.append(at - 1)
        if words:
            yield _Sentence(words, " ".join(plains), ends)


def _plain_word(word: str) -> str:
    data = load("taking_back.json")
    simple = _MARKS.sub("", plain(word.translate(_APOSTROPHES))).strip("'-")
    simple = data["hasty"].get(simple, simple)
    return spelled(simple, _spell_out()) if "'" in simple or simple == "cannot" else simple


@cache
def _spell_out() -> tuple[tuple[str, str], ...]:
    return tuple(load("taking_back.json")["spell_out"].items())


@cache
def _rules(kind: str) -> _Rules:
    data = load("taking_back.json")
    pieces = Pieces(data["pieces"])
    return _Rules(
        free=pieces.any_of(data[kind]["free"]),
        led=data["led"],
        patterns=[
            _Pattern(
                Hint(each["name"], each["says"]),
                pieces.any_of(each["finds"]),
                pieces.whole(each["next"]["after"]) if "next" in each else "",
                pieces.any_of(each["next"]["finds"]) if "next" in each else "",
                pieces.whole(each.get("owned", "")),
            )
            for each in data[kind]["hints"]
        ],
    )
