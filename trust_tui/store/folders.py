"""The folders that the system sets aside for a program's data, settings and state."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import platformdirs

APP = "trust-tui"

_XDG_DEFAULTS = {"data": ".local/share", "config": ".config", "state": ".local/state"}


def home_folder(env: Mapping[str, str]) -> Path | None:
    """Return the home folder that the environment or the system's list of users names, or None.

    It need not exist.
    """
    named = env.get("HOME", "")
    if Path(named).is_absolute():
        return Path(named)
    try:
        import pwd
    except ImportError:  # Windows, where platformdirs asks the system itself.
        return Path(platformdirs.user_data_dir())
    try:
        folder = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return None
    return folder if folder.is_absolute() else None


def system_folder(kind: str, home: Path, env: Mapping[str, str]) -> Path:
    """Return this program's folder for one kind of file.

    The XDG variables are read here and not through platformdirs, which looks past `env` and, in some
    versions, takes a relative value that the XDG specification wants ignored.

    Args:
        kind: "data", "config" or "state".
        home: The home folder; where neither it nor the platform says more, the folder lies in it.
        env: The environment.
    """
    chosen = xdg(kind, env)
    if chosen:
        return chosen / APP
    if sys.platform in {"darwin", "win32"}:
        return Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
    return home / _XDG_DEFAULTS[kind] / APP


def xdg(kind: str, env: Mapping[str, str]) -> Path | None:
    """Return the folder that XDG_DATA_HOME and its like name, or None where it is unset or relative."""
    value = Path(env.get(f"XDG_{kind.upper()}_HOME", ""))
    return value if value.is_absolute() else None
