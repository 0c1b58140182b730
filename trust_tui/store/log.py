"""The log of what went wrong inside: where in the code, never what anybody wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from trust_tui.model.moments import Moment
    from trust_tui.store.disk import Disk

LIMIT = 200_000
"""Bytes after which the log begins anew."""


def write_log(path: Path, error: BaseException, moment: Moment, disk: Disk) -> bool:
    """Note an unexpected error. Say whether it could be noted.

    An error's own message may quote what somebody typed, so only its type and the lines of code are noted.
    """
    try:
        disk.make_folders(path.parent)
        before = disk.read(path) if disk.is_there(path) else b""
        disk.write_whole(path, before[-LIMIT:] + _entry(error, moment).encode())
    except OSError:
        return False
    return True


def _entry(error: BaseException, moment: Moment) -> str:
    lines = [f"{moment.at:%Y-%m-%d %H:%M:%S}Z"]
    chain: BaseException | None = error
    noted: set[int] = set()
    while chain is not None and id(chain) not in noted:
        noted.add(id(chain))
        lines.append(f"  {type(chain).__module__}.{type(chain).__qualname__}")
        lines += [f"    {place}" for place in _places(chain.__traceback__)]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines) + "\n"


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{traceback.tb_lineno} {code.co_qualname}")
        traceback = traceback.tb_next
    return places
