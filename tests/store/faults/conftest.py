"""The faults are those of Linux and macOS; Windows has none of the calls that bring them about."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.store.faults.nursery import Nursery

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """A parent for processes that write, and that something happens to."""
    from tests.store.faults.nursery import Nursery

    with Nursery() as parent:
        yield parent
