"""A settings file that people edit: a slip in one line costs that line."""

from __future__ import annotations

import errno
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.nobody import ROOT, needs_users, nobodys_folder, run_as_nobody
from trust_tui.store.config import Config, KeySetting, Settings
from trust_tui.store.disk import Disk
from trust_tui.store.errors import LedgerError

__all__ = ["nobodys_folder"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def loaded(path: Path, text: str | bytes) -> Settings:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Config(path).load()


def test_without_a_file_the_usual_settings_apply(tmp_path: Path) -> None:
    assert Config(tmp_path / "no" / "such.toml").load() == Settings("evening", "", (), ())
    assert list(tmp_path.iterdir()) == []


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folders" / "config.toml"
    Config(path).set("theme", "morning")
    Config(path).set("country", "PT")

    assert Config(path).load() == Settings("morning", "PT")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_setting_keeps_everything_else_as_it_was(path: Path) -> None:
    path.write_text(
        "# mine\ntheme = 'morning'  # soft\r\n\nunknown = 1\n\n[keys] # later\nquit = 'x'\n", newline=""
    )

    Config(path).set("theme", "night")
    Config(path).set("country", "DE")

    text = path.read_bytes().decode()
    assert "# mine" in text
    assert "# soft\r\n" in text
    assert "[keys] # later\nquit = 'x'\n" in text
    settings = Config(path).load()
    assert (settings.theme, settings.country) == ("night", "DE")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_value_comes_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    Config(path).set("theme", value)

    assert Config(path).load() == Settings(theme=value)


def test_a_broken_line_is_named_and_the_rest_applies(path: Path) -> None:
    settings = loaded(path, 'theme = "night"\r\ncountry = PT\r\n')

    assert (settings.theme, settings.country) == ("night", "")
    (problem,) = settings.problems
    assert str(path) in problem
    assert "line 2" in problem


def test_an_unknown_setting_is_named_with_its_line(path: Path) -> None:
    settings = loaded(path, 'country = "PT"\n\nthem = "night"\n[colour]\nx = 1\n')

    assert settings.country == "PT"
    assert ["line 3: “them”" in settings.problems[0], "line 4: “colour”" in settings.problems[1]] == [
        True,
        True,
    ]


@pytest.mark.parametrize("value", ["1", "true", "['night']", "{a = 1}", "1979-05-27"])
def test_a_value_of_the_wrong_kind_is_named(path: Path, value: str) -> None:
    settings = loaded(path, f'theme = {value}\ncountry = "PT"\n')

    assert (settings.theme, settings.country) == ("evening", "PT")
    assert "line 1: “theme” wants a text in quotes" in settings.problems[0]


def test_a_setting_given_twice_counts_once(path: Path) -> None:
    settings = loaded(path, 'theme = "night"\ntheme = "morning"\n')

    assert settings.theme == "night"
    assert "line 2" in settings.problems[0]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"\0" * 50,
        b"theme = '''never closed",
        b"a = " + b"[" * 100_000,
        b"!\n" * 1000,
        b"\x7fELF\x02\x01",
        b"theme = \"\x1b[2J\"",
    ],
)  # fmt: skip
def test_rubbish_is_named_and_the_usual_settings_apply(path: Path, content: bytes) -> None:
    settings = loaded(path, content)

    assert (settings.theme, settings.country) == ("evening", "")
    assert 1 <= len(settings.problems) <= 25
    assert all(str(path) in problem for problem in settings.problems)


def test_a_mark_that_windows_editors_leave_is_no_mistake(path: Path) -> None:
    assert loaded(path, b'\xef\xbb\xbftheme = "night"\r\n') == Settings("night")


def test_a_key_in_a_message_commands_no_terminal(path: Path) -> None:
    (problem,) = loaded(path, '"\\u001b[2J" = 1\n').problems

    assert "\x1b" not in problem


def test_a_file_with_a_mistake_is_not_written(path: Path) -> None:
    path.write_text("theme = \nmine = 1 # keep\n")

    with pytest.raises(LedgerError, match="has a mistake"):
        Config(path).set("theme", "night")

    assert path.read_text() == "theme = \nmine = 1 # keep\n"


