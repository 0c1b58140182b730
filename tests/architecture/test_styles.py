"""styles/ holds stylesheets and nothing that runs."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.source import ROOT


def strangers(folder: Path) -> list[str]:
    """Return the files in `folder` that are not stylesheets."""
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".tcss"]


def test_styles_holds_stylesheets_only() -> None:
    assert (ROOT / "styles").is_dir()
    assert strangers(ROOT / "styles") == []


def test_code_among_the_styles_is_seen(tmp_path: Path) -> None:
    (tmp_path / "checkin.tcss").write_text("")
    (tmp_path / "checkin.py").write_text("")
    assert strangers(tmp_path) == ["checkin.py"]
