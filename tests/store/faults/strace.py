"""Makes one system call of a process fail, or be its last: strace can."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.store.faults.nursery import Event, Nursery
from tests.store.faults.programs import Job

# Everything by which a save, a fold, a backup or a draft reaches the disk. Not every machine has all of them.
CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "mkdir", "mkdirat", "fchmod", "chmod", "fchmodat",
)  # fmt: skip
_TRACE = "trace=" + ",".join(f"?{call}" for call in CALLS)


def need_strace() -> str:
    """Return the path of strace; skip the test where there is none or it may not trace."""
    strace = shutil.which("strace")
    if not strace:
        pytest.skip("strace is not installed")
    done = subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")
    return strace


def run_traced(nursery: Nursery, job: Job, log: Path, inject: str = "") -> list[Event]:
    """Run a job that stops before its beginning under strace.

    Args:
        nursery: The parent of the job.
        job: What to do; its `stop` must be set.
        log: Where strace writes the calls it saw.
        inject: What happens to which call, as strace's own option has it; nothing where empty.

    Returns:
        What the job reported.
    """
    nursery.begin(job)
    stopped = nursery.next()["stopped"]
    options = ["-e", _TRACE, *(["-e", f"inject={inject}"] if inject else [])]
    tracer = subprocess.Popen(
        [need_strace(), "-o", str(log), *options, "-p", str(stopped)], stderr=subprocess.PIPE, text=True
    )
    assert tracer.stderr
    attached = tracer.stderr.readline()
    os.kill(stopped, signal.SIGCONT)
    events = nursery.finish()
    _, rest = tracer.communicate()
    assert "attached" in attached, attached + rest
    return events


def calls_in(log: Path) -> Counter[str]:
    """Return how often each call was made."""
    return Counter(re.findall(r"^(\w+)\(", log.read_text(), re.MULTILINE))
