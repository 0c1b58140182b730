"""What was measured, and whether it is quick enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """What several runs gave, in the unit of their row."""

    values: tuple[float, ...]

    @classmethod
    def seconds(cls, values: Iterable[float]) -> Figures:
        """Return seconds as milliseconds."""
        return cls(tuple(value * 1000 for value in values))

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def least(self) -> float:
        """The minimum."""
        return min(self.values)


@dataclass(frozen=True, slots=True)
class Bar:
    """What has to be reached.

    Attributes:
        ratio: How many times its yardstick it may be at most; None where only a limit counts.
        limit: How much it may be at most, in the unit of the row; None where only the ratio counts.
        unless: The limit does not count where the yardstick itself is above this.
    """

    ratio: float | None = None
    limit: float | None = None
    unless: float | None = None

    @property
    def words(self) -> str:
        """It in few characters."""
        parts = [f"≤ {self.ratio:g} ×"] if self.ratio else []
        parts += [f"≤ {self.limit:g}"] if self.limit else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        what: What was measured.
        ours: What trust-tui took.
        against: The yardstick; "" where there is none.
        theirs: What the yardstick took.
        bar: What has to be reached; None where a row only tells.
        later: The same with thirty years instead of ten, where that was measured.
        unit: "ms" or "MiB".
        where: The size of the window, or "".
    """

    what: str
    ours: Figures
    against: str = ""
    theirs: Figures | None = None
    bar: Bar | None = None
    later: Figures | None = None
    unit: str = "ms"
    where: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick it is, by the medians."""
        return self.ours.middle / self.theirs.middle if self.theirs else None

    @property
    def least_ratio(self) -> float | None:
        """The same by the minima."""
        return self.ours.least / self.theirs.least if self.theirs else None

    @property
    def growth(self) -> float | None:
        """How many times longer it takes with three times the years, by the medians."""
        return self.later.middle / self.ours.middle if self.later else None

    @property
    def is_met(self) -> bool | None:
        """Whether the bar is reached, by the medians; None where there is none."""
        bar = self.bar
        if bar is None:
            return None
        if bar.ratio is not None and (self.ratio is None or self.ratio > bar.ratio):
            return False
        is_limited = bar.unless is None or (self.theirs is not None and self.theirs.middle <= bar.unless)
        return bar.limit is None or not is_limited or self.ours.middle <= bar.limit

    def as_json(self) -> dict[str, Any]:
        """Return all of it, every run too."""
        return {
            "what": self.what,
            "where": self.where,
            "unit": self.unit,
            "ours": _as_json(self.ours),
            "against": self.against,
            "theirs": _as_json(self.theirs),
            "bar": self.bar.words if self.bar else None,
            "ratio": self.ratio,
            "least_ratio": self.least_ratio,
            "is_met": self.is_met,
            "at_30_years": _as_json(self.later),
            "growth": self.growth,
        }


def _as_json(figures: Figures | None) -> dict[str, Any] | None:
    if figures is None:
        return None
    return {"median": figures.middle, "minimum": figures.least, "runs": list(figures.values)}
