"""Where the files are, whatever the environment looks like."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.nobody import needs_users, nobodys_folder, run_as_nobody
from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text
from trust_tui.store.folders import home_folder
from trust_tui.store.paths import Places

__all__ = ["nobodys_folder"]

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither modes nor XDG folders")
LINUX = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="other systems have folders of their own"
)

ODD_NAMES = [
    "our ledger.json",
    'it\'s "ours".json',
    "line\nbreak.json",
    "❤️‍🩹.json",
    "*?[a]%s{}.json",
    "-rf",
    "[bold]x[nope].json",
]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return {"HOME": str(home)}


@pytest.fixture
def any_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@LINUX
def test_without_a_choice_the_xdg_defaults_are_used(env: dict[str, str]) -> None:
    places = Places.resolve(None, env)

    home = Path(env["HOME"])
    assert places.ledger == home / ".local/share/trust-tui/ledger.json"
    assert places.config == home / ".config/trust-tui/config.toml"
    assert places.log == home / ".local/state/trust-tui/trust-tui.log"
    assert list(home.iterdir()) == []


@POSIX
def test_xdg_variables_choose_the_folders(env: dict[str, str], tmp_path: Path) -> None:
    env |= {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("DATA", "CONFIG", "STATE")}

    places = Places.resolve(None, env)

    assert places.ledger == tmp_path / "DATA/trust-tui/ledger.json"
    assert places.config == tmp_path / "CONFIG/trust-tui/config.toml"
    assert places.state == tmp_path / "STATE/trust-tui"


@pytest.mark.parametrize("odd", ["", "relative/data", ".", "~/data", "\n", "../up"])
def test_xdg_values_that_are_not_absolute_are_ignored(env: dict[str, str], odd: str) -> None:
    usual = Places.resolve(None, env)

    assert (
        Places.resolve(None, env | {f"XDG_{kind}_HOME": odd for kind in ("DATA", "CONFIG", "STATE")}) == usual
    )


def test_the_option_beats_the_variable_beats_the_default(env: dict[str, str], tmp_path: Path) -> None:
    env["TRUST_TUI_FILE"] = str(tmp_path / "from-variable.json")

    assert Places.resolve(tmp_path / "from-option.json", env).ledger.name == "from-option.json"
    assert Places.resolve(None, env).ledger.name == "from-variable.json"
    assert Places.resolve(None, env | {"TRUST_TUI_FILE": ""}).ledger.name == "ledger.json"


def test_companions_live_beside_the_ledger(env: dict[str, str], tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", env)

    beside = {places.journal, places.lock, places.drafts, places.backups}
    assert {path.parent for path in beside} == {places.ledger.parent}
    assert len(beside) == 4
    assert all(path.name.startswith("ours.json.") for path in beside)


@POSIX
def test_a_symlink_is_followed_and_its_companions_stay_with_the_real_file(
    env: dict[str, str], tmp_path: Path
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link.json").symlink_to("real/ours.json")

    places = Places.resolve(tmp_path / "link.json", env)

    assert places.ledger == real / "ours.json"
    assert places.journal.parent == real
    assert places.shown == tmp_path / "link.json"


def test_a_relative_choice_is_made_absolute(
    env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Places.resolve(Path("ours.json"), env).ledger == Path(os.path.realpath(tmp_path)) / "ours.json"


@POSIX
@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_only_a_name(env: dict[str, str], tmp_path: Path, name: str) -> None:
    places = Places.resolve(tmp_path / name, env)

    assert places.ledger.name == name
    assert places.journal.name == name + ".journal"
    assert "\n" not in path_text(places.ledger)


def test_a_path_in_a_message_commands_no_terminal() -> None:
    assert (
        path_text(Path("a\x1b[2J\u202eb\nc\td"))
        == "a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}b␤c d"
    )


# What cannot be a ledger is refused, by name and with advice.


def refusal(file: Path | None, env: dict[str, str]) -> str:
    with pytest.raises(PlaceProblem) as caught:
        Places.resolve(file, env)
    return str(caught.value)


def test_a_folder_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    message = refusal(tmp_path, env)

    assert f"{tmp_path} is a folder" in message
    assert str(tmp_path / "ledger.json") in message


def test_an_empty_option_is_refused(env: dict[str, str]) -> None:
    assert "is a folder" in refusal(Path(), env)


def test_a_missing_parent_is_named(env: dict[str, str], tmp_path: Path) -> None:
    message = refusal(tmp_path / "mispelt" / "ours.json", env)

    assert f"{tmp_path / 'mispelt'} does not exist" in message
    assert not (tmp_path / "mispelt").exists()


@POSIX
def test_a_link_to_nowhere_names_the_folder_that_is_missing(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "unplugged" / "ours.json")

    assert f"{tmp_path / 'unplugged'} does not exist" in refusal(tmp_path / "link.json", env)


@POSIX
def test_a_link_to_itself_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")

    assert "cannot be used as a ledger" in refusal(tmp_path / "loop.json", env)


@POSIX
def test_a_pipe_is_refused_without_being_opened(env: dict[str, str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")  # Opening it would wait for ever.

    assert "is not an ordinary file" in refusal(tmp_path / "pipe.json", env)
    assert "is not an ordinary file" in refusal(Path("/dev/null"), env)


def test_a_file_in_the_place_of_a_folder_is_refused(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert str(tmp_path / "file" / "ours.json") in refusal(tmp_path / "file" / "ours.json", env)


@pytest.mark.parametrize("name", ["nul\0byte.json", "x" * 200, "ä" * 95, "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(env: dict[str, str], tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name, env)


@POSIX
def test_the_longest_name_leaves_room_for_its_companions(env: dict[str, str], tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / ("x" * 180), env)

    for path in (places.ledger, places.journal, places.lock):
        path.write_text("")


# Homes.


@LINUX
def test_a_home_that_does_not_exist_is_named_and_not_created(tmp_path: Path) -> None:
    message = refusal(None, {"HOME": str(tmp_path / "gone")})

    assert str(tmp_path / "gone") in message
    assert "--file" in message
    assert not (tmp_path / "gone").exists()


@LINUX
def test_a_data_folder_makes_up_for_a_missing_home(tmp_path: Path) -> None:
    places = Places.resolve(None, {"HOME": str(tmp_path / "gone"), "XDG_DATA_HOME": str(tmp_path / "data")})

    places.prepare(Disk())

    assert (tmp_path / "data/trust-tui").is_dir()


@POSIX
@pytest.mark.parametrize("env", [{}, {"HOME": ""}, {"HOME": "not/absolute"}])
def test_without_a_home_variable_the_list_of_users_is_asked(env: dict[str, str]) -> None:
    import pwd

    assert home_folder(env) == Path(pwd.getpwuid(os.getuid()).pw_dir)


@LINUX
def test_without_any_home_a_chosen_file_still_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 2_000_000_000)

    places = Places.resolve(tmp_path / "ours.json", {})

    assert places.config.is_relative_to(tmp_path)
    assert "HOME is not set" in refusal(None, {})


# Preparing.


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
@pytest.mark.usefixtures("any_umask")
def test_the_default_folder_is_for_this_person_alone(env: dict[str, str], mask: int) -> None:
    places = Places.resolve(None, env)
    os.umask(mask)

    places.prepare(Disk())

    folder = places.ledger.parent
    while folder != Path(env["HOME"]):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent


@POSIX
def test_a_folder_that_cannot_be_created_is_named(env: dict[str, str], tmp_path: Path) -> None:
    class Stubborn(Disk):
        def mkdir(self, path: Path) -> None:
            raise OSError(errno.EDQUOT, "Disk quota exceeded")

    places = Places.resolve(None, env | {"XDG_DATA_HOME": str(tmp_path / "data")})

    with pytest.raises(PlaceProblem, match=r"data/trust-tui could not be created \(Disk quota exceeded\)"):
        places.prepare(Stubborn())


def test_a_file_where_the_default_folder_belongs_is_named(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    message = refusal(None, env | {"XDG_DATA_HOME": str(tmp_path / "data")})

    assert str(tmp_path / "data") in message


IMPORTS = """
from trust_tui.store.disk import Disk
from trust_tui.store.errors import PlaceProblem, path_text
from trust_tui.store.paths import Places
"""
PREPARE = """
try:
    Places.resolve({file}, {{"HOME": str(where)}}).prepare(Disk())
except PlaceProblem as problem:
    print("refused:", problem)
else:
    print("fine")
"""


@needs_users
def test_a_home_that_cannot_be_written_is_named(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o500)

    said = run_as_nobody(IMPORTS, PREPARE.format(file=None), nobodys_folder)

    assert said.startswith("refused:")
    assert str(nobodys_folder) in said


@needs_users
def test_a_chosen_folder_that_cannot_be_written_is_named(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o500)

    said = run_as_nobody(IMPORTS, PREPARE.format(file="where / 'ours.json'"), nobodys_folder)

    assert f"Nothing can be written in the folder {nobodys_folder}" in said


@needs_users
def test_a_ledger_that_is_there_is_no_problem_of_its_place(nobodys_folder: Path) -> None:
    (nobodys_folder / "ours.json").write_text("")
    nobodys_folder.chmod(0o500)

    assert run_as_nobody(IMPORTS, PREPARE.format(file="where / 'ours.json'"), nobodys_folder) == "fine\n"


@needs_users
def test_a_folder_that_cannot_be_looked_into_is_named(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o000)

    said = run_as_nobody(IMPORTS, PREPARE.format(file="where / 'ours.json'"), nobodys_folder)

    assert said.startswith("refused:")
    assert str(nobodys_folder) in said
