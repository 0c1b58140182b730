"""The made-up year: the same for the same day, within the rules, and believable."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from trust_tui.content import load
from trust_tui.model.breach import Breach, Text
from trust_tui.model.checkin import SCALE, CheckIn, PrivateNote, is_open
from trust_tui.model.checkpoints import CheckpointAnswer
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.moments import Moment
from trust_tui.model.people import Person, checked_name
from trust_tui.model.records import OURS, Record, Visibility
from trust_tui.model.support import Question
from trust_tui.model.versions import Version
from trust_tui.services.demo import records

RecordT = TypeVar("RecordT", bound=Record)

# An ordinary day, a leap day, the days after and a year after one, and both ends of summer time.
DAYS = [
    date(2026, 11, 22), date(2028, 2, 29), date(2028, 3, 1), date(2029, 2, 28), date(2027, 3, 28),
    date(2026, 10, 25), date(2027, 1, 1),
]  # fmt: skip
TEXTS = ("appreciated", "need", "own")


def noon(day: date) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), day, "Europe/Lisbon")


class Year:
    """One generated year, sorted into kinds."""

    def __init__(self, day: date) -> None:
        self.today = day
        self.records = records(noon(day))
        self.checkins = self.all(CheckIn)
        self.people = self.all(Person)

    def all(self, kind: type[RecordT]) -> list[RecordT]:
        return [record for record in self.records if isinstance(record, kind)]

    def on(self, day: date) -> list[CheckIn]:
        return [checkin for checkin in self.checkins if checkin.day == day]

    def of(self, person: Person) -> dict[date, CheckIn]:
        return {checkin.day: checkin for checkin in self.checkins if checkin.author == person.id}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def year(request: pytest.FixtureRequest) -> Year:
    return Year(request.param)


def test_the_same_day_gives_the_same_year_at_any_time_of_it() -> None:
    day = DAYS[0]
    late = Moment(datetime(2026, 11, 22, 23, 59, tzinfo=UTC), day, "Europe/Lisbon")
    early = Moment(datetime(2026, 11, 22, 0, 1, tzinfo=UTC), day, "Europe/Lisbon")
    assert records(early) == records(noon(day)) == records(late)


def test_another_process_tells_the_same_year() -> None:
    code = (
        "from datetime import date, datetime, UTC\n"
        "from trust_tui.model.moments import Moment\n"
        "from trust_tui.services.demo import records\n"
        "import hashlib\n"
        "moment = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22), 'Europe/Lisbon')\n"
        "made = records(moment)\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_another_day_is_not_the_same() -> None:
    assert {r.id for r in records(noon(DAYS[0]))}.isdisjoint(
        r.id for r in records(noon(DAYS[0] + timedelta(days=1)))
    )


def test_every_id_is_there_once(year: Year) -> None:
    assert max(Counter(record.id for record in year.records).values()) == 1


def test_two_people_with_names_that_the_program_takes(year: Year) -> None:
    first, second = year.people
    assert (first.place, second.place) == (0, 1)
    assert first.author == first.id
    assert checked_name(second.name, first.name) == second.name
    assert {record.author for record in year.records} == {first.id, second.id, OURS}


def test_one_checkin_and_one_private_note_per_person_and_day(year: Year) -> None:
    assert max(Counter((c.author, c.day) for c in year.checkins).values()) == 1
    assert max(Counter((n.author, n.day) for n in year.all(PrivateNote)).values()) == 1


def test_steps_stay_on_the_scale_and_no_checkin_is_blank(year: Year) -> None:
    for checkin in year.checkins:
        assert {checkin.safe, checkin.close} <= {None, *SCALE}
        assert any((checkin.feelings, checkin.safe, checkin.close, *(getattr(checkin, t) for t in TEXTS)))
        assert isinstance(checkin.feelings, tuple)
        assert len(set(checkin.feelings)) == len(checkin.feelings)


def test_a_whole_year_and_nothing_from_the_future(year: Year) -> None:
    assert min(record.day for record in year.records) == year.today - timedelta(days=364)
    assert max(record.day for record in year.records) == year.today
    for checkin in year.checkins:
        assert checkin.day <= checkin.written_on <= year.today
    # Wherever on earth it is this day, it has begun by then.
    begins = datetime.combine(year.today, datetime.min.time(), UTC) - timedelta(hours=14)
    today = [record for record in year.records if record.day == year.today]
    assert all(record.updated_at <= begins + timedelta(minutes=15) for record in today)
    assert all(record.created_at <= record.updated_at for record in year.records)


def test_today_the_first_has_checked_in_and_the_second_has_not(year: Year) -> None:
    first, _ = year.people
    (checkin,) = year.on(year.today)
    assert checkin.author == first.id
    assert not checkin.released
    assert not is_open(checkin, year.on(year.today))
    assert not checkin.is_back_filled


def test_yesterday_both_have(year: Year) -> None:
    both = year.on(year.today - timedelta(days=1))
    assert {checkin.author for checkin in both} == {person.id for person in year.people}
    assert not any(checkin.is_back_filled for checkin in both)


def test_life_has_gaps(year: Year) -> None:
    days = [year.today - timedelta(days=back) for back in range(365)]
    counts = [len(year.on(day)) for day in days]
    assert counts.count(1) > 20
    runs = "".join(map(str, counts)).replace("1", " ").replace("2", " ").split()
    assert sorted(map(len, runs))[-2:] >= [9, 9]
    assert counts.count(2) > 200


def test_some_days_are_back_filled_and_some_are_released(year: Year) -> None:
    assert 5 < sum(checkin.is_back_filled for checkin in year.checkins) < 60
    assert any(c.released and len(year.on(c.day)) == 1 for c in year.checkins)
    assert any(not c.released and len(year.on(c.day)) == 1 for c in year.checkins if c.day != year.today)


def test_the_year_goes_up_slowly_and_not_straight(year: Year) -> None:
    for person in year.people:
        own = year.of(person)
        weeks = [_mean(own, year.today - timedelta(days=364 - 28 * i), 28) for i in range(13)]
        assert weeks[-1] - weeks[0] > 1
        assert any(later < earlier - 0.2 for earlier, later in pairwise(weeks))


def _mean(own: dict[date, CheckIn], start: date, days: int) -> float:
    steps = [
        step
        for back in range(days)
        if (checkin := own.get(start + timedelta(days=back)))
        for step in (checkin.safe, checkin.close)
        if step is not None
    ]
    return sum(steps) / len(steps)


def test_setbacks_come_every_few_weeks_and_show_in_safe() -> None:
    starts = sorted({row["day"] for row in load("demo.json")["setbacks"]})
    turns = [turn for turn in load("demo.json")["turns"] if turn["sam"] < 0]
    assert {turn["day"] for turn in turns} <= set(starts)
    apart = [later["day"] - sooner["day"] for sooner, later in pairwise(turns)]
    assert all(4 * 7 <= days <= 8 * 7 for days in apart)
    # One day of one year may be a lucky one, so several years are asked.
    before, after = [], []
    for day in DAYS:
        year = Year(day)
        first = day - timedelta(days=364)
        for person in year.people:
            own = year.of(person)
            before += [_mean(own, first + timedelta(days=turn["day"] - 10), 9) for turn in turns]
            after += [_mean(own, first + timedelta(days=turn["day"]), 4) for turn in turns]
    assert sum(before) / len(before) - sum(after) / len(after) > 0.7


def test_no_line_comes_twice_within_sixty_days(year: Year) -> None:
    last: dict[tuple[str, str], date] = {}
    for checkin in sorted(year.checkins, key=lambda c: c.day):
        for text in filter(None, (getattr(checkin, name) for name in TEXTS)):
            before = last.get((checkin.author, text))
            assert before is None or checkin.day - before > timedelta(days=60), text
            last[checkin.author, text] = checkin.day


def test_lines_are_short_enough_and_safe_to_show(year: Year) -> None:
    texts = [getattr(checkin, name) for checkin in year.checkins for name in TEXTS]
    texts += [note.text for note in year.all(PrivateNote)]
    texts += [line.text for kind in (Topic, Victory, Setback) for line in year.all(kind)]
    assert all(len(text) <= 160 and (text == "" or text.isprintable()) for text in texts)


def test_there_is_enough_to_read(year: Year) -> None:
    assert len(year.all(Victory)) >= 60
    assert len(year.all(Topic)) >= 40
    assert len(year.all(Setback)) >= 14
    assert len(year.all(PrivateNote)) >= 40
    assert {note.author for note in year.all(PrivateNote)} == {person.id for person in year.people}


def test_the_two_never_say_the_same_line() -> None:
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pack in load("demo_lines.json")["packs"]:
        said[pack["field"]][pack["who"]] += pack["lines"]
    for field, least in (("appreciated", 150), ("need", 110), ("own", 80)):
        lines = [*said[field]["nora"], *said[field]["sam"]]
        assert len(set(lines)) == len(lines) >= least


def test_private_notes_are_private_and_nothing_else_is(year: Year) -> None:
    for record in year.records:
        if isinstance(record, PrivateNote):
            assert record.visibility is Visibility.PRIVATE
            assert record.day in year.of(next(p for p in year.people if p.id == record.author))
        elif not isinstance(record, Version | Question | Breach | Text | CheckpointAnswer):
            assert record.visibility is Visibility.SHARED


def test_what_was_taken_from_a_checkin_is_in_it(year: Year) -> None:
    said = {(c.author, c.day): {getattr(c, name) for name in TEXTS} for c in year.checkins}
    kept = [line for kind in (Topic, Victory, Setback) for line in year.all(kind)]
    taken = [line for line in kept if line.from_checkin]
    assert len(kept) > len(taken) > 20
    for line in taken:
        assert line.text in said[line.author, line.day]


def test_versions_tell_what_a_checkin_said_before(year: Year) -> None:
    versions = [version for version in year.all(Version) if version.of_kind == CheckIn.kind]
    by_id = {checkin.id: checkin for checkin in year.checkins}
    assert len(versions) >= 3
    for version in versions:
        now = by_id[version.of]
        assert (version.of_kind, version.of_rev, now.rev) == ("checkin", 1, 2)
        changed = [name for name, value in version.body.items() if getattr(now, name) != value]
        assert len(changed) == 1
        assert version.body[changed[0]]
    assert {c.id for c in year.checkins if c.rev > 1} == {version.of for version in versions}


def test_feelings_fit_the_steps(year: Year) -> None:
    hard, _, good = load("feelings.json")["rows"]
    for checkin in year.checkins:
        steps = [step for step in (checkin.safe, checkin.close) if step is not None]
        if steps and max(steps) <= 2 and len(steps) == 2 and checkin.day != year.today - timedelta(364):
            assert not set(checkin.feelings) & (set(good) - {"tender", "relieved", "grateful"})
        if steps and min(steps) >= 4:
            assert not set(checkin.feelings) & set(hard)


def test_most_feelings_are_from_the_list_that_people_pick_from(year: Year) -> None:
    listed = {word for row in load("feelings.json")["rows"] for word in row}
    used = Counter(word for checkin in year.checkins for word in checkin.feelings)
    assert sum(count for word, count in used.items() if word in listed) > 0.75 * used.total()
    assert set(used) - listed, "somebody types a word of their own now and then"
