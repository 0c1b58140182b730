"""The commands that the README shows do what it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.services.portable.test_journals import DAYLIO, JRNL, LOOP
from trust_tui.services.clock import system_clock
from trust_tui.services.opening import find_places, open_companion

ROOT = Path(__file__).resolve().parents[2]


def shown(marker: str) -> list[str]:
    """Return the lines of the block behind a marker."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- tried: {marker} -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found, f"the README shows no {marker}"
    return found[1].splitlines()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Nora and Sam, and files of other programs."""
    companion = open_companion(find_places(tmp_path / "ours.json"), system_clock)
    nora, _ = companion.people.set_up("Nora", "Sam").people
    companion.victories.add(nora, system_clock().day, "A walk")
    companion.close()
    (tmp_path / "trust-tui").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m trust_tui "$@"\n')
    (tmp_path / "trust-tui").chmod(0o755)
    (tmp_path / "jrnl.json").write_text(json.dumps(JRNL))
    (tmp_path / "daylio.csv").write_text(DAYLIO.replace("2026-11", "2026-10"))
    with zipfile.ZipFile(tmp_path / "Loop Habits CSV.zip", "w") as archive:
        archive.writestr("Checkmarks.csv", LOOP)
    return tmp_path


def run(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {
        "HOME": str(home),
        "PATH": f"{home}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "TRUST_TUI_FILE": str(home / "ours.json"),
        "LC_ALL": "C.UTF-8",
    }
    return subprocess.run(
        ["bash", "-ec", line], cwd=home, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_what_the_readme_shows_works(home: Path) -> None:
    for line in shown("export"):
        done = run(line, home)
        assert done.returncode == 0, (line, done)
        assert done.stderr.startswith("trust-tui: This holds")
    endings = sorted(path.suffix for path in home.glob("export-*"))
    assert endings == [".json", ".md", ".zip"]
    next(home.glob("export-*.json")).rename(home / "export-2026-11-22.json")

    for line in shown("import"):
        command, _, about = line.partition("#")
        done = run(f"{command} --yes", home)
        assert done.returncode == 0, (line, done)
        assert ("here already" if "export" in line else "It is taken in.") in done.stdout
        assert not about or about.split(":")[0].strip() in done.stdout

    said = [run(line, home) for line in shown("script")]
    assert [done.returncode for done in said] == [0] * len(said), said
    assert sum("is saved" in done.stdout for done in said) == 2
