"""Keys that people set: used where they can be, and named with a reason where they cannot."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.ui.sitting import sitting
from trust_tui.services.companion import Companion
from trust_tui.services.preferences import KeySetting, Preferences
from trust_tui.store import Config
from trust_tui.ui.commands import COMMANDS, by_id, key, shown_key, use_keys, with_keys
from trust_tui.ui.keys import listing, resolved

ROOT = Path(__file__).resolve().parents[2]


def found(**settings: str) -> tuple[dict[str, str], list[str]]:
    """Resolve settings, one a line; two underscores stand for the dot of an id."""
    return resolved(
        KeySetting(name.replace("__", "."), keys, f"config.toml, line {line}")
        for line, (name, keys) in enumerate(settings.items(), 1)
    )


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("ctrl+o", "ctrl+o"),
        ("^o", "ctrl+o"),
        (" Ctrl+O , F11 ", "ctrl+o,f11"),
        ("c", "c"),
        ("C", "C"),
        ("é", "é"),
        (";", "semicolon"),
        ("-", "minus"),
        ("~", "tilde"),
        ("ctrl++", "ctrl+plus"),
        ("insert", "insert"),
        ("exclamation_mark", "exclamation_mark"),
        ("alt+x", "alt+x"),
    ],
)
def test_a_key_can_be_written_as_it_is_shown_or_as_it_is_named(written: str, used: str) -> None:
    assert found(checkin__versions=written) == ({"checkin.versions": used}, [])


@pytest.mark.parametrize(
    ("command", "keys", "reason"),
    [
        ("checkin.sav", "f2", "“checkin.sav” is no command; did you mean “checkin.save”?"),
        ("\x1b[2J", "f2", "is no command"),
        ("checkin.save", "ctl+s", "“ctl+s” is not the name of a key"),
        ("checkin.save", "f99", "“f99” is not the name of a key"),
        ("checkin.save", "", "a command needs a key"),
        ("checkin.save", "f2,,f3", "a command needs a key"),
        ("everywhere.vanish", "", "a command needs a key"),
        ("everywhere.vanish", " ", "a command needs a key"),
        ("everywhere.vanish", "f10,x", "“x” is for typing"),
        ("everywhere.vanish", "f10,?", "“?” is for typing"),
        ("everywhere.vanish", "f10,space", "“space” is for typing"),
        ("everywhere.safety", "x", "“x” is for typing"),
        ("checkin.save", "s", "this has to work while you type"),
        ("checkin.save", "S,!", "this has to work while you type"),
        ("names.save_names", "s", "this has to work while you type"),
        ("form.save", "s", "this has to work while you type"),
        ("line.keep-topic", "t", "this has to work while you type"),
        ("shell.help", "?", "this has to work while you type"),
        ("everywhere.safety", "left", "“left” moves or edits within a text"),
        ("checkin.save", "ctrl+k", "“ctrl+k” moves or edits within a text"),
        ("checkin.save", "tab", "tab goes from field to field"),
        ("checkin.edit", "shift+tab", "tab goes from field to field"),
        ("checkin.edit", "ctrl+i", "cannot tell “ctrl+i” from tab"),
        ("checkin.edit", "ctrl+m", "cannot tell “ctrl+m” from enter"),
        ("checkin.edit", "ctrl+[", "from escape"),
        ("checkin.edit", "shift+e", "write that one"),
        ("checkin.edit", "r", "r is taken: it is for “Let the other read"),
        ("checkin.edit", "f11,w", "w is taken: it is for “Hand the keyboard over"),
        ("checkin.edit", "f12", "F12 is taken: it is for “Clear the screen"),
        ("shell.undo", "e", "e is taken: it is for “Change the check-in"),
        ("page.close", "c", "c is taken: it is for “Show the helplines"),
        ("line.keep-topic", "ctrl+s", "^s is taken"),
    ],
)
def test_what_cannot_be_used_is_named_with_a_reason(command: str, keys: str, reason: str) -> None:
    used, problems = resolved([KeySetting(command, keys, "config.toml, line 7")])

    assert used == {}
    (problem,) = problems
    assert problem.startswith("config.toml, line 7: ")
    assert reason in problem
    assert "\x1b" not in problem


def test_a_refused_key_says_which_ones_stay() -> None:
    (problem,) = found(everywhere__vanish="")[1]

    assert problem.endswith("“everywhere.vanish” keeps F12 and ^\\.")


def test_the_others_count_where_one_cannot_be_used() -> None:
    used, problems = found(checkin__edit="ctl+e", checkin__versions="f11", shell__help="&,f9")

    assert used == {"checkin.versions": "f11", "shell.help": "ampersand,f9"}
    assert len(problems) == 1


def test_two_commands_can_swap_their_keys() -> None:
    swapped = {"checkin.edit": "d", "checkin.remove": "e"}

    assert found(checkin__edit="d", checkin__remove="e") == (swapped, [])


def test_of_two_that_want_the_same_key_the_first_gets_it() -> None:
    used, problems = found(checkin__edit="f11", checkin__remove="f11")

    assert used == {"checkin.edit": "f11"}
    assert problems[0].startswith("config.toml, line 2: F11 is taken: it is for “Change the check-in")


def test_a_key_whose_command_moved_in_vain_stays_taken() -> None:
    used, problems = found(checkin__edit="d", checkin__remove="w")

    assert used == {}
    assert len(problems) == 2


def test_the_same_key_may_mean_something_else_on_another_screen() -> None:
    assert found(trouble__restore="w") == ({"trouble.restore": "w"}, [])
    assert found(review__end="w", who__confirm="v")[1] == []


def test_a_command_set_twice_counts_once() -> None:
    setting = [KeySetting("checkin.edit", keys, f"line {at}") for at, keys in enumerate(("f10", "f11"))]

    assert resolved(setting) == (
        {"checkin.edit": "f10"},
        ["line 1: “checkin.edit” is set twice; the first one counts."],
    )


def test_the_listing_is_a_settings_file_that_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(listing(), encoding="utf-8")
    settings = Config(path).load()

    assert settings.problems == ()
    assert resolved(settings.keys) == ({command.id: command.keys for command in COMMANDS}, [])
    assert set(tomllib.loads(listing())) == {"keys"}


def test_our_own_texts_follow_the_exit_and_safety() -> None:
    text = "F8 opens Safety. F12 or ctrl+\\ clears the screen."
    assert with_keys(text) == text

    use_keys({"everywhere.vanish": "f8", "everywhere.safety": "f12"})
    assert with_keys(text) == "F12 opens Safety. F8 clears the screen."


def test_keys_are_shown_as_people_read_them() -> None:
    names = (
        "ctrl+s",
        "ctrl+backslash",
        "f12",
        "left_square_bracket",
        "question_mark",
        "escape",
        "minus",
        "space",
    )

    assert [shown_key(name) for name in names] == ["^s", "^\\", "F12", "[", "?", "esc", "-", "space"]


SET = """
[keys]
checkin.save = "ctrl+g"
checkin.edit = "!,f11"
checkin.release = "ctrl+o"
shell.hand_over = "ctrl+b"
shell.undo = "&"
who.choose-1 = "b"
everywhere.vanish = "f10"
everywhere.safety = "f15"
names.save_names = "ctrl+g"
feelings.pick = "."
"""


@pytest.fixture
def set_keys(tmp_path: Path) -> Preferences:
    (tmp_path / "config.toml").write_text(SET, encoding="utf-8")
    return Preferences(Config(tmp_path / "config.toml"))


async def test_keys_that_were_set_work_and_the_usual_ones_do_not(
    couple: Companion, set_keys: Preferences
) -> None:
    async with sitting(couple, preferences=set_keys) as there:
        await there.sees("b ◆ Ben")
        await there.press("2")
        await there.sees("Who is writing?")
        await there.press("b")
        await there.sees("How is it today, Ben?")
        await there.press("space", "enter")
        assert "✓" not in there.text
        await there.press(".")
        await there.go_to("need")
        await there.type("a. w")
        await there.press("ctrl+s")
        assert "Ben, your day" not in there.text
        await there.press("ctrl+g")
        await there.sees("Ben, your day")
        await there.sees("or until you open it with ^o.")
        await there.press("r", "e", "ctrl+o")
        await there.sees("^o closes it again.")
        await there.press("&")
        await there.sees("Undone")
        await there.press("!")
        assert there.field("need") == "a. w"
        await there.press("f15")
        await there.sees("F10 clears the screen at once")
        await there.press("f12", "escape")
        assert there.app.is_running
        there.post("f10")
        await there.until(lambda: there.app.has_vanished and not there.app.is_running)


async def test_a_key_of_its_own_works_in_the_middle_of_a_word(
    couple: Companion, set_keys: Preferences
) -> None:
    async with sitting(couple, writer="Ana", preferences=set_keys) as there:
        await there.go_to("need")
        await there.type("half a wo")
        assert "^b hand over" in there.hints
        await there.press("ctrl+b")
        await there.sees("Who is writing?")


async def test_hints_palette_and_help_show_the_keys_that_were_set(
    couple: Companion, set_keys: Preferences
) -> None:
    async with sitting(couple, writer="Ana", preferences=set_keys) as there:
        assert "^g save" in there.hints
        assert "F15 safety" in there.hints
        await there.press("ctrl+p")
        await there.type("Hand the")
        await there.sees("When you are not typing: ^b")
        await there.press("escape", "f9")
        await there.sees("^g Save this check-in")
        await there.sees("! F11 Change the check-in of this day")


async def test_the_first_start_names_the_keys_that_were_set(empty: Companion, set_keys: Preferences) -> None:
    async with sitting(empty, preferences=set_keys) as there:
        await there.sees("F15 opens Safety.")
        await there.sees("F10 clears the screen at once")
        await there.sees("enter goes on, ^g begins.")


async def test_what_cannot_be_used_is_said_at_the_start(couple: Companion, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\ncheckin.save = "s"\neverywhere.vanish = ""\nshell.undo = 1\n', encoding="utf-8")
    async with sitting(couple, writer="Ana", preferences=Preferences(Config(path))) as there:
        said = [notice.message for notice in there.app._notifications]
        assert [notice.removeprefix(f"{path}, ").partition(":")[0] for notice in said] == [
            "line 4", "line 2", "line 3",
        ]  # fmt: skip
        await there.press("space", "ctrl+s")
        await there.sees("Ana, your day")


async def test_one_start_knows_nothing_of_the_keys_of_another(
    couple: Companion, set_keys: Preferences
) -> None:
    async with sitting(couple, writer="Ana", preferences=set_keys):
        assert key("checkin.save") == "^g"
    async with sitting(couple, writer="Ana") as there:
        assert by_id("checkin.save").keys == "ctrl+s"
        assert "^s save" in there.hints


def test_nobody_without_settings_waits_for_the_check() -> None:
    code = (
        "import sys\nfrom trust_tui.services.opening import open_demo, open_preferences\n"
        "from trust_tui.services.clock import system_clock\nfrom trust_tui.ui.app import TrustApp\n"
        "TrustApp(open_demo(system_clock), open_preferences(None))\n"
        "print('trust_tui.ui.keys' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_the_keys_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "trust-tui").mkdir()
    (tmp_path / "trust-tui" / "config.toml").write_text('[keys]\ncheckin.save = "f11"\ncheckin.edit = "w"\n')
    done = subprocess.run(
        [sys.executable, "-m", "trust_tui", "keys"],
        cwd=ROOT,
        env={"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    printed = tomllib.loads(done.stdout)["keys"]
    assert (printed["checkin"]["save"], printed["checkin"]["edit"]) == ("f11", "e")
    assert "line 3: w is taken" in done.stderr
