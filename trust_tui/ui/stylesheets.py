"""Where the stylesheets are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path, PurePath

_PACKAGE = Path(__file__).parent.parent


def stylesheets() -> list[str | PurePath]:
    """Return every stylesheet, in the order of their names. A new tab's is found without being named."""
    installed = _PACKAGE / "styles"
    folder = installed if installed.is_dir() else _PACKAGE.parent / "styles"
    return [*sorted(folder.glob("*.tcss"))]
