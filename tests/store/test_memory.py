"""Large blocks that nobody needs any more are the system's again."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import re, sys, threading
from pathlib import Path
from datetime import UTC, date, datetime
from trust_tui.model.moments import Moment
from trust_tui.store import Ledger

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024

def use():
    for _ in range(2):
        block = bytes(20 << 20)
        block = block.replace(b"\\0", b"x")
        del block

if sys.argv[1] == "maintained":
    now = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    Ledger.in_memory().maintain(Moment(now, date(2026, 11, 22), "UTC"))
before = held()
for _ in range(2):
    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
print(held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps large blocks")
def test_after_a_quiet_moment_no_large_block_stays() -> None:
    def kept(how: str) -> int:
        run = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True)
        return int(run.stdout)

    assert kept("as it is") > 15, "otherwise this test could not fail"
    assert kept("maintained") < 5
