"""What shells complete, asked of the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from trust_tui.cli import main
from trust_tui.cli.saying import OK


def script(shell: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == OK
    path = folder / f"completion.{shell}"
    path.write_text(capsys.readouterr().out)
    return path


def asked(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.split("\n")


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@needs("bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("ex",), {"export"}),
        (("export", "--f"), {"--file", "--format", "--for"}),
        (("export", "--format", "mark"), {"markdown"}),
        (("checkin", "--pri"), {"--private"}),
        (("completion", ""), {"bash", "zsh", "fish"}),
        (("import", "--yes", "day"), {"days.json"}),
    ],
)
def test_bash(
    typed: tuple[str, ...], offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "days.json").write_text("{}")
    path = script("bash", tmp_path, capsys)
    words = " ".join(f"'{word}'" for word in ("trust-tui", *typed))
    ask = (
        f"cd '{tmp_path}'; source '{path}'; COMP_WORDS=({words}); COMP_CWORD={len(typed)}; "
        "function=$(complete -p trust-tui | sed 's/.*-F \\([^ ]*\\) .*/\\1/'); "
        "$function 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    assert set(asked("bash", "--norc", "-c", ask)) - {""} == offered


@needs("fish")
def test_fish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("fish", tmp_path, capsys)
    ask = f"source '{path}'; complete -C 'trust-tui ex'; complete -C 'trust-tui export --format mark'"
    offered = {line.split("\t")[0] for line in asked("fish", "--no-config", "-c", ask)} - {""}
    assert {"export", "markdown"} <= offered


@needs("zsh")
def test_zsh_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("zsh", tmp_path, capsys)
    assert asked("zsh", "-f", "-n", str(path)) == [""]
    text = path.read_text()
    assert text.startswith("#compdef trust-tui")
    assert all(name in text for name in ("export", "checkin", "--private", "_files"))
