"""The benchmark itself: it measures a ledger that is one, and nothing where its figures would mislead."""

from __future__ import annotations

import compileall
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.bench import compiled, ledgers, life
from tests.bench.__main__ import main
from tests.bench.rows import Bar, Figures, Row
from trust_tui.model.kinds import KINDS
from trust_tui.model.moments import Moment
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_companion
from trust_tui.store import Places

NOW = Moment(datetime(2026, 11, 22, 20, tzinfo=UTC), date(2026, 11, 22), "UTC")


def opened(path: Path) -> Companion:
    return open_companion(Places.resolve(path, {"HOME": str(path.parent)}), lambda: NOW)


def test_a_generated_ledger_is_the_same_each_time_and_can_be_read_to_its_last_record(tmp_path: Path) -> None:
    for name in ("one", "two"):
        ledgers.write(life.TWENTY, tmp_path / name, NOW)
    companion = opened(tmp_path / "one")
    there = {name: companion.ledger.all(kind) for name, kind in KINDS.items()}
    again = opened(tmp_path / "two").ledger
    assert there == {name: again.all(kind) for name, kind in KINDS.items()}
    assert {name: len(found) for name, found in there.items() if found} == Counter(
        record.kind for record in life.records(life.TWENTY, NOW.day)
    )
    reader = companion.couple.people[0]
    assert len(companion.search.find(reader, life.RARE_WORD)) == life.RARE


def test_ten_years_hold_as_much_as_they_are_said_to() -> None:
    count = Counter(record.kind for record in life.records(life.years(1), NOW.day))
    assert (count["checkin"], count["promise"], count["victory"], count["response"]) == (730, 300, 200, 200)
    assert (count["boundary"], count["version"], count["talk"], count["setback"]) == (20, 20, 50, 50)
    assert 1900 < count["outcome"] <= 2000  # some are not due yet


def test_what_is_not_compiled_is_named(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("answer = 42\n")
    assert compiled.uncompiled([module]) == [module]
    compileall.compile_file(module, quiet=1)
    assert compiled.uncompiled([module]) == []
    module.write_text("answer = 42 + 1\n")  # compiled once, and changed since
    assert compiled.uncompiled([module]) == [module]


def test_nothing_is_measured_where_something_is_not_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = tmp_path / "module.py"
    module.write_text("")
    monkeypatch.setattr(compiled, "needed", lambda: iter([module]))
    assert main(["loading", "--json", str(tmp_path / "table.json")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert str(module) in told.err
    assert "compileall" in told.err
    assert not (tmp_path / "table.json").exists()


@pytest.mark.parametrize(
    ("ours", "theirs", "bar", "is_met"),
    [
        (14.0, 10.0, Bar(1.5), True),
        (16.0, 10.0, Bar(1.5), False),
        (20.0, 18.0, Bar(1.5, limit=16, unless=8), True),
        (9.0, 8.0, Bar(1.5, limit=16, unless=8), True),
        (17.0, 7.0, Bar(3, limit=16, unless=8), False),
        (17.0, None, Bar(limit=16), False),
    ],
)
def test_a_row_says_whether_its_bar_is_reached(
    ours: float, theirs: float | None, bar: Bar, is_met: bool
) -> None:
    against = Figures((theirs,)) if theirs else None
    assert Row("", Figures((ours,)), theirs=against, bar=bar).is_met is is_met
