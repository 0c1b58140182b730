"""The programs that are measured: ours on some ledger, and the yardsticks. Each has a home of its own."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.bench import ledgers
from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS
from tests.bench.watched import Size, Watched, shows

SIZES: dict[str, Size] = {"120x40": (120, 40), "80x24": (80, 24)}
"""The windows in which everything is measured that has to do with drawing."""

OPEN = shows("How is it today, Ana", "I need", "save")
"""What shows that the check-in is there: its first line, its fields, and the line of help below them."""

WIDE = "120x40"
"""The one in which it is measured with thirty years too."""

YARDSTICKS = Path(__file__).parent / "yardsticks"


def aged(size: str) -> tuple[str, ...]:
    """Return which of the old ledgers are measured in a window."""
    return (TEN_YEARS, THIRTY_YEARS) if size == WIDE else (TEN_YEARS,)


@dataclass
class Programs:
    """Starts them.

    Args:
        folder: An empty folder, for their homes.
    """

    folder: Path
    _numbers: count[int] = field(default_factory=count)

    def home(self) -> Path:
        """Return the name of a folder that is not there yet."""
        return self.folder / f"home-{next(self._numbers)}"

    def ledger(self, years: str) -> Path:
        """Return a fresh copy of one of the ledgers, alone in its folder."""
        return ledgers.copied(years, self.home())

    def ours(self, ledger: Path, size: str, name: str = "Ana") -> Watched:
        """Start trust-tui, as it was installed, as somebody who is known to sit there."""
        command = [installed("trust-tui"), "--file", str(ledger), "--as", name]
        return Watched(command, ledger.parent, SIZES[size])

    def beating(self, ledger: Path, size: str, log: Path) -> Watched:
        """Start trust-tui with a heart that notes when it could not beat."""
        command = [
            sys.executable,
            "-m",
            "tests.bench.beating",
            str(log),
            "--file",
            str(ledger),
            "--as",
            "Ana",
        ]
        return Watched(command, ledger.parent, SIZES[size])

    def yardstick(self, name: str, size: str, *arguments: str) -> Watched:
        """Start one of the yardsticks."""
        home = self.home()
        home.mkdir(parents=True)
        return Watched([sys.executable, str(YARDSTICKS / f"{name}.py"), *arguments], home, SIZES[size])


def installed(script: str) -> str:
    """Return the path of a command of this environment.

    Raises:
        SystemExit: If it is not there.
    """
    path = Path(sys.executable).with_name(script)
    if not path.exists():
        raise SystemExit(
            f"{path} is not there. Install trust-tui in this environment first: pip install -e ."
        )
    return str(path)
