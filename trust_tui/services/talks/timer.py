"""Counts how long each of two people has spoken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST = 10.0
"""The longest stretch between two looks that counts: where it was more, the machine slept."""


@dataclass
class Timer:
    """Two clocks of which one runs at most.

    Args:
        now: Tells seconds, from any beginning. It may jump: time never runs backwards here, nor leaps.

    Attributes:
        spoken: Seconds each has spoken, by the id of the person.
        turn: Seconds of the turn under way.
    """

    now: Callable[[], float]
    spoken: dict[str, float] = field(default_factory=dict)
    turn: float = 0.0
    _runs_for: str = ""
    _seen: float = 0.0

    def run(self, person_id: str) -> None:
        """Let the clock of one person run, and no other; "" lets all of them rest."""
        self.look()
        self._runs_for = person_id

    def look(self) -> None:
        """Count what has passed since the last look."""
        now = self.now()
        passed = min(max(now - self._seen, 0.0), LONGEST)
        self._seen = now
        if self._runs_for:
            self.spoken[self._runs_for] = self.spoken.get(self._runs_for, 0.0) + passed
            self.turn += passed

    def new_turn(self) -> None:
        """Begin a turn."""
        self.look()
        self.turn = 0.0
