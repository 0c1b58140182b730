"""Terminals for the tests in this folder, closed when a test ends, whatever became of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from tests.terminal.household import Household
    from tests.terminal.pty import Terminal

ROOT = Path(__file__).resolve().parents[2]

# Windows has no pty of this kind; the modules there could not even be imported.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


class OpenTerminal(Protocol):
    """Starts a program in a terminal whose home is a fresh folder, the same one for the whole test."""

    def __call__(
        self,
        *command: str,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> Terminal: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder in which programs under test live."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def open_terminal(home: Path) -> Iterator[OpenTerminal]:
    """Any program: `open_terminal("cat", "-v")`."""
    from tests.terminal.pty import Terminal

    with ExitStack() as stack:

        def start(
            *command: str,
            size: tuple[int, int] = (80, 24),
            env: Mapping[str, str | None] | None = None,
            cwd: Path | None = None,
        ) -> Terminal:
            return stack.enter_context(Terminal(command, home=home, size=size, env=env, cwd=cwd))

        yield start


@pytest.fixture
def trust_tui(open_terminal: OpenTerminal) -> OpenTerminal:
    """The program itself: `trust_tui("--demo", size=(40, 12))`."""

    def start(
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> Terminal:
        command = (sys.executable, "-m", "trust_tui", *arguments)
        return open_terminal(*command, size=size, env=env, cwd=cwd or ROOT)

    return start


@pytest.fixture
def altered(open_terminal: OpenTerminal) -> OpenTerminal:
    """The program with something done to it first: `altered("import …", "--demo")`. It changes our code
    from outside, so that the program needs no hooks for its tests.
    """

    def start(
        *words: str,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
    ) -> Terminal:
        change, *arguments = words
        program = f"import sys\n{change}\nfrom trust_tui.cli import main\nsys.exit(main())"
        return open_terminal(sys.executable, "-c", program, *arguments, size=size, env=env, cwd=cwd or ROOT)

    return start


@pytest.fixture
def household(home: Path) -> Household:
    """The ledger in that home, where nobody is set up yet."""
    from tests.terminal.household import Household

    return Household(home)


@pytest.fixture
def couple(household: Household) -> Household:
    """The same with Ana and Ben in it."""
    household.move_in("Ana", "Ben")
    return household
