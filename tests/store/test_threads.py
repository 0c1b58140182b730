"""Reading on any thread, at any time, finds whole transactions; writing on several waits its turn."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.evening import NOW, add, opened, places_in, texts, topic
from trust_tui.model.kept import Topic
from trust_tui.store import Ledger

ROUNDS = 40


@pytest.fixture(autouse=True)
def hurried() -> Iterator[None]:
    """Let the threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return opened(places_in(tmp_path)) if request.param == "file" else Ledger.in_memory()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it at the same time, each on a thread of its own, and return what came of each."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[index] = act()
        except BaseException as problem:  # noqa: BLE001  the test's own thread raises it
            results[index] = problem

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def test_a_reader_sees_whole_transactions(ledger: Ledger) -> None:
    done = threading.Event()
    looked = threading.Semaphore(0)
    pair = (topic("0"), topic("0"))
    with ledger.transaction() as tx:
        tx.add(pair[0])
        tx.add(pair[1])

    def write() -> None:
        one, other = pair
        try:
            for number in range(1, ROUNDS):
                one, other = (each.changed(NOW, text=str(number)) for each in (one, other))
                with ledger.transaction() as tx:
                    tx.replace(one)
                    tx.add(topic(f"{number}"))
                    tx.replace(other)
                if number % 8 == 0:
                    ledger.maintain(NOW)
                if number == ROUNDS // 2:  # however busy the machine is, both have looked by now
                    assert looked.acquire(timeout=30)
                    assert looked.acquire(timeout=30)
        finally:
            done.set()

    def read() -> tuple[int, list[str]]:
        looks, odd, newest = 0, [], 0
        while not done.is_set() or not looks:
            looks += 1
            found = texts(ledger)
            newest, before = int(found[0]), newest
            if not (found[0] == found[1] and len(found) == 2 + newest and newest >= before):
                odd.append(" ".join(found))
            if looks == 2:
                looked.release()
        return looks, odd

    _, (looks, odd), (more, also_odd) = at_once(write, read, read)

    assert odd == also_odd == []
    assert looks + more > 2
    assert len(texts(ledger)) == ROUNDS + 1


def test_a_reader_never_waits_for_a_transaction(ledger: Ledger) -> None:
    (record,) = add(ledger, "before")
    seen: list[Any] = []

    def look() -> None:
        seen.extend(
            [texts(ledger), ledger.get(Topic, record.id), ledger.db.table("topic").count(lambda _: True)]
        )
        seen.append(ledger.catch_up())

    with ledger.transaction() as tx:
        tx.add(topic("not yet"))
        at_once(look)

    assert seen == [["before"], record, 1, False]


def test_writers_wait_for_each_other(ledger: Ledger) -> None:
    def write(name: str) -> None:
        for number in range(ROUNDS):
            with ledger.transaction() as tx:
                known = len(tx.all(Topic))
                tx.add(topic(f"{name} {number} after {known}"))

    at_once(*(lambda name=name: write(name) for name in "abc"))

    found = texts(ledger)
    assert [text.split()[-1] for text in found] == [str(index) for index in range(3 * ROUNDS)]


def test_a_table_may_be_looked_at_first_by_many(tmp_path: Path) -> None:
    ledger = opened(places_in(tmp_path))
    with ledger.transaction() as tx:
        for number in range(300):
            tx.add(topic(str(number)))
    ledger.close(NOW)

    for _ in range(10):
        fresh = opened(places_in(tmp_path))
        looks = at_once(*[lambda: texts(fresh)] * 4)  # noqa: B023
        assert looks == [[str(number) for number in range(300)]] * 4


def test_an_exception_on_one_thread_frees_the_others(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction() as tx:
            tx.add(topic("lost"))
            raise KeyError

    with pytest.raises(KeyError):
        at_once(fail)
    add(ledger, "here")

    assert texts(ledger) == ["here"]
