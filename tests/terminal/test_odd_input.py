"""Text that no form is made for: it is refused with a reason or kept as it is, and never more than text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.faults.mounts import mounted, remount
from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.screens import (
    SAFETY,
    WELCOME,
    WHO,
    click,
    day_of,
    form,
    question,
    sit_down,
    stop_typing,
    type_into,
    without_a_passphrase,
)
from trust_tui.content import load
from trust_tui.model.checkin import Answers
from trust_tui.model.people import NameProblem, checked_name
from trust_tui.model.text import TEXT_LIMIT

ROWS = load("welcome.json")["names"]
MARKUP = "[/nope] [@click=app.quit]leave[/] [Ann] [$primary] {name} %s"
# Clears the screen (twice), writes the clipboard, sets the title, and turns what follows around.
COMMANDS = "\x1b[2J \x9b2J \x1b]52;c;c2VjcmV0\x07 \x1b]0;told\x07 \u202eabc\u2066"


def problem(name: str, taken: str = "") -> str:
    """Return the beginning of what is said about a name, which is short enough for one line."""
    with pytest.raises(NameProblem) as caught:
        checked_name(name, taken)
    return str(caught.value)[:30]


# Names.


def test_a_name_that_cannot_be_used_says_why_beside_its_field(
    trust_tui: OpenTerminal, household: Household
) -> None:
    terminal = trust_tui()
    terminal.wait_for(WELCOME)
    terminal.paste("a" * 200)
    terminal.press("enter")
    terminal.write("Ben")
    terminal.press("enter")
    terminal.wait_for(problem("a" * 200))
    assert ROWS["second"] in terminal.text.split(problem("a" * 200))[1]
    terminal.wait_for("Ben")

    # The cursor is where the trouble is.
    terminal.press(*["backspace"] * 200)
    terminal.write("bEN")
    terminal.press("enter", "enter")
    terminal.wait_for(problem("Ben", "bEN"))
    assert ROWS["second"] in terminal.text.split(problem("Ben", "bEN"))[0]
    terminal.wait_for("bEN")

    terminal.press("ctrl+u")
    terminal.paste("Ben\x1b[2J")
    terminal.press("enter")
    terminal.wait_for(problem("Ben\x1b[2J"))

    terminal.press("ctrl+u")
    terminal.paste("דנה ")
    terminal.press("shift+tab", "ctrl+u")
    terminal.paste("Zoë 🌻")
    terminal.press("ctrl+s")
    without_a_passphrase(terminal)
    terminal.wait_for(WHO)
    terminal.wait_for("Zoë 🌻")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.names == ["Zoë 🌻", "דנה"]


def test_two_people_cannot_become_one_by_an_empty_name(trust_tui: OpenTerminal, couple: Household) -> None:
    terminal = trust_tui("--as", "Ana")
    terminal.wait_for(question("Ana"))
    terminal.press("p")
    terminal.gone(question("Ana"))
    terminal.press("enter", "ctrl+u", "enter")
    terminal.wait_for(problem(""))
    terminal.press("escape")
    terminal.wait_for(question("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert couple.names == ["Ana", "Ben"]


def test_names_are_never_more_than_names(trust_tui: OpenTerminal, household: Household) -> None:
    names = ["[/nope] [Ann] {x} %s", "[@click=app.quit]leave[/]"]
    household.move_in(*names)
    household.write(names[1], Answers(need="a walk"))
    terminal = trust_tui()
    terminal.wait_for(names[0])
    click(terminal, "leave")
    terminal.wait_for(day_of(names[1]))
    click(terminal, "leave")
    terminal.press("f12")
    assert terminal.wait_exit() == 0


# Long text.


@pytest.mark.usefixtures("couple")
def test_too_much_is_refused_whole_and_the_screen_answers_meanwhile(
    trust_tui: OpenTerminal, household: Household
) -> None:
    terminal = trust_tui()
    sit_down(terminal, "Ana")
    type_into(terminal, "need", "kept")
    million = "\x1b[200~" + "y" * 1_000_000 + "\x1b[201~"
    terminal.write(million[:500_000])
    terminal.resize(110, 30)
    terminal.wait_for("─" * 100)
    terminal.write(million[500_000:])
    terminal.wait_for("1,000,000")
    assert "yyy" not in terminal.text
    # What fits goes in whole, and one character too many only means that it has to be shortened.
    terminal.paste("z" * (TEXT_LIMIT - len("kept")))
    terminal.gone("1,000,000")
    terminal.write("z")
    terminal.press("ctrl+s")
    terminal.wait_for(f"{TEXT_LIMIT + 1:,}")
    terminal.press("backspace", "ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert household.read("Ana").need == "kept" + "z" * (TEXT_LIMIT - len("kept"))


# Markup, and commands to the terminal.


@pytest.mark.usefixtures("couple")
def test_text_is_shown_and_kept_as_it_is_and_commands_nothing(
    trust_tui: OpenTerminal, household: Household
) -> None:
    terminal = trust_tui()
    sit_down(terminal, "Ana")
    terminal.press("tab")
    terminal.paste(f"{MARKUP} {COMMANDS}")
    terminal.press("tab", "tab", "tab")
    terminal.paste(f"{COMMANDS}{MARKUP}")
    terminal.wait_for(lambda emulator: emulator.text().count("[/nope]") == 2)
    # Kept as something to talk about, saved, changed and saved again: every place that shows text shows it.
    terminal.press("ctrl+t")
    terminal.wait_for("kept as")
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.press("e")
    form(terminal, "Ana")
    type_into(terminal, "need", "a walk")
    terminal.press("ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.wait_for(lambda emulator: emulator.text().count("[/nope]") == 3)
    click(terminal, "leave")
    terminal.press("v")
    terminal.gone(day_of("Ana"))
    terminal.wait_for("[/nope]")
    terminal.press("q")
    terminal.wait_for(day_of("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0

    emulator = terminal.emulator
    assert (emulator.clipboard, emulator.title, emulator.bells) == ([], "", 0)
    for command in ("\x1b[2J", "\x9b", "\x1b]52", "\x1b]0;", "\u202e", "\u2066"):
        assert command.encode() not in terminal.raw
    saved = household.read("Ana")
    assert saved.feelings == (f"{MARKUP} {COMMANDS}",)
    assert saved.appreciated == f"{COMMANDS}{MARKUP}"


@pytest.mark.usefixtures("couple")
def test_pasting_presses_no_keys(trust_tui: OpenTerminal) -> None:
    terminal = trust_tui("--as", "Ana")
    form(terminal, "Ana")
    # On the feelings, which take no text; every one of these would do something as a key.
    terminal.paste("w q \x11 \x1b[24~ \x1c \x13 x")
    terminal.press("f8")
    terminal.wait_for(SAFETY)
    terminal.press("escape")
    terminal.wait_for(question("Ana"))


@pytest.mark.usefixtures("couple")
def test_bytes_of_another_encoding_are_only_unreadable(trust_tui: OpenTerminal) -> None:
    terminal = trust_tui("--as", "Ana")
    form(terminal, "Ana")
    terminal.press(*["tab"] * 4)
    terminal.send("café noir".encode("latin-1"))
    terminal.wait_for("noir")
    stop_typing(terminal)


# Places.


def complaint(open_program: OpenTerminal, *arguments: str, **more: str) -> str:
    """Start where no ledger can be, and return the one line that is said about it."""
    terminal = open_program(*arguments, size=(500, 24), env=more)
    assert terminal.wait_exit() == 4
    assert b"\x1b" not in terminal.raw
    (line,) = terminal.text.strip().split("\n")
    assert line.startswith("trust-tui: ")
    return line


def test_a_place_where_no_ledger_can_be_is_named(trust_tui: OpenTerminal, home: Path) -> None:
    missing = home / "gone" / "ours.json"
    assert f"{home} is a folder" in complaint(trust_tui, "--file", str(home))
    assert str(missing) in complaint(trust_tui, "--file", str(missing))
    assert str(missing) in complaint(trust_tui, TRUST_TUI_FILE=str(missing))
    assert "HOME" in complaint(trust_tui, HOME=str(home / "moved"), XDG_DATA_HOME="")
    assert not missing.parent.exists()


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder in which nothing can be created, not even by root."""
    if os.geteuid() == 0:
        with mounted(tmp_path / "stick", "64k") as folder:
            remount(folder, "ro")
            yield folder
        return
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


def test_a_folder_that_may_not_be_written_is_named(trust_tui: OpenTerminal, unwritable: Path) -> None:
    assert str(unwritable) in complaint(trust_tui, "--file", str(unwritable / "ours.json"))
    assert str(unwritable) in complaint(trust_tui, HOME=str(unwritable), XDG_DATA_HOME="")
    assert list(unwritable.iterdir()) == []


def test_a_path_may_be_called_whatever_it_likes(trust_tui: OpenTerminal, home: Path) -> None:
    folder = home / 'it\'s [our] "time"\n🌻'
    folder.mkdir()
    ledger = folder / "a $HOME {x}.json"
    terminal = trust_tui("--file", str(ledger))
    terminal.wait_for(WELCOME)
    terminal.write("Ana\r\r\r")
    form(terminal, "Ana")
    terminal.press("space", "ctrl+s")
    terminal.wait_for(day_of("Ana"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert not Household(home, ledger).read("Ana").is_blank
    assert [path.parent for path in home.rglob("*.json")] == [folder]