@pytest.mark.parametrize("name", ["problems", "keys", "them"])
def test_only_settings_that_are_a_text_can_be_set(path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        Config(path).set(name, "x")


# Keys.


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[keys]\n"checkin.save" = "f2, ctrl+s"\n', 2),
        ("[keys]\n'checkin.save' = 'f2, ctrl+s'\n", 2),
        ('# mine\n[keys]\n\ncheckin.save = "f2, ctrl+s"\n', 4),
        ('[keys.checkin]\nsave = "f2, ctrl+s"\n', 2),
        ('keys.checkin.save = "f2, ctrl+s"\n', 1),
        ('theme = "night"\nkeys = {"checkin.save" = "f2, ctrl+s"}\n', 2),
    ],
)
def test_keys_are_read_however_toml_lets_them_be_written(path: Path, text: str, line: int) -> None:
    settings = loaded(path, text)

    assert settings.keys == (KeySetting("checkin.save", "f2, ctrl+s", f"{path}, line {line}"),)
    assert settings.problems == ()


def test_keys_come_in_the_order_of_the_file(path: Path) -> None:
    keys = loaded(path, '[keys]\n"shell.undo" = "z"\n"checkin.edit" = "c"\n"shell.help" = "h"\n').keys

    assert [(key.command, key.keys) for key in keys] == [
        ("shell.undo", "z"), ("checkin.edit", "c"), ("shell.help", "h"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["2", "['f2']", "true"])
def test_keys_that_are_no_text_are_named_and_the_others_count(path: Path, value: str) -> None:
    settings = loaded(path, f'theme = "night"\n[keys]\ncheckin.save = {value}\nshell.undo = "z"\n')

    assert settings.theme == "night"
    assert [key.command for key in settings.keys] == ["shell.undo"]
    assert settings.problems == (f"{path}, line 3: “checkin.save” wants a text in quotes.",)


def test_keys_that_are_no_table_are_named(path: Path) -> None:
    settings = loaded(path, 'keys = "f2"\n')

    assert settings.keys == ()
    assert "line 1: “keys” wants a table" in settings.problems[0]


def test_choosing_colours_leaves_the_keys_alone(path: Path) -> None:
    path.write_text('[keys]\ncheckin.save = "f2"\n')
    Config(path).set("theme", "night")

    settings = Config(path).load()
    assert (settings.theme, [key.keys for key in settings.keys]) == ("night", ["f2"])


def test_a_folder_in_its_place_is_a_message(path: Path) -> None:
    path.mkdir()

    assert str(path) in Config(path).load().problems[0]
    with pytest.raises(LedgerError, match="holds until you quit"):
        Config(path).set("theme", "night")


def test_a_full_disk_is_a_message_and_the_file_is_as_it_was(path: Path) -> None:
    class Full(Disk):
        def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    path.write_text('theme = "night"\n')

    with pytest.raises(LedgerError, match="No space left"):
        Config(path, Full()).set("theme", "morning")

    assert path.read_text() == 'theme = "night"\n'
    assert len(list(path.parent.iterdir())) == 1


@needs_users
def test_a_folder_that_cannot_be_written_is_a_message(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o500)

    said = run_as_nobody(
        "from trust_tui.store.config import Config\nfrom trust_tui.store.errors import LedgerError\n"
        "import tomllib, tomlkit",
        "try:\n    Config(where / 'new' / 'config.toml').set('theme', 'night')\n"
        "except LedgerError as problem:\n    print(problem)",
        nobodys_folder,
    )

    assert str(nobodys_folder) in said


@needs_users
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text("# carried around\n")
    path.symlink_to("dotfiles.toml")

    Config(path).set("theme", "night")

    assert path.is_symlink()
    assert (tmp_path / "dotfiles.toml").read_text() == '# carried around\ntheme = "night"\n'


def test_reading_does_not_load_the_writer() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom trust_tui.store.config import Config\n"
        "Config(Path('none')).load()\nprint('tomlkit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
