"""The zone's name where the system tells it, and nothing where it would be a guess."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trust_tui.services.clock import system_clock, zone_name

needs_tzset = pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no tzset")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let a test set TZ for the whole process, and take it back."""
    yield monkeypatch
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def localtime(patch: pytest.MonkeyPatch, target: str | OSError) -> None:
    """Let /etc/localtime be a link to `target`, or none."""

    def readlink(_path: Path) -> Path:
        if isinstance(target, OSError):
            raise target
        return Path(target)

    patch.delenv("TZ", raising=False)
    patch.setattr(Path, "readlink", readlink)


@pytest.mark.parametrize(
    ("tz", "name"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        (":Europe/Lisbon", "Europe/Lisbon"),
        ("America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Etc/GMT+12", "Etc/GMT+12"),
        ("America/Port-au-Prince", "America/Port-au-Prince"),
        ("/usr/share/zoneinfo/Europe/Lisbon", "Europe/Lisbon"),
        (":/usr/share/zoneinfo/Europe/Lisbon", "Europe/Lisbon"),
        ("/home/ana/my zone", ""),
        ("UTC", ""),
        ("UTC0", ""),
        ("EST5EDT", ""),
        ("CET-1CEST,M3.5.0/2,M10.5.0/3", ""),
        ("<+0330>-3:30", ""),
        ("", ""),
        (":", ""),
        ("Europe/\x1b[2J", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_a_zone_that_was_set_counts_by_its_name(monkeypatch: pytest.MonkeyPatch, tz: str, name: str) -> None:
    localtime(monkeypatch, "/usr/share/zoneinfo/Asia/Tokyo")
    monkeypatch.setenv("TZ", tz)
    assert zone_name() == name


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/usr/share/zoneinfo/Europe/Lisbon", "Europe/Lisbon"),
        ("../usr/share/zoneinfo/Europe/Lisbon", "Europe/Lisbon"),
        ("/usr/share/zoneinfo/posix/Europe/Lisbon", "Europe/Lisbon"),
        ("/var/db/timezone/zoneinfo/America/St_Johns", "America/St_Johns"),
        ("/usr/share/zoneinfo/UTC", "UTC"),
        ("/etc/my-zone", ""),
        ("/usr/share/zoneinfo/", ""),
    ],
)
def test_else_the_systems_link_tells(monkeypatch: pytest.MonkeyPatch, target: str, name: str) -> None:
    localtime(monkeypatch, target)
    assert zone_name() == name


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EINVAL, errno.EACCES], ids=errno.errorcode.get)
def test_where_there_is_no_link_there_is_no_name(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    localtime(monkeypatch, OSError(number, "no link"))
    assert zone_name() == ""


@needs_tzset
@pytest.mark.parametrize(
    ("tz", "told", "offset"),
    [
        ("Asia/Kathmandu", "Asia/Kathmandu", timedelta(hours=5, minutes=45)),
        ("<-0330>3:30", "-03:30", timedelta(hours=-3, minutes=-30)),
        ("XYZ-5", "+05:00", timedelta(hours=5)),
        # At any hour, in one of these it is another day than in UTC.
        ("XYZ-14", "+14:00", timedelta(hours=14)),
        ("XYZ12", "-12:00", timedelta(hours=-12)),
        ("", "+00:00", timedelta()),
    ],
)
def test_the_day_and_the_zone_are_those_at_the_keyboard(
    zone: pytest.MonkeyPatch, tz: str, told: str, offset: timedelta
) -> None:
    zone.setenv("TZ", tz)
    time.tzset()
    earliest = datetime.now(UTC)
    moment = system_clock()
    latest = datetime.now(UTC)

    assert moment.tz == told
    assert earliest <= moment.at <= latest
    assert moment.at.tzinfo is UTC
    assert (moment.at + offset).date() == moment.day
