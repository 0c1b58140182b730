"""The system's clock, read in the zone of the person at the keyboard."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from trust_tui.model.moments import Moment


def system_clock() -> Moment:
    """Return the present moment, with the name of the local zone where the system tells it."""
    return Moment.of(datetime.now().astimezone(), zone_name())


def zone_name() -> str:
    """Return the IANA name of the local zone, such as "Europe/Lisbon", or "" where it cannot be told."""
    if name := os.environ.get("TZ", "").lstrip(":"):
        return name if "/" in name and not name.startswith("/") else ""
    try:
        target = Path("/etc/localtime").readlink()
    except OSError:
        return ""
    _, found, name = target.as_posix().partition("zoneinfo/")
    return name if found else ""
