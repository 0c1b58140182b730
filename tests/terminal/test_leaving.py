"""Every way out, from every place: the terminal as it was found, and what was typed kept."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.household import Household
from tests.terminal.pty import Terminal
from tests.terminal.screens import (
    DRAFT,
    HELP,
    PALETTE,
    SAFETY,
    WELCOME,
    WHO,
    day_of,
    form,
    is_as_it_was,
    question,
    sit_down,
    stop_typing,
    type_into,
)
from trust_tui.ui.leaving import CLEAR

LEFT = b"\x1b[?1049l"
WORDS = "the letter in the drawer"


def _typing(terminal: Terminal) -> None:
    sit_down(terminal, "Ana")
    type_into(terminal, "appreciated", WORDS)


def _names(terminal: Terminal) -> None:
    sit_down(terminal, "Ana")
    terminal.press("p")
    terminal.gone(question("Ana"))
    terminal.write("lise")
    terminal.wait_for("Analise")


def _who(terminal: Terminal) -> None:
    _typing(terminal)
    stop_typing(terminal)
    terminal.press("w")
    terminal.wait_for(WHO)


def _safety(terminal: Terminal) -> None:
    _typing(terminal)
    terminal.press("f8")
    terminal.wait_for(SAFETY)


def _help(terminal: Terminal) -> None:
    _typing(terminal)
    terminal.press("f9")
    terminal.wait_for(HELP)


def _palette(terminal: Terminal) -> None:
    _typing(terminal)
    terminal.press("ctrl+p")
    terminal.wait_for(PALETTE)


Place = Callable[[Terminal], None]
PLACES: list[Place] = [_typing, _names, _who, _safety, _help, _palette]
# Both keys of the quick exit get their turn without each place being started three times.
QUICK = ["f12", "ctrl+backslash"] * (len(PLACES) // 2)


@pytest.mark.slow
@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize(("place", "key"), [*zip(PLACES, QUICK, strict=True)])
def test_the_quick_exit_leaves_an_empty_screen(open_terminal: OpenTerminal, place: Place, key: str) -> None:
    # Started as people do it: below a prompt, with the line that started it still to be seen.
    terminal = open_terminal("sh", "-c", f"echo '$ trust-tui'; {sys.executable} -m trust_tui; echo $?")
    place(terminal)
    terminal.press(key)
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)
    assert terminal.text.split() == ["0"]


@pytest.mark.slow
@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize("place", PLACES)
def test_ctrl_q_leaves_from_everywhere(trust_tui: OpenTerminal, household: Household, place: Place) -> None:
    terminal = trust_tui()
    place(terminal)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    assert household.draft("Ana").appreciated == ("" if place is _names else WORDS)


@pytest.mark.usefixtures("couple")
def test_what_was_typed_is_offered_at_the_next_start(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui("--as", "Ana")
    form(terminal, "Ana")
    type_into(terminal, "appreciated", WORDS)
    # q is a letter in a field; after esc it is a way out.
    terminal.press("q")
    stop_typing(terminal)
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)

    other = trust_tui("--as", "Ben")
    other.wait_for(question("Ben"))
    assert WORDS not in other.text
    assert DRAFT not in other.text
    other.press("f12")
    other.wait_exit()

    again = trust_tui("--as", "Ana")
    again.wait_for(WORDS + "q")
    again.wait_for(DRAFT)
    again.press("ctrl+s")
    again.wait_for(day_of("Ana"))
    again.press("q")
    assert again.wait_exit() == 0
    assert household.read("Ana").appreciated == WORDS + "q"
    assert household.draft("Ana").is_blank


def test_a_first_start_can_be_left(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui()
    terminal.wait_for(WELCOME)
    terminal.write("Ana")
    terminal.wait_for("Ana")
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    assert household.names == []


# The system, and a closed window.


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_the_draft(
    trust_tui: OpenTerminal, household: Household, number: signal.Signals, code: int
) -> None:
    terminal = trust_tui()
    _typing(terminal)
    terminal.kill(number)
    assert terminal.wait_exit() == code
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    assert household.draft("Ana").appreciated == WORDS


# The form's own word on what was typed last can still be on its way.
LATE = """
from trust_tui.ui.panes.checkin import CheckInPane
CheckInPane.on_check_in_form_changed = lambda self: None
"""


@pytest.mark.usefixtures("couple")
def test_the_last_letter_is_kept(altered: OpenTerminal, household: Household) -> None:
    terminal = altered(LATE)
    _typing(terminal)
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert household.draft("Ana").appreciated == WORDS


@pytest.mark.usefixtures("couple")
def test_a_closed_window_keeps_the_draft(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui()
    _typing(terminal)
    terminal.hang_up()
    assert terminal.wait_exit() == 129
    assert household.draft("Ana").appreciated == WORDS


@pytest.mark.usefixtures("couple")
def test_what_was_typed_before_a_kill_is_offered(trust_tui: OpenTerminal, household: Household) -> None:
    terminal = trust_tui()
    _typing(terminal)
    terminal.wait_for(lambda _: WORDS in household.drafts_on_disk)
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    again = trust_tui("--as", "Ana")
    again.wait_for(WORDS)
    again.wait_for(DRAFT)


@pytest.mark.usefixtures("couple")
def test_it_can_be_put_aside_and_taken_up_again(trust_tui: OpenTerminal) -> None:
    terminal = trust_tui()
    _typing(terminal)
    terminal.kill(signal.SIGTSTP)
    terminal.wait_stopped()
    terminal.wait_for(lambda emulator: not emulator.in_alternate_screen)
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    terminal.kill(signal.SIGCONT)
    terminal.wait_for(WORDS)
    terminal.write(", and more")
    terminal.wait_for(WORDS + ", and more")
    assert not is_as_it_was(terminal)


# Something that goes wrong when it is over already is nobody's business but the log's.

FALLING = """
from trust_tui.ui.app import TrustApp
leave = TrustApp.leave
def fall(self, code=0):
    self.call_later(lambda: 1 / 0)
    leave(self, code)
TrustApp.leave = fall
"""


@pytest.mark.usefixtures("couple")
def test_what_falls_over_on_the_way_out_is_not_shown(altered: OpenTerminal, household: Household) -> None:
    terminal = altered(FALLING)
    _typing(terminal)
    terminal.press("f12")
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)
    assert terminal.text.strip() == ""
    assert "ZeroDivisionError" in household.places.log.read_text()


# A disk that does not answer: the quick exit does not wait for it.

STUCK = """
import pathlib, time
from trust_tui.services.checkins import CheckIns
save = CheckIns.save
def stuck(*arguments):
    while not pathlib.Path.home().joinpath("go-on").exists():
        time.sleep(0.01)
    return save(*arguments)
CheckIns.save = stuck
"""


@pytest.mark.usefixtures("couple")
def test_the_quick_exit_does_not_wait_for_a_slow_save(altered: OpenTerminal, household: Household) -> None:
    terminal = altered(STUCK)
    _typing(terminal)
    terminal.press("ctrl+s")
    terminal.wait_for("Saving…")
    terminal.press("f12")
    terminal.wait_for(lambda emulator: not emulator.text().strip())
    # The words went first, whatever giving the terminal back waits for.
    assert terminal.raw.index(CLEAR.encode()) < (terminal.raw + LEFT).index(LEFT)
    (household.home / "go-on").touch()
    assert terminal.wait_exit() == 0
    assert is_as_it_was(terminal)
    assert household.read("Ana").appreciated == WORDS
