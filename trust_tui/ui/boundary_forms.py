"""The forms around boundaries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.boundaries import BoundaryWords, usual_review
from trust_tui.model.dates import date_words, day_words
from trust_tui.model.schedule import ScheduleProblem, understood
from trust_tui.model.text import one_line
from trust_tui.services.boundaries.wording import hint
from trust_tui.services.problems import Problem
from trust_tui.ui.screens.form import Form, FormField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.services.boundaries.view import Detail
    from trust_tui.services.companion import Companion

    _Say = Callable[[str], None]

LABELS = {
    "fine": "What is all right",
    "not_fine": "What is not",
    "why": "Why it matters to me",
    "if_crossed": "If it is crossed",
}

_MINE, _OURS = "mine", "ours"

TALK, REPAIR = "talk", "repair"
_NEXT = ((TALK, "ask for a talk"), (REPAIR, "make it right"), ("", "only write it down"))


def propose(companion: Companion, person: Person, idea: Mapping[str, str] | None = None) -> Form:
    """Return the form that proposes a boundary, empty or from an idea."""
    today = companion.clock().day
    words = replace(BoundaryWords(), **(idea or {}))  # type: ignore[arg-type]
    other = companion.couple.other(person)
    waits = f"It holds once {one_line(other.name)} has said yes to the same words." if other else ""
    return Form(
        key=f"boundary.{person.id}.{idea['fine'][:40] if idea else 'new'}",
        title="A boundary",
        about=f"It says what is all right for you, what is not, and what you will do. {waits}".strip(),
        fields=_FIELDS,
        save=lambda values: companion.boundaries.propose(person, _words(values, today)),
        values=_values(replace(words, review_on=usual_review(today))),
        remarks=lambda values: _remarks(values, today),
    )


def revise(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that words a boundary anew."""
    today, number = companion.clock().day, detail.wording

    def save(values: Mapping[str, str]) -> object:
        companion.boundaries.revise(person, detail.row.id, number, _words(values, today))
        return True

    return Form(
        key=f"boundary.{person.id}.{detail.row.id}.{number}",
        title="New words",
        about="What it says now is kept. The new words need a yes from everybody again; yours is in it.",
        fields=_FIELDS,
        save=save,
        values=_values(companion.boundaries.words(detail.row.id)),
        remarks=lambda values: _remarks(values, today),
    )


def keep(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that keeps a boundary at its review."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        companion.boundaries.keep(person, detail.row.id, detail.wording, _day(values["review_on"], today))
        return True

    return Form(
        key=f"keep.{person.id}.{detail.row.id}",
        title="Keep it",
        about=detail.row.title,
        fields=(_REVIEW,),
        save=save,
        values={"review_on": date_words(usual_review(today))},
        remarks=lambda values: _day_remark(values["review_on"], today),
    )


def change(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that asks for other words at a review."""
    return _with_text(
        person,
        detail,
        ("change", "Other words would be better", "what has changed, if you like"),
        lambda text: companion.boundaries.change(person, detail.row.id, detail.wording, text),
    )


def talk(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that asks for a talk about a boundary."""
    return _with_text(
        person,
        detail,
        ("talk", "I would like to talk about it", "what about, if you like; it may stay empty"),
        lambda text: companion.boundaries.ask_to_talk(person, detail.row.id, text),
    )


def talked(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that notes a talk about a boundary."""
    return _with_text(
        person,
        detail,
        ("talked", "We talked about it", "what you took from it, if you like"),
        lambda text: companion.boundaries.talked(person, detail.row.id, text),
    )


def crossed(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that writes down a crossing."""

    def save(values: Mapping[str, str]) -> object:
        next_step = values["next"]
        companion.boundaries.crossed(person, detail.row.id, values["text"], for_talk=next_step == TALK)
        return next_step or True

    return Form(
        key=f"crossed.{person.id}.{detail.row.id}",
        title="It was crossed",
        about=f"{detail.row.title}\nWrite what happened: something to come back to, not a mark on anybody.",
        fields=(
            FormField("text", "What happened"),
            FormField("next", "Next", options=_NEXT),
        ),
        save=save,
    )


def repair(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that begins to make a crossing right."""

    def save(values: Mapping[str, str]) -> object:
        return companion.promises.repairs.begin(person, detail.row.id, values["happened"], values["right"])

    return Form(
        key=f"repair.{person.id}.{detail.row.id}",
        title="Make it right",
        about=detail.row.title,
        fields=(
            FormField("happened", "What happened", "in plain words"),
            FormField("right", "To make it right", "what I do now"),
        ),
        save=save,
        values={"happened": detail.crossings[-1].text if detail.crossings else ""},
    )


def _with_text(person: Person, detail: Detail, words: tuple[str, str, str], say: _Say) -> Form:
    name, title, placeholder = words

    def save(values: Mapping[str, str]) -> object:
        say(values["text"])
        return True

    return Form(
        key=f"{name}.{person.id}.{detail.row.id}",
        title=title,
        about=detail.row.title,
        fields=(FormField("text", "In my words", placeholder),),
        save=save,
    )


_REVIEW = FormField("review_on", "Look again", "in 3 months, 1 march, or empty")


def _areas() -> list[tuple[str, str]]:
    return [
        *((each["key"], each["name"]) for each in load("boundary_ideas.json")["areas"]),
        ("", "something else"),
    ]


_FIELDS = (
    FormField("fine", LABELS["fine"], "such as: writing to old friends"),
    FormField("not_fine", LABELS["not_fine"], "such as: hiding it"),
    FormField("why", LABELS["why"], "it may stay empty"),
    FormField("if_crossed", LABELS["if_crossed"], "I will … something that is yours to do"),
    FormField("ours", "Whose", options=((_MINE, "mine"), (_OURS, "ours, for both of us"))),
    FormField("area", "About", options=_areas()),
    _REVIEW,
)


def _values(words: BoundaryWords) -> dict[str, str]:
    return {
        **words.texts(),
        "ours": _OURS if words.ours else _MINE,
        "area": words.area,
        "review_on": date_words(words.review_on) if words.review_on else "",
    }


def _words(values: Mapping[str, str], today: date) -> BoundaryWords:
    return BoundaryWords(
        area=values["area"],
        ours=values["ours"] == _OURS,
        review_on=_day(values["review_on"], today),
        **{name: values[name].strip() for name in LABELS},
    )


def _remarks(values: Mapping[str, str], today: date) -> dict[str, str]:
    """Say, gently, where words are about what the other may do, and on which day both look again."""
    remarks = {name: words for name in LABELS if (words := hint(values[name], name))}
    return remarks | _day_remark(values["review_on"], today)


def _day_remark(text: str, today: date) -> dict[str, str]:
    try:
        day = _day(text, today)
    except Problem as problem:
        return {"review_on": str(problem)}
    return {"review_on": day_words(day, today)} if day else {}


def _day(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        schedule = understood(text, today)
    except ScheduleProblem as problem:
        raise Problem(str(problem), "review_on") from None
    if not schedule.is_once:
        raise Problem("One day is needed here, such as: in 3 months, or 1 march.", "review_on")
    return schedule.starts
