"""The system's clock, read in the zone of the person at the keyboard."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from trust_tui.model.moments import Moment

_NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")


def system_clock() -> Moment:
    """Return the present moment, with the name of the local zone where the system tells it."""
    return Moment.of(datetime.now().astimezone(), zone_name())


def zone_name() -> str:
    """Return the IANA name of the local zone, such as "Europe/Lisbon", or "" where it cannot be told."""
    named = os.environ.get("TZ")
    if named is None:
        return _name_in(_link())
    named = named.removeprefix(":")
    if named.startswith("/"):
        return _name_in(named)
    # Without a slash it may as well be a rule of its own, such as "EST5EDT".
    return named if "/" in named and _NAME.fullmatch(named) else ""


def _link() -> str:
    try:
        return Path("/etc/localtime").readlink().as_posix()
    except OSError:
        return ""


def _name_in(path: str) -> str:
    name = path.partition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")
    return name if _NAME.fullmatch(name) else ""
