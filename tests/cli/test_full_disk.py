"""Commands at the prompt when the disk is full: words, a code, everything as it was, nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import TODAY
from tests.store.faults.mounts import mounted
from tests.store.nobody import ROOT
from trust_tui.cli import main
from trust_tui.cli.saying import FAILED, NO_PLACE, OK
from trust_tui.model.kept import Victory
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import find_places, open_companion

UNREADABLE = 2
PAGE = 4096
LONG = ("a long walk " * 150).strip()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on a file system of 256 kB; home is somewhere else."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115 - no terminal
    for name in ("TRUST_TUI_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    with mounted(tmp_path / "stick", "256k") as folder:
        yield folder


def fill(folder: Path) -> Path:
    """Fill a file system but for one page."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * PAGE)
        except OSError:
            file.truncate(file.tell() - PAGE)
    return ballast


def lived_in(file: Path | None, *texts: str) -> None:
    """Set up Ana and Ben with a few victories and a backup."""
    companion = open_companion(find_places(file), system_clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    for text in texts:
        companion.victories.add(ana, TODAY, text)
    companion.tidy()
    companion.close()


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "ballast" and not path.name.endswith(".lock")
    }


@pytest.mark.parametrize(
    "command", [("export", "--to"), ("export", "--format", "csv", "--to"), ("backup", "--to")], ids=" ".join
)
def test_what_goes_out_does_not_fit(
    stick: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    lived_in(None, *(f"{number} {os.urandom(2000).hex()}" for number in range(4)))
    fill(stick)
    before = everything(find_places(None).ledger.parent)

    assert main([*command, str(stick / "out")]) == NO_PLACE

    assert "full" in capsys.readouterr().err
    assert everything(stick) == {}
    assert everything(find_places(None).ledger.parent) == before


def test_what_comes_in_does_not_fit(stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [f"{number} {LONG}" for number in range(8)]
    lived_in(None, *texts)
    out, there = str(tmp_path / "out.json"), str(stick / "ours.json")
    assert main(["export", "--everything", "--yes-both", "--to", out]) == OK
    ballast = fill(stick)
    capsys.readouterr()

    assert main(["--file", there, "import", out, "--yes"]) == NO_PLACE

    assert "full" in capsys.readouterr().err
    assert not open_companion(find_places(stick / "ours.json"), system_clock).couple.people
    assert LONG.encode() not in b"".join(everything(stick).values())
    ballast.unlink()
    assert main(["--file", there, "import", out, "--yes"]) == OK
    companion = open_companion(find_places(stick / "ours.json"), system_clock)
    assert {victory.text for victory in companion.ledger.all(Victory)} == set(texts)
    companion.close()


@pytest.mark.parametrize(
    "command",
    [("backup",), ("restore", "1", "--yes"), ("checkin", "--as", "Ana", "--need", LONG * 3)],
    ids=lambda command: command[0],
)
def test_the_ledgers_own_disk_is_full(
    stick: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    there = stick / "ours.json"
    lived_in(there, *(f"{number} {LONG}" for number in range(8)))
    fill(stick)
    before = everything(stick)

    assert main(["--file", str(there), *command]) == NO_PLACE

    assert "full" in capsys.readouterr().err
    assert everything(stick) == before


def test_what_can_still_be_read_of_a_damaged_ledger_does_not_fit(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = stick / "ours.json"
    lived_in(there, *(f"{number} {LONG}" for number in range(8)))
    there.write_bytes(there.read_bytes()[:-40])
    fill(stick)
    before = everything(stick)

    assert main(["--file", str(there), "doctor", "--repair"]) == UNREADABLE

    assert "full" in capsys.readouterr().err
    assert everything(stick) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [("--demo", "export", "--to", "-"), ("keys",)], ids=lambda c: c[-1])
def test_the_output_does_not_fit(tmp_path: Path, command: tuple[str, ...], unbuffered: str) -> None:
    environment = {"HOME": str(tmp_path), "PYTHONUNBUFFERED": unbuffered}
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "trust_tui", *command],
            cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == FAILED
    assert done.stderr == "trust-tui: the output could not be written (No space left on device).\n"
