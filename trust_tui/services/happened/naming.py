"""How what happened is put in few words: whom a breach is about, and the first words of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from trust_tui.model.people import Couple

_FIRST_WORDS = 6
"""How many words of a painful text stand in a list: enough to know which one it is."""

_LONGEST = 48
"""And no more than so many characters of them."""


def first_words(text: str) -> str:
    """Return the first words of a text, on one line."""
    whole = one_line(text)
    words = " ".join(whole.split(" ")[:_FIRST_WORDS])
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rstrip()
    return words if words == whole else words.rstrip(" ,;:.–—-") + "…"


def about(broke: Collection[str], hurt: Collection[str], couple: Couple) -> str:
    """Say whom a breach is about: "what Ana did, and how it was for Ben"; "" where that is left open."""
    did, felt = (_who(people, couple) for people in (broke, hurt))
    parts = [f"what {did} did" if did else "", f"how it was for {felt}" if felt else ""]
    return ", and ".join(filter(None, parts))


def listed(names: Sequence[str]) -> str:
    """Return names in quotation marks, the first two at most, and how many more there are."""
    quoted = [f"“{name}”" for name in names]
    if len(quoted) <= 2:
        return " and ".join(quoted)
    more = len(quoted) - 1
    return f"{quoted[0]} and {more} more"


def _who(people: Collection[str], couple: Couple) -> str:
    there = [one_line(person.name) for person in couple.people if person.id in people]
    return "both of you" if len(there) > 1 else "".join(there)
