"""Tidying goes on beside everything else, and never after the ledger was closed."""

from __future__ import annotations

import threading

import pytest

from trust_tui.model.moments import Moment
from trust_tui.services.companion import Companion

LONG = 30.0


def test_closing_waits_for_a_tidying_and_ends_it(
    companion: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, closed = threading.Event(), threading.Event(), threading.Event()
    done: list[str] = []

    def maintain(_moment: object) -> None:
        begun.set()
        assert may_end.wait(LONG)
        done.append("tidied")

    close = companion.ledger.close
    monkeypatch.setattr(companion.ledger, "maintain", maintain)

    def close_and_note(moment: Moment) -> None:
        done.append("closed")
        close(moment)

    def leave() -> None:
        companion.close()
        closed.set()

    monkeypatch.setattr(companion.ledger, "close", close_and_note)

    threads = [threading.Thread(target=companion.tidy), threading.Thread(target=leave)]
    threads[0].start()
    assert begun.wait(LONG)
    threads[1].start()
    assert not closed.wait(0.05)
    may_end.set()
    for thread in threads:
        thread.join(LONG)
    companion.tidy()

    assert done == ["tidied", "closed"]
