"""What all gentle hints on wording have in common. What each of them looks for is data, in `content/`.

Expressions are written with pieces that have names, and are compiled when they are first looked for.
Every repetition in them has an end, so that no text is ever slow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_NAME = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_ENDS = re.compile(r"[.!?;:–—]|\s-\s|\n\s*\n|\n\s?[*•]")


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that wording seems to be about, or to do.

    Attributes:
        name: What: "phone", "friends", …
        says: A sentence or two about it, for the person who writes.
        words: The words that show it, as they were typed; "" where they are not told.
    """

    name: str
    says: str
    words: str = ""


class Pieces:
    """Parts of expressions, by the names that stand for them in braces."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        """Take each piece. One may be made of those before it."""
        self._pieces: dict[str, str] = {}
        for name, piece in pieces.items():
            self._pieces[name] = self.whole(piece)

    def whole(self, expression: str) -> str:
        """Return an expression with its pieces put in."""
        return _NAME.sub(lambda name: self._pieces[name[1]], expression)

    def any_of(self, expressions: Sequence[str]) -> str:
        """Return one expression that finds what any of several finds; "" for none."""
        return "|".join(f"(?:{self.whole(each)})" for each in expressions)


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Return an expression, compiled."""
    # Not all at once: it takes its time, and most texts need few of them.
    return re.compile(expression)


def plain(text: str) -> str:
    """Return a text in small letters of one width."""
    return unicodedata.normalize("NFKC", text).casefold()


def sentences(text: str) -> Iterator[str]:
    """Yield what stands between the marks and empty lines that end a sentence, without line breaks."""
    for sentence in _SENTENCE_ENDS.split(text):
        yield " ".join(sentence.split())


def spelled(words: str, spell_out: Sequence[tuple[str, str]]) -> str:
    """Return words with one spelling for many: each expression of `spell_out` becomes what it means."""
    for written, meant in spell_out:
        words = compiled(written).sub(meant, words)
    return words
