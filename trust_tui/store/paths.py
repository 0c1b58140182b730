"""Where everything lives: the ledger with its companions, and the folders of the system."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text, read_problem, reason
from trust_tui.store.folders import home_folder, system_folder, xdg

_LONGEST_NAME = 180
"""Bytes that a ledger's name may take: file systems allow 255, and companions add to the name."""

_CHOOSE = "Choose another file with --file."


@dataclass(frozen=True, slots=True)
class Places:
    """Every path that the program uses.

    Attributes:
        ledger: The ledger's real file, symlinks followed. Its companions live beside it.
        shown: The ledger as the person named it.
        config: The settings file.
        state: The folder for what may be lost without harm: the log, this machine's id.
    """

    ledger: Path
    shown: Path
    config: Path
    state: Path

    @classmethod
    def resolve(cls, file: Path | None, env: Mapping[str, str]) -> Places:
        """Find all paths, without creating anything.

        Args:
            file: What --file named; it beats TRUST_TUI_FILE, which beats the platform's data folder.
            env: The environment. Empty variables and relative XDG_* ones count as not set.

        Raises:
            PlaceProblem: If there is no such place, or no ledger can be there.
        """
        home = home_folder(env)
        named = file or (Path(env["TRUST_TUI_FILE"]) if env.get("TRUST_TUI_FILE") else None)
        if named is None:
            named = _default_ledger(home, env)
            ledger = _real(named)
            _check_ledger(ledger, named)
        else:
            ledger = _real(named)
            _check_ledger(ledger, named)
            _check_parent(ledger, named)
        # Without any home, the ledger's own folder is the one place known to be the person's.
        base = home or ledger.parent
        return cls(
            ledger=ledger,
            shown=named,
            config=system_folder("config", base, env) / "config.toml",
            state=system_folder("state", base, env),
        )

    @property
    def journal(self) -> Path:
        """What was saved since the ledger was last written as a whole."""
        return self._beside(".journal")

    @property
    def lock(self) -> Path:
        """The file on which programs wait for one another."""
        return self._beside(".lock")

    @property
    def key(self) -> Path:
        """The key of a sealed ledger, wrapped in its passphrase."""
        return self._beside(".key.age")

    @property
    def key_copy(self) -> Path:
        """The same once more, among the backups, for when that file is lost."""
        return self.backups / "key.age"

    @property
    def drafts(self) -> Path:
        """The folder of what is being typed."""
        return self._beside(".drafts")

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self._beside(".backups")

    @property
    def log(self) -> Path:
        """The log file; it never holds people's words."""
        return self.state / "trust-tui.log"

    def prepare(self, disk: Disk) -> None:
        """Make the ledger's folder (0700) where it is missing; `Ledger.open` calls this first.

        A ledger that is there but cannot be written is no problem of its place: it opens read-only.

        Raises:
            PlaceProblem: If no ledger can be created there.
        """
        folder = self.ledger.parent
        try:
            disk.make_folders(folder)
        except OSError as problem:
            raise PlaceProblem(
                f"The folder {path_text(folder)} could not be created ({reason(problem)}). {_CHOOSE}"
            ) from problem
        if not self._has_ledger(disk) and not os.access(folder, os.W_OK | os.X_OK):
            raise PlaceProblem(
                f"Nothing can be written in the folder {path_text(folder)}, so no ledger can be kept there. "
                f"Ask for permission to write in it, or choose another file with --file."
            )

    def _has_ledger(self, disk: Disk) -> bool:
        try:
            return disk.is_there(self.ledger)
        except OSError as problem:
            raise read_problem(problem, self.ledger) from problem

    def _beside(self, suffix: str) -> Path:
        return self.ledger.with_name(self.ledger.name + suffix)


def _default_ledger(home: Path | None, env: Mapping[str, str]) -> Path:
    """Return the ledger's place where the person chose none."""
    data = xdg("data", env)
    if home is None and data is None:
        raise PlaceProblem(
            "There is no home folder to keep the ledger in: HOME is not set. "
            "Set HOME, or name a file with --file."
        )
    base = home or Path.cwd()
    if data is None and not base.is_dir():
        raise PlaceProblem(
            f"The home folder {path_text(base)} does not exist, so the ledger cannot be kept there. "
            "Set HOME to a folder that does, or name a file with --file."
        )
    return system_folder("data", base, env) / "ledger.json"


def _real(named: Path) -> Path:
    """Return the file that `named` leads to, whether it exists or not."""
    try:
        # Path.resolve answers a link that leads to itself differently in each Python; realpath does not.
        return Path(os.path.realpath(named.expanduser() if named.parts[:1] == ("~",) else named))
    except (OSError, ValueError, RuntimeError) as problem:
        raise PlaceProblem(f"No file can be called {path_text(named)}. {_CHOOSE}") from problem


def _check_ledger(ledger: Path, named: Path) -> None:
    """Refuse what is there and is no file, and what can never be one."""
    text = path_text(named)
    if len(ledger.name.encode(errors="surrogatepass")) > _LONGEST_NAME:
        raise PlaceProblem(
            f"The file name in {text} is too long: the journal and the backups add to it. "
            f"Choose a name of up to {_LONGEST_NAME} bytes."
        )
    try:
        mode = ledger.stat().st_mode
    except FileNotFoundError:
        return
    except ValueError as problem:
        raise PlaceProblem(f"No file can be called {text}. {_CHOOSE}") from problem
    except OSError as problem:
        raise PlaceProblem(f"{text} cannot be used as a ledger ({reason(problem)}). {_CHOOSE}") from problem
    if stat.S_ISDIR(mode):
        raise PlaceProblem(
            f"{text} is a folder, and a ledger is a file. "
            f"Name a file in it, such as {path_text(named / 'ledger.json')}."
        )
    if not stat.S_ISREG(mode):
        raise PlaceProblem(f"{text} is not an ordinary file, so no ledger can be kept in it. {_CHOOSE}")


def _check_parent(ledger: Path, named: Path) -> None:
    """Refuse a chosen file whose folder is missing: it is likelier a slip of spelling than a wish."""
    if not ledger.parent.is_dir():
        raise PlaceProblem(
            f"The folder {path_text(ledger.parent)} does not exist, so {path_text(named)} cannot be there. "
            f"Create the folder first, or check the spelling."
        )
