"""What a list, a search and another window see of boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.boundaries.home import TODAY, WALK, Home, Time
from trust_tui.model.boundaries import Agreement, Boundary, BoundaryWords, State
from trust_tui.services.boundaries.view import Can
from trust_tui.services.problems import ChangedSinceProblem, Problem
from trust_tui.store import Ledger, Places

# The list.


def test_what_asks_for_something_comes_first_and_then_the_newest(home: Home) -> None:
    texts: dict[str, str] = {}
    for name in ("agreed", "older", "newer", "talk", "withdrawn"):
        texts[home.propose(BoundaryWords(fine=name))] = name
        home.time.pass_(hours=1)
    by_name = {name: boundary for boundary, name in texts.items()}
    for name in ("agreed", "talk", "withdrawn"):
        home.boundaries.agree(home.ben, by_name[name], 1)
    home.boundaries.ask_to_talk(home.ben, by_name["talk"])
    home.boundaries.withdraw(home.ben, by_name["withdrawn"])
    home.time.pass_(days=1)
    home.propose(BoundaryWords(fine="newest"))
    assert [row.title for row in home.rows()] == ["newest", "newer", "older", "talk", "agreed", "withdrawn"]
    assert [row.title for row in home.rows(state=State.PROPOSED)] == ["newest", "newer", "older"]
    home.time.pass_(days=1)
    home.boundaries.revise(home.ana, by_name["older"], 1, BoundaryWords(fine="just reworded"))
    assert [row.title for row in home.rows(state=State.PROPOSED)] == ["just reworded", "newest", "newer"]
    assert home.rows(state=State.REVIEW) == []


def test_the_list_is_filtered_by_words_wherever_they_are(home: Home) -> None:
    walk = home.propose()
    other = home.propose(BoundaryWords(fine="Ｆriends", why="Straße"))

    def found(text: str) -> list[str]:
        return [row.id for row in home.rows(text=text)]

    assert found("LOUD walk") == found("shouting") == found("half an hour") == [walk]
    assert found("friends") == found("strasse") == [other]
    assert found("loud friends") == []
    assert sorted(found(" ")) == sorted([walk, other])


def test_the_list_says_whose_it_is_and_what_it_is_open_for(home: Home) -> None:
    home.propose()
    home.propose(replace(WALK, ours=True), home.ben)
    (ours, own), (theirs_ours, theirs) = home.rows(), home.rows(home.ben)
    assert (own.whose, own.next, own.waits) == ("yours", None, "open for Ben")
    assert (theirs.whose, theirs.next, theirs.waits) == ("Ana's", Can.AGREE, "open for your answer")
    assert (ours.whose, theirs_ours.whose) == ("ours", "ours")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (BoundaryWords(fine="Going\nfor   a walk", not_fine="x"), "Going for a walk"),
        (BoundaryWords(not_fine="Shouting"), "Not all right: Shouting"),
        (BoundaryWords(fine="\x1b[2J[bold]x\u202e"), "\ufffd[2J[bold]x\ufffd"),
    ],
)
def test_a_title_is_one_line_and_cannot_be_read_the_wrong_way_round(
    home: Home, words: BoundaryWords, title: str
) -> None:
    home.propose(words)
    assert home.rows()[0].title == title


def test_a_long_title_ends_between_two_words(home: Home) -> None:
    home.propose(BoundaryWords(fine="wandering " * 30))
    home.propose(BoundaryWords(fine="x" * 500))
    assert [len(row.title) for row in home.rows()] == [121, 120]
    assert all(row.title.endswith(("wandering…", "x…")) for row in home.rows())


def test_words_about_waiting_press_nobody(home: Home) -> None:
    boundary = home.propose()
    assert home.detail(boundary).waiting == "Open for Ben. “Not yet” is a complete answer."
    assert "Ana wrote these words" in home.detail(boundary, home.ben).waiting
    assert "“not yet”: each is a complete answer" in home.detail(boundary, home.ben).waiting
    home.boundaries.ask_to_talk(home.ben, boundary)
    assert "Ben would like to talk" in home.detail(boundary).waiting
    assert "You would like to come back" in home.detail(boundary, home.ben).waiting


# Searching, and milestones.


def test_a_search_finds_what_was_said_and_not_what_was_removed(home: Home) -> None:
    kept, gone = home.propose(), home.propose(BoundaryWords(fine="secret"))
    home.boundaries.crossed(home.ben, kept, "on Tuesday")
    home.boundaries.remove(home.ana, gone)
    ((found, day, text),) = home.boundaries.texts(home.ana)
    assert (found, day) == (kept, TODAY)
    assert text.startswith(WALK.fine)
    assert all(words in text for words in (WALK.not_fine, WALK.why, WALK.if_crossed, "on Tuesday"))
    assert [each.id for each in home.companion.search.find(home.ben, "tuesday")] == [kept]


def test_the_first_agreement_is_a_milestone_of_the_day_on_which_both_had_said_yes(home: Home) -> None:
    def reached() -> list[date]:
        found = home.companion.milestones.reached(home.companion.couple)
        return [milestone.day for milestone in found if milestone.key == "boundary-1"]

    boundary = home.propose()
    home.boundaries.revise(home.ana, boundary, 1, replace(WALK, why="x"))
    assert reached() == []
    home.time.pass_(days=4)
    home.boundaries.agree(home.ben, boundary, 2)
    assert reached() == [TODAY + timedelta(4)]
    home.time.pass_(days=4)
    home.boundaries.withdraw(home.ben, boundary)
    home.agreed()
    assert reached() == [TODAY + timedelta(4)]


def test_one_person_alone_is_not_told_of_agreements(alone: Home) -> None:
    alone.propose()
    assert list(alone.boundaries.milestones(alone.companion.couple)) == []


# Other windows, other machines, many things.


def test_two_windows_on_one_file_lose_nothing_and_say_what_happened(tmp_path: Path, time: Time) -> None:
    (tmp_path / "data").mkdir()
    places = Places.resolve(tmp_path / "data" / "ours.json", {"HOME": str(tmp_path)})
    one = Home(Ledger.open(places, moment=time()), time, "Ana", "Ben")
    boundary = one.propose()
    two = Home(Ledger.open(places, moment=time()), time)
    one.boundaries.revise(one.ana, boundary, 1, replace(WALK, why="from the one"))
    with pytest.raises(Problem, match="changed in the meantime"):
        two.boundaries.agree(two.ben, boundary, 1)
    with pytest.raises(Problem, match="changed in the meantime"):
        two.boundaries.revise(two.ben, boundary, 1, replace(WALK, why="from the other"))
    two.boundaries.agree(two.ben, boundary, 2)
    with pytest.raises(ChangedSinceProblem):
        one.undo(one.ana)
    one.companion.ledger.catch_up()
    assert one.state(boundary) is State.AGREED
    again = Home(Ledger.open(places, moment=time()), time)
    assert again.detail(boundary) == one.detail(boundary)


def test_thousands_of_boundaries_are_listed_and_found(home: Home) -> None:
    """Not quick by luck: nothing is asked of the ledger for each one of them."""
    first = home.propose()
    ledger = home.companion.ledger
    made, yes = ledger.all(Boundary)[0], ledger.all(Agreement)[0]
    with ledger.transaction() as tx:
        for number in range(5000):
            tx.add(replace(made, id=f"b{number}", fine=f"number {number} of many"))
            tx.add(replace(yes, id=f"a{number}", of=f"b{number}"))
    asked: list[object] = []
    plain = ledger.all

    def counted(kind: type[Boundary], **equals: object) -> list[Boundary]:
        asked.append(kind)
        return plain(kind, **equals)  # type: ignore[arg-type]

    ledger.all = counted  # type: ignore[method-assign,assignment]
    assert len(home.rows()) == 5001
    assert [row.title for row in home.rows(text="number 4321 of")] == ["number 4321 of many"]
    assert len(asked) <= 10
    assert home.detail(first).row.state is State.PROPOSED
