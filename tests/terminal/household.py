"""The ledger behind a terminal: set up before the program starts, and read again after it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.terminal.pty import clean_environment
from trust_tui.model.checkin import Answers
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.store import Places

NAMES = ("Ana", "Ben")


def now() -> Moment:
    """Return the present as the programs under test see it: their zone is UTC."""
    return Moment.of(datetime.now(UTC), "")


@dataclass
class Household:
    """Ana and Ben, and the ledger in their home.

    Attributes:
        home: Their HOME.
        file: The ledger where it is not in its usual place.
    """

    home: Path
    file: Path | None = None
    places: Places = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places.resolve(self.file, clean_environment(self.home, {}))

    @contextmanager
    def opened(self) -> Iterator[Companion]:
        """Open the ledger as the program does, and close it after."""
        companion = open_companion(self.places, now)
        try:
            yield companion
        finally:
            companion.close()

    def move_in(self, *names: str) -> None:
        """Set up one or two people."""
        with self.opened() as companion:
            companion.people.set_up(*names)

    def write(self, name: str, answers: Answers, days_ago: int = 0) -> None:
        """Save somebody's check-in."""
        with self.opened() as companion:
            companion.checkins.save(_named(companion, name), day_before(days_ago), answers)

    def read(self, name: str, days_ago: int = 0) -> Answers:
        """Return what somebody saved for a day."""
        with self.opened() as companion:
            return companion.checkins.day(_named(companion, name), day_before(days_ago)).answers

    def draft(self, name: str, days_ago: int = 0) -> Answers:
        """Return what somebody typed for a day and did not save."""
        with self.opened() as companion:
            return companion.drafts.waiting(_named(companion, name), day_before(days_ago)) or Answers()

    @property
    def drafts_on_disk(self) -> str:
        """Everything that is kept of what is being typed, as it lies on the disk at this moment."""
        files = (path for path in self.places.drafts.glob("*") if not path.name.startswith("."))
        return "".join(path.read_text() for path in files)

    @property
    def names(self) -> list[str]:
        """The names of everybody, as they are stored."""
        with self.opened() as companion:
            return [person.name for person in companion.couple.people]


def day_before(days: int) -> date:
    """Return today, or a day before it."""
    return now().day - timedelta(days)


def _named(companion: Companion, name: str) -> Person:
    person = companion.couple.named(name)
    assert person is not None, f"{name} is not among {[each.name for each in companion.couple.people]}"
    return person
