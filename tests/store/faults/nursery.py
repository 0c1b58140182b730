"""Raises processes that write to a ledger, quickly: everything is imported once, then each is a fork.

Run as a program it is the parent of the writers; imported, it is how a test speaks with that parent.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from tests.store.faults.programs import PROGRAMS, Job, report, session

ROOT = Path(__file__).resolve().parents[3]

Event = dict[str, Any]
"""What a writer reported, with its "pid"; its end is "exit", minus a signal's number where one ended it."""


class Nursery:
    """The parent process, seen from a test."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *jobs: Job, kill_after: float | None = None) -> list[Event]:
        """Run jobs at the same time, to their end.

        Args:
            jobs: What each process does.
            kill_after: Seconds after the first sign of life until all are killed.

        Returns:
            All that they reported.
        """
        self.begin(*jobs, kill_after=kill_after)
        return self.finish()

    def begin(self, *jobs: Job, kill_after: float | None = None) -> None:
        """Start jobs. `finish` must follow."""
        assert self._process.stdin
        command = {"jobs": [asdict(job) for job in jobs], "kill_after": kill_after}
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def next(self) -> Event:
        """Return the next thing reported."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the nursery itself ended"
        event: Event = json.loads(line)
        return event

    def finish(self) -> list[Event]:
        """Wait for the end of what was begun, and return all that was reported since."""
        events: list[Event] = []
        while True:
            event = self.next()
            if "all_gone" in event:
                return events
            events.append(event)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()


def values(events: Sequence[Event], key: str) -> list[Any]:
    """Return what was reported under one key, in order."""
    return [event[key] for event in events if key in event]


# -- the parent process itself -------------------------------------------------------------------------------


def main() -> None:
    _warm_up()
    for line in sys.stdin:
        command = json.loads(line)
        alive, opened = os.pipe()
        pids = {_born(Job(**job), opened) for job in command["jobs"]}
        os.close(opened)
        if command["kill_after"] is not None:
            # A moment that nobody chose: some time after the first report, or after the end of all.
            select.select([alive], [], [])
            select.select([], [], [], command["kill_after"])
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        while pids:
            pid, status = os.waitpid(-1, os.WUNTRACED)
            if os.WIFSTOPPED(status):
                report(stopped=pid)
            else:
                pids.remove(pid)
                report(pid=pid, exit=os.waitstatus_to_exitcode(status))
        os.close(alive)
        report(all_gone=True)


def _born(job: Job, alive: int) -> int:
    """Fork a writer. Return its number in the parent only."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.close(0)
        if job.stop:
            _let_anyone_trace()
            os.kill(os.getpid(), signal.SIGSTOP)
        if job.uid is not None:
            os.setgroups([])
            os.setgid(job.uid)
            os.setuid(job.uid)
        if job.file_limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (job.file_limit, job.file_limit))
        os.writev(alive, [b"!"])
        PROGRAMS[job.program](job)
    except BaseException:  # noqa: BLE001 - the test wants to know, whatever it was
        report(traceback=traceback.format_exc())
        os._exit(1)
    os._exit(0)


def _let_anyone_trace() -> None:
    """Allow a tracer that is no ancestor, where the system asks for such a permission."""
    import ctypes

    pr_set_ptracer, anyone = 0x59616D61, ctypes.c_ulong(-1)
    ctypes.CDLL(None).prctl(pr_set_ptracer, anyone, 0, 0, 0)


def _warm_up() -> None:
    """Import what is imported on first use, so that writers do what they do and nothing else."""
    import ctypes  # noqa: F401

    reports = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    with TemporaryDirectory() as folder:
        session(Job(folder, "session"))
    os.dup2(reports, 1)
    os.close(reports)
    os.close(nowhere)


if __name__ == "__main__":
    main()
