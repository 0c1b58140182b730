"""The people who write here: one, or two."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from trust_tui.model.moments import Moment
from trust_tui.model.records import Record
from trust_tui.model.text import shown

NAME_LIMIT = 40
"""The longest name, in characters: it must fit beside another one on a 40-column screen."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"})
"""Unicode's categories of what leaves no trace of its own on a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """One of the two. A person is their own author.

    Attributes:
        name: What they want to be called.
        place: 0 for the first one set up, 1 for the second; gives the mark and the colour.
        shares_weeks: Whether the other sees their line in "Two weeks" (only days that are open anyway).
    """

    kind: ClassVar[str] = "person"

    name: str
    place: int = 0
    shares_weeks: bool = True

    @classmethod
    def called(cls, name: str, place: int, device: str, moment: Moment) -> Self:
        """Return a new person, whose id is also the author of what they write."""
        person = cls.new(author="person", device=device, moment=moment, name=name, place=place)
        return replace(person, author=person.id)


@dataclass(frozen=True, slots=True)
class Couple:
    """Everybody who writes in this ledger, in the order they were set up."""

    people: tuple[Person, ...]

    @property
    def is_solo(self) -> bool:
        """Whether one person writes here alone."""
        return len(self.people) == 1

    def get(self, person_id: str) -> Person | None:
        """Return the person with this id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def other(self, person: Person) -> Person | None:
        """Return the other one, or None when `person` is alone here."""
        return next((other for other in self.people if other.id != person.id), None)

    def named(self, name: str) -> Person | None:
        """Return the person called `name`, whatever its case and spacing, or None."""
        wanted = _folded(name)
        return next((person for person in self.people if _folded(person.name) == wanted), None)


class NameProblem(ValueError):
    """A name that cannot be used. The message says what to do instead."""


def checked_name(name: str, taken: str = "") -> str:
    """Return a usable name, trimmed, with single spaces.

    Args:
        name: What was typed.
        taken: The other person's name, which must differ.

    Raises:
        NameProblem: If nothing of it can be seen, it is too long, holds what cannot be shown, or is the
            other's name.
    """
    # Not split(): a line break within a name is refused below, not taken for a space.
    trimmed = " ".join(word for word in name.strip().split(" ") if word)
    if all(unicodedata.category(character) in _UNSEEN for character in trimmed):
        raise NameProblem("Please type a name. Any word you like to be called will do.")
    if len(trimmed) > NAME_LIMIT:
        raise NameProblem(
            f"This name has {len(trimmed)} characters; up to {NAME_LIMIT} fit. A short form works well."
        )
    if set(trimmed) & {"\n", "\t"} or shown(trimmed) != trimmed:
        raise NameProblem("This name holds a character that cannot be shown. Please type it without.")
    if taken and _folded(trimmed) == _folded(taken):
        raise NameProblem("Both names are the same. A letter more, or a nickname, keeps you apart.")
    return trimmed


def _folded(name: str) -> str:
    """Return what is left of a name when only what can be told apart at a glance counts."""
    seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())
