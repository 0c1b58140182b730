"""How the two of the demo feel from day to day, and what they say about it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import exp, pi, sin
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.checkin import SCALE

if TYPE_CHECKING:
    from random import Random

LAST = 364
"""Today, counted in days from the first one of the story."""

RESTS_DAYS = 75
"""How long a line is not written again."""

FRESH_DAYS = 4
"""How long something that hurt has its own words, before the usual ones come back."""

# How often each field is filled in: thanks come easier than owning up.
FILLED = {"appreciated": 0.64, "need": 0.46, "own": 0.28}


@dataclass
class _Pack:
    """Lines that suit some days, dealt like cards: from the top, and back in at the bottom."""

    about: Mapping[str, Any]
    lines: deque[tuple[str, int]]

    @property
    def weight(self) -> int:
        """What suits few days goes first when it suits."""
        return 4 if {"to", "on"} & self.about.keys() else 1

    def suits(self, day: int, mood: str, weekend: bool) -> bool:
        about = self.about
        return (
            mood in about["mood"]
            and about.get("from", 0) <= day <= about.get("to", LAST)
            and (weekend or "on" not in about)
            and not any(first <= day <= last for first, last in about.get("except", ()))
            and bool(self.lines)
            and self.lines[0][1] <= day - RESTS_DAYS
        )

    def deal(self, day: int) -> str:
        line, _ = self.lines.popleft()
        # What has an end happens once.
        if "to" not in self.about:
            self.lines.append((line, day))
        return line


class Voice:
    """How one of the two feels, day by day, and what they say about it."""

    def __init__(
        self, key: str, story: Mapping[str, Any], is_weekend: Callable[[int], bool], chance: Random
    ) -> None:
        self._is_weekend = is_weekend
        self._chance = chance
        self._feelings = story["feelings"][key]
        self._turns = [(turn["day"], turn["fades_in"], turn[key]) for turn in story["turns"]]
        self._fresh = {
            turn["day"] + after: turn["feelings"][key]
            for turn in story["turns"]
            for after in range(FRESH_DAYS)
            if "feelings" in turn
        }
        self._levels = list(self._live(story["arcs"][key]))
        self._packs: dict[str, list[_Pack]] = {field: [] for field in FILLED}
        for about in load("demo_lines.json")["packs"]:
            if about["who"] == key:
                lines = [(line, -RESTS_DAYS) for line in about["lines"]]
                chance.shuffle(lines)
                self._packs[about["field"]].append(_Pack(about, deque(lines)))

    def _live(self, arc: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
        """Yield *safe* and *close*: a slow way up, in waves, with turns that fade slowly."""
        chance = self._chance
        wave = chance.uniform(0, 2 * pi)
        drift = {"safe": 0.0, "close": 0.0}
        for day in range(LAST + 1):
            swell = 0.3 * sin(wave + day / 7) + 0.25 * sin(day / 23)
            turn = sum(by * exp((start - day) / fades) for start, fades, by in self._turns if start <= day)
            ease = 0.3 if self._is_weekend(day) else 0.0
            level = {}
            for scale, extra in (("safe", turn + ease / 3), ("close", 0.8 * turn + ease)):
                low, high = arc[scale]
                drift[scale] = 0.6 * drift[scale] + chance.uniform(-0.7, 0.7)
                level[scale] = low + (high - low) * day / LAST + swell + drift[scale] + extra
            yield _step(level["safe"]), _step(level["close"])

    def answers(self, day: int, fixed: Mapping[str, Any]) -> dict[str, Any]:
        """Return what this person answers on a day; `fixed` is what the story wants them to."""
        chance = self._chance
        safe, close = self._levels[day]
        safe, close = fixed.get("safe", safe), fixed.get("close", close)
        mood = _mood(safe, close)
        told: dict[str, Any] = {
            "feelings": self._feel(day, mood),
            "safe": None if chance.random() < 0.04 else safe,
            "close": None if chance.random() < 0.04 else close,
        }
        for field, often in FILLED.items():
            wanted = field not in fixed and chance.random() < often
            told[field] = self._say(field, day, mood) if wanted else ""
        return {**told, **fixed}

    def _feel(self, day: int, mood: str) -> tuple[str, ...]:
        words = self._fresh.get(day, ()) if mood != "high" else ()
        # A word that stands twice in the list comes twice as often.
        count = self._chance.choices((0, 1, 2, 3), (5, 46, 37, 12))[0]
        return tuple(dict.fromkeys(self._chance.sample(words or self._feelings[mood], count)))

    def _say(self, field: str, day: int, mood: str) -> str:
        weekend = self._is_weekend(day)
        packs = [pack for pack in self._packs[field] if pack.suits(day, mood, weekend)]
        if not packs:
            return ""
        return self._chance.choices(packs, [pack.weight for pack in packs])[0].deal(day)


def _step(level: float) -> int:
    return min(max(round(level), SCALE[0]), SCALE[-1])


def _mood(safe: int, close: int) -> str:
    both = safe + close
    return "low" if both <= 4 else "mid" if both <= 6 else "high"
