"""Professionals: who they are, what they are there for, and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trust_tui.model.records import Visibility
from trust_tui.model.support import PROFESSIONAL_TEXTS, Professional
from trust_tui.model.text import one_line
from trust_tui.services.desk import Desk, Write
from trust_tui.services.people import People
from trust_tui.services.problems import Problem
from trust_tui.services.support.views import ProfessionalView
from trust_tui.services.support.writing import (
    by_id,
    changing,
    checked,
    only_own,
    opened,
    seen,
    shared,
    there,
    versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.store import Transaction


@dataclass(frozen=True, slots=True)
class ProfessionalWords:
    """What a person types about a professional.

    Attributes:
        name: What they are called.
        what_for: What they are there for.
        phone: A number.
        mail: An address for letters over the net.
        address: Where they are.
        note: Whatever else is good to know.
        is_ours: Whether it is one of both, rather than one's own.
        is_past: Whether they are not seen any more.
        visibility: Who may see it. What is one of both is shared.
    """

    name: str
    what_for: str = ""
    phone: str = ""
    mail: str = ""
    address: str = ""
    note: str = ""
    is_ours: bool = True
    is_past: bool = False
    visibility: Visibility = Visibility.SHARED


@dataclass
class Professionals:
    """What people can do with professionals."""

    desk: Desk

    # Looking

    def all(self, reader: Person) -> list[ProfessionalView]:
        """Return all that `reader` may see: those who are seen now first, then by name."""
        views = [self._view(each, reader) for each in seen(self.desk.ledger, Professional, reader)]
        return sorted(views, key=lambda view: (view.is_past, view.name.casefold(), view.id))

    def one(self, reader: Person, professional_id: str) -> ProfessionalView | None:
        """Return one with its versions, or None where the reader may not see it or it is not there."""
        for each in seen(self.desk.ledger, Professional, reader):
            if each.id == professional_id:
                return self._view(each, reader, has_versions=True)
        return None

    def known(self, reader: Person) -> dict[str, Professional]:
        """Return all that `reader` may see, by their ids."""
        return by_id(seen(self.desk.ledger, Professional, reader))

    def glance(self, reader: Person) -> str:
        """Say who is there, by name, who was written down first. Private ones are not named."""
        there = shared(seen(self.desk.ledger, Professional, reader))
        now = [each for each in there if not each.is_past]
        names = [one_line(each.name) for each in now]
        return " and ".join(names) if len(names) < 3 else f"{names[0]} and others"

    def texts(self, reader: Person) -> Iterator[tuple[str, date, str]]:
        """Yield id, day and words of everything that a search may find for `reader`."""
        for each in shared(seen(self.desk.ledger, Professional, reader)):
            yield each.id, each.day, "\n".join(filter(None, (getattr(each, t) for t in PROFESSIONAL_TEXTS)))

    # Changing

    def add(self, person: Person, words: ProfessionalWords) -> Professional:
        """Write down a professional.

        Raises:
            Problem: If there is no name, or a text is too long; its `field` says which.
        """
        own = self._fields(person, words)
        professional = self.desk.new(Professional, person.id, visibility=words.visibility, **own)
        with changing(self.desk, person, "wrote down a professional") as (_, writes):
            writes.append(Write(None, professional))
        return professional

    def edit(self, person: Person, professional_id: str, rev: int, words: ProfessionalWords) -> Professional:
        """Change what is written about a professional; what it said before is kept.

        Raises:
            Problem: If it is not there, somebody else's own, changed in the meantime, or cannot be used.
        """
        own = self._fields(person, words)
        with changing(self.desk, person, "changed a professional") as (tx, writes):
            before = there(tx, Professional, professional_id, person, rev)
            if not _may_change(before, person):
                raise Problem("This is somebody the other one sees. Only they can change it.")
            if before.author != person.id:
                own["whose"] = before.whose
            visibility = opened(before, words.visibility)
            after = before.changed(self.desk.clock(), visibility=visibility, **own)
            writes.append(Write(before, after, before.visibility))
        return after

    def remove(self, person: Person, professional_id: str) -> None:
        """Take a professional off the list. Undo brings it back.

        Raises:
            Problem: If it is not there, or somebody else wrote it down.
        """
        with changing(self.desk, person, "removed a professional") as (tx, writes):
            before = there(tx, Professional, professional_id, person)
            only_own(before, person)
            writes.append(Write(before, self.desk.gone(tx, before, person.id)))

    # How it is done

    def _fields(self, person: Person, words: ProfessionalWords) -> dict[str, Any]:
        texts = checked({name: getattr(words, name) for name in PROFESSIONAL_TEXTS})
        if not one_line(texts["name"]):
            raise Problem("What are they called? A first name, or “the counsellor”, is enough.", "name")
        is_ours = words.is_ours and not People(self.desk).couple().is_solo
        if is_ours and words.visibility is Visibility.PRIVATE:
            raise Problem("What is one of both of you can be read by both of you.", "whose")
        return {**texts, "whose": "" if is_ours else person.id, "is_past": words.is_past}

    def _view(self, each: Professional, reader: Person, *, has_versions: bool = False) -> ProfessionalView:
        return ProfessionalView(
            id=each.id,
            rev=each.rev,
            author=each.author,
            whose=each.whose,
            is_past=each.is_past,
            is_private=each.visibility is Visibility.PRIVATE,
            is_mine=each.author == reader.id,
            can_change=_may_change(each, reader),
            before=versions(self.desk.ledger, each, reader) if has_versions else (),
            **{name: getattr(each, name) for name in PROFESSIONAL_TEXTS},
        )


def named(professional: Professional | None, visibility: Visibility) -> str:
    """Return what somebody is called, on one line, to stand with something that is as open as `visibility`.

    What both can read names nobody whom only one can see.
    """
    if professional is None or (visibility, professional.visibility) == (
        Visibility.SHARED,
        Visibility.PRIVATE,
    ):
        return ""
    return one_line(professional.name)


def check_on_list(tx: Transaction, person: Person, professional_id: str) -> None:
    """Raise a problem where somebody is named who is not on this person's list; nobody may be named."""
    if professional_id:
        try:
            there(tx, Professional, professional_id, person)
        except Problem:
            words = "They are not on your list any more. Choose somebody else, or leave it open."
            raise Problem(words, "professional") from None


def unseen(tx: Transaction, professional_id: str, person: Person) -> str:
    """Return the id of a professional whom this person cannot see, and so did not take away; else ""."""
    try:
        there(tx, Professional, professional_id, person)
    except Problem:
        return professional_id
    return ""


def _may_change(professional: Professional, person: Person) -> bool:
    return professional.author == person.id or not professional.whose
