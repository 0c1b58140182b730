"""What a person can mend. Each message says what to do; the screen shows it next to the field."""

from __future__ import annotations

from trust_tui.model.text import TEXT_LIMIT
from trust_tui.store import LedgerDamaged, LedgerErased, LedgerError, LedgerLocked, WrongPassphrase

__all__ = [
    "AlreadyKeptProblem",
    "AnsweredSinceProblem",
    "ChangedSinceProblem",
    "LedgerDamaged",
    "LedgerErased",
    "LedgerError",
    "LedgerLocked",
    "NothingToSaveProblem",
    "NothingToUndoProblem",
    "Problem",
    "StaysProblem",
    "TooLongProblem",
    "WrongPassphrase",
]


class Problem(Exception):
    """Something that was asked for cannot be done as it stands. Nothing was changed.

    Attributes:
        field: The name of the field it is about, or "".
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NothingToSaveProblem(Problem):
    """Saving was asked for with nothing typed."""

    def __init__(self) -> None:
        super().__init__("Nothing is filled in yet. One word or one number is enough.", "feelings")


class TooLongProblem(Problem):
    """A text is longer than a field holds."""

    def __init__(self, length: int, field: str) -> None:
        super().__init__(
            f"This has {length:,} characters; up to {TEXT_LIMIT:,} fit. Nothing of it is lost: shorten it.",
            field,
        )


class AlreadyKeptProblem(Problem):
    """The same line was kept as the same thing before."""


class NothingToUndoProblem(Problem):
    """There is no change left to take back."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo since you sat down.")


class ChangedSinceProblem(Problem):
    """A change cannot be taken back because something newer builds on it."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“{words}” was changed again since, so it stays as it is now.")


class AnsweredSinceProblem(ChangedSinceProblem):
    """A new entry cannot be taken back because somebody else wrote something to it."""

    def __init__(self, words: str) -> None:
        Problem.__init__(self, f"“{words}”: the other one wrote something to it since, so it stays.")


class StaysProblem(ChangedSinceProblem):
    """Somebody who was added cannot go any more."""

    def __init__(self, name: str) -> None:
        Problem.__init__(self, f"{name} stays: something here is by them or for them.")
