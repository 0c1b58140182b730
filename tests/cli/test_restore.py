"""`trust-tui backup` and `trust-tui restore` at the prompt: what they say, ask, and end with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.cli import main
from trust_tui.cli.saying import DAMAGED, NO_PLACE, OK, USAGE
from trust_tui.model.kept import Victory
from trust_tui.services.opening import Places, open_companion

SECRET = "for Ana alone"


class Prompt(io.StringIO):
    """Somebody who types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def places(tmp_path: Path, clock: MovedClock, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Two victories; a backup that has one of them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRUST_TUI_FILE", str(tmp_path / "ours.json"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.victories.add(ana, TODAY, "one")
    companion.tidy()
    companion.victories.add(ana, TODAY, SECRET)
    companion.close()
    return places


def texts(places: Places, clock: MovedClock) -> list[str]:
    companion = open_companion(places, clock)
    found = [victory.text for victory in companion.ledger.all(Victory)]
    companion.close()
    return found


def test_the_list_has_a_number_a_day_and_counts(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", "--list"]) == OK
    words = capsys.readouterr().out
    assert (
        "  1  Sunday 22 November 2026: 0 check-ins, 0 boundaries, 0 promises, 1 victory, and 2 more" in words
    )
    assert str(places.backups) in words
    assert main(["restore"]) == OK
    assert capsys.readouterr().out == words
    assert SECRET not in words


def test_without_a_yes_nothing_changes(
    places: Places, clock: MovedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["restore", "1"]) == USAGE
    said = capsys.readouterr()
    assert "victories 2 1 <" in " ".join(said.out.split())
    assert "--yes" in said.err
    monkeypatch.setattr("sys.stdin", Prompt("no\n"))
    assert main(["restore", "1"]) == OK
    assert "nothing was changed" in capsys.readouterr().err
    assert texts(places, clock) == ["one", SECRET]


@pytest.mark.parametrize("is_asked", [True, False])
def test_with_a_yes_it_goes_back_and_says_what_was_kept(
    places: Places,
    clock: MovedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_asked: bool,
) -> None:
    monkeypatch.setattr("sys.stdin", Prompt("yes\n") if is_asked else io.StringIO())
    assert main(["restore", "1", *([] if is_asked else ["--yes"])]) == OK
    (kept,) = places.ledger.parent.glob("ours.json.replaced-*")
    assert f"trust-tui restore {kept}" in capsys.readouterr().out
    assert texts(places, clock) == ["one"]
    assert main(["restore", str(kept), "--yes"]) == OK
    assert texts(places, clock) == ["one", SECRET]


def test_a_backup_says_where_it_is_and_never_overwrites(
    places: Places, clock: MovedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--to", "copy.json"]) == OK
    assert capsys.readouterr().out == f"{Path.cwd() / 'copy.json'}\n"
    before = Path("copy.json").read_bytes()
    assert main(["backup", "--to", "copy.json"]) == NO_PLACE
    assert Path("copy.json").read_bytes() == before
    assert main(["backup"]) == OK
    assert Path(capsys.readouterr().out.strip()).parent == places.ledger.parent
    assert main(["restore", "1", "--yes"]) == OK
    assert main(["restore", "copy.json", "--yes"]) == OK
    assert texts(places, clock) == ["one", SECRET]


def test_a_damaged_ledger_is_not_copied_and_can_be_gone_back_from(
    places: Places, clock: MovedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    places.ledger.write_bytes(places.ledger.read_bytes()[:-40])
    assert main(["backup", "--to", "copy.json"]) == DAMAGED
    assert not Path("copy.json").exists()
    assert main(["restore", "1", "--yes"]) == OK
    assert "cannot be read" in capsys.readouterr().out
    assert texts(places, clock) == ["one"]


def test_what_is_not_there_is_named(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    for which in ("7", "2020-01-01", "nowhere.json"):
        assert main(["restore", which, "--yes"]) in {USAGE, NO_PLACE}
        assert which in capsys.readouterr().err


@pytest.mark.parametrize("command", ["backup", "restore", "doctor"])
def test_the_demo_has_no_file_and_yours_is_left_alone(places: Places, command: str) -> None:
    before = places.ledger.read_bytes()
    assert main(["--demo", command]) == USAGE
    assert places.ledger.read_bytes() == before
