"""Everything people can do, in one place: what the screens are given."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from trust_tui.model.notes import NoteKey
from trust_tui.services.checkins import CheckIns
from trust_tui.services.desk import Desk
from trust_tui.services.drafts import CheckInDrafts, FormDrafts
from trust_tui.services.note_keys import NoteKeys
from trust_tui.services.people import People
from trust_tui.store import path_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.model.moments import Clock
    from trust_tui.model.people import Couple, Person
    from trust_tui.services.boundaries import Boundaries
    from trust_tui.services.checkpoints import Checkpoints
    from trust_tui.services.decks import Decks
    from trust_tui.services.erasing import Erased, Erasing
    from trust_tui.services.generations import Generation, Generations
    from trust_tui.services.happened import Happened
    from trust_tui.services.journey.long_view import LongView
    from trust_tui.services.journey.looking_back import LookingBack
    from trust_tui.services.locked import Lock, Locked
    from trust_tui.services.milestones import Milestones
    from trust_tui.services.notes import Notes
    from trust_tui.services.portable import Portable
    from trust_tui.services.promises import Promises
    from trust_tui.services.reviews import Reviews
    from trust_tui.services.rituals import Rituals
    from trust_tui.services.search import Search
    from trust_tui.services.setbacks import Setbacks
    from trust_tui.services.summary import Summaries
    from trust_tui.services.support.professionals import Professionals
    from trust_tui.services.support.questions import Questions
    from trust_tui.services.support.sessions import Sessions
    from trust_tui.services.talks import Talks
    from trust_tui.services.thanks import Thanks
    from trust_tui.services.topics import Topics
    from trust_tui.services.victories import Victories
    from trust_tui.store import DraftStore, Ledger, Places


@dataclass
class Companion:
    """The services over one ledger.

    Attributes:
        ledger: Where everything is kept.
        clock: Tells the present moment.
        device: The id of this machine.
        draft_store: Where unsaved words are kept.
        is_demo: Whether the couple is made up and nothing is saved.
        locked: Returns what asks for the passphrase, for when this is locked; None where nothing is kept.
        places: Where the ledger's files are; None where it is kept in memory alone.
    """

    ledger: Ledger
    clock: Clock
    device: str
    draft_store: DraftStore
    is_demo: bool = False
    locked: Callable[[], Locked] | None = None
    places: Places | None = None
    people: People = field(init=False)
    checkins: CheckIns = field(init=False)
    drafts: CheckInDrafts = field(init=False)
    form_drafts: FormDrafts = field(init=False)

    def __post_init__(self) -> None:
        self.is_left = False
        self._tidying = threading.Lock()
        self._desk = Desk(self.ledger, self.clock, self.device, self.draft_store.keys)
        self.people = People(self._desk)
        self.note_keys = NoteKeys(self.ledger)
        self.checkins = CheckIns(self._desk, self.note_keys)
        self.drafts = CheckInDrafts(self.draft_store, self.note_keys)
        self.form_drafts = FormDrafts(self.draft_store)

    # What the other tabs need is made when one of them is opened: nobody waits for it at the start.

    @cached_property
    def boundaries(self) -> Boundaries:
        """What people can do with boundaries."""
        from trust_tui.services.boundaries import Boundaries

        return Boundaries(self._desk)

    @property
    def has_promises(self) -> bool:
        """Whether anything was ever promised here."""
        return self.ledger.ever_held("promise")

    @cached_property
    def promises(self) -> Promises:
        """What people can do with promises."""
        from trust_tui.services.promises import Promises

        return Promises(self._desk)

    @cached_property
    def victories(self) -> Victories:
        """What people can do with victories."""
        from trust_tui.services.victories import Victories

        return Victories(self._desk)

    @cached_property
    def reviews(self) -> Reviews:
        """What people can do when they look at their victories together."""
        from trust_tui.services.reviews import Reviews

        return Reviews(self._desk, self.victories)

    @cached_property
    def milestones(self) -> Milestones:
        """What the couple has come to together."""
        from trust_tui.services.milestones import Milestones

        return Milestones(self._desk, [self.boundaries.milestones])

    @cached_property
    def thanks(self) -> Thanks:
        """What people can do to thank each other."""
        from trust_tui.services.thanks import Thanks

        return Thanks(self._desk)

    @cached_property
    def rituals(self) -> Rituals:
        """What people can do with rituals."""
        from trust_tui.services.rituals import Rituals

        return Rituals(self._desk)

    @cached_property
    def setbacks(self) -> Setbacks:
        """What people can do with setbacks."""
        from trust_tui.services.setbacks import Setbacks

        return Setbacks(self._desk, self.happened)

    @cached_property
    def checkpoints(self) -> Checkpoints:
        """What people can do with checkpoints."""
        from trust_tui.services.checkpoints import Checkpoints

        return Checkpoints(self._desk)

    @cached_property
    def long_view(self) -> LongView:
        """*Safe* and *close* seen from further away, with what happened along the way."""
        from trust_tui.services.journey.long_view import LongView
        from trust_tui.services.journey.marks import SOURCES, checkpoints

        return LongView(self._desk, (*SOURCES, checkpoints(self.checkpoints)))

    @cached_property
    def looking_back(self) -> LookingBack:
        """What one wrote long ago."""
        from trust_tui.services.journey.looking_back import LookingBack

        return LookingBack(self._desk)

    @cached_property
    def topics(self) -> Topics:
        """What waits to be talked about."""
        from trust_tui.services.topics import Topics

        return Topics(self._desk)

    @cached_property
    def talks(self) -> Talks:
        """What people can do with talks."""
        from trust_tui.services.talks import Talks

        return Talks(self._desk, self.topics, self.form_drafts)

    @cached_property
    def professionals(self) -> Professionals:
        """Who helps them."""
        from trust_tui.services.support.professionals import Professionals

        return Professionals(self._desk)

    @cached_property
    def sessions(self) -> Sessions:
        """What they took away from a session, and try in between."""
        from trust_tui.services.support.sessions import Sessions

        return Sessions(self._desk)

    @cached_property
    def questions(self) -> Questions:
        """What they want to ask at the next session."""
        from trust_tui.services.support.questions import Questions

        return Questions(self._desk)

    @cached_property
    def summary(self) -> Summaries:
        """What they bring to the next session."""
        from trust_tui.services.summary import Summaries

        return Summaries(self._desk, is_demo=self.is_demo)

    @cached_property
    def portable(self) -> Portable:
        """What they take along."""
        from trust_tui.services.portable import Portable

        return Portable(self._desk, self.notes)

    @cached_property
    def notes(self) -> Notes:
        """What people can do about a passphrase of their own for private notes."""
        from trust_tui.services.notes import Notes

        return Notes(self._desk, self.note_keys, self.drafts)

    @cached_property
    def happened(self) -> Happened:
        """What people can do about what happened."""
        from trust_tui.services.happened import Happened

        return Happened(self._desk)

    @cached_property
    def decks(self) -> Decks:
        """What people can do with the decks of things to do and to ask."""
        from trust_tui.services.decks import Decks

        return Decks(self._desk)

    @cached_property
    def search(self) -> Search:
        """Finding words in everything that one person may see."""
        from trust_tui.services.search import Search

        search = Search(
            {
                "checkin": self.checkins.texts,
                "boundaries": self.boundaries.texts,
                "promises": self.promises.texts,
                "victories": self.victories.texts,
                "together/thanks": self.thanks.texts,
                "together/rituals": self.rituals.texts,
                "journey/setbacks": self.setbacks.texts,
                "journey/checkpoints": self.checkpoints.texts,
                "together/happened": self.happened.texts,
                "together/talks": self.talks.texts,
                "together/topics": self.topics.texts,
                "together/decks": self.decks.texts,
                "support/professionals": self.professionals.texts,
                "support/sessions": self.sessions.texts,
                "support/questions": self.questions.texts,
            },
            lambda: (*self.ledger.as_of(), self.clock().day),
        )
        # They are closed, too, whenever somebody else may come.
        self.note_keys.when_changed.append(search.forget)
        return search

    @property
    def couple(self) -> Couple:
        """Everybody who writes here."""
        return self.people.couple()

    @property
    def is_sealed(self) -> bool:
        """Whether it takes a passphrase to read what is kept here."""
        return self.ledger.is_sealed

    @cached_property
    def lock(self) -> Lock | None:
        """What people can do about the passphrase; None where nothing is kept, as in the demo."""
        from trust_tui.services.locked import Lock

        passphrase = self.ledger.passphrase
        return Lock(passphrase) if passphrase is not None else None

    def undo(self, person: Person) -> str:
        """Take back this person's last change of this sitting. Return it in words.

        Raises:
            NothingToUndoProblem: If there is none.
            ChangedSinceProblem: If something newer builds on it.
        """
        return self._desk.undo(person)

    def save_copy(self) -> str:
        """Save all that this window knows to a new file beside the ledger. Return its path, fit to be shown.

        Raises:
            LedgerError: If it could not be written.
        """
        return path_text(self.ledger.save_copy_beside(self.clock().day))

    @cached_property
    def generations(self) -> Generations | None:
        """The backups, to go back to; None where there is no file."""
        if self.places is None:
            return None
        from trust_tui.services.generations import Generations

        return Generations(self.places, self.clock, self.ledger.seal)

    def gone_back(self, generation: Generation) -> Companion:
        """Go back to a backup, and return what people can do from then on. This one here is left for good.

        Raises:
            LedgerError: If that could not be done. Then everything is as it was.
        """
        from trust_tui.services.opening import open_companion

        assert self.generations is not None and self.places is not None  # noqa: S101,PT018 - else nothing offers it
        self.is_left = True  # nobody looks any more whether another ledger lies in this one's place
        try:
            self.generations.restore(generation)
            return open_companion(self.places, self.clock, self.ledger.seal)
        except BaseException:
            self.is_left = False
            raise

    @cached_property
    def erasing(self) -> Erasing | None:
        """Erasing all of this; None where nothing is kept, as in the demo."""
        if self.places is None:
            return None
        from trust_tui.services.erasing import Erasing

        return Erasing(self.places, os.environ, self.ledger.seal)

    def erase(self) -> Erased:
        """Erase everything. This one here is left for good.

        Raises:
            LedgerError: If another program has been writing all the time. Nothing was erased then.
        """
        assert self.erasing is not None  # noqa: S101 - else nothing offers it
        self.is_left = True
        try:
            return self.erasing.erase()
        except BaseException:
            self.is_left = False
            raise

    def tidy(self) -> None:
        """Fold the journal and take the day's backup. Safe in a thread; trouble becomes a notice."""
        with self._tidying:
            if self.is_left:
                return
            if self.ledger.all(NoteKey, settled=False):
                self.notes.finish()
            self.ledger.maintain(self.clock())

    def close(self) -> None:
        """Leave a file that a plain TinyDB opens, once a tidying under way is done. None comes after it."""
        self.note_keys.close()
        with self._tidying:
            self.is_left = True
            self.ledger.close(self.clock())
