"""The forms around promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words, near_words, shortly
from trust_tui.model.promises import Result
from trust_tui.model.schedule import EXAMPLES, ScheduleProblem, understood
from trust_tui.model.text import one_line
from trust_tui.services.problems import Problem
from trust_tui.services.promises.making import checked_words
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import schedule_remark, schedule_typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.promises import Promise
    from trust_tui.services.companion import Companion
    from trust_tui.services.promises.detail import RepairView

_WORDS = (
    FormField("when", "When", "I run late; or empty"),
    FormField("will", "I will", "call before it gets late"),
    FormField("fallback", "If it is hard", "I will send one word"),
)


def make(companion: Companion, person: Person, *, from_apology: str = "", will: str = "") -> Form:
    """Return the form that makes a promise, where `from_apology` is given one that grows out of it."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        words = (values["when"], values["will"], values["fallback"])
        checked_words(*words)  # said before anything about the day
        schedule = schedule_typed(values["schedule"], today)
        return companion.promises.make(
            person, *words, values.get("to", ""), schedule, from_apology=from_apology
        )

    return Form(
        key=f"promise.{person.id}.{from_apology or 'new'}",
        title="A promise",
        about="Small, and yours to keep. Say when, what you do then, and what you do if that gets hard.",
        fields=(*_WORDS, *_to(companion, person), _due_field()),
        save=save,
        values={"will": one_line(will)},
        remarks=lambda values: {"schedule": schedule_remark(values["schedule"], today)},
    )


def renew(companion: Companion, person: Person, promise: Promise) -> Form:
    """Return the form that puts a new promise in the place of one's own."""
    today = companion.clock().day
    repairs = companion.promises.repairs.of(person, promise.id)
    repair = next((view.repair.id for view in repairs if view.is_own and not view.repair.renewed), "")

    def save(values: Mapping[str, str]) -> object:
        words = (values["when"], values["will"], values["fallback"])
        checked_words(*words)
        schedule = schedule_typed(values["schedule"], today)
        return companion.promises.renew(
            person, promise, *words, values.get("to", ""), schedule, from_repair=repair
        )

    return Form(
        key=f"renew.{person.id}.{promise.id}",
        title="Renew a promise",
        about="The new promise takes over from here. Renewing before it is due is no miss.",
        fields=(*_WORDS, *_to(companion, person), _due_field()),
        save=save,
        values={
            "when": promise.when,
            "will": promise.will,
            "fallback": promise.fallback,
            "to": promise.to,
            "schedule": "" if promise.schedule.is_once else promise.schedule.typed,
        },
        remarks=lambda values: {"schedule": schedule_remark(values["schedule"], today)},
    )


def reword(companion: Companion, person: Person, promise: Promise) -> Form:
    """Return the form that says one's own promise in other words."""

    def save(values: Mapping[str, str]) -> object:
        return companion.promises.reword(person, promise, values["when"], values["will"], values["fallback"])

    return Form(
        key=f"reword.{person.id}.{promise.id}",
        title="Other words",
        about="The same promise, said better. What it said before is kept. For another day, renew it.",
        fields=_WORDS,
        save=save,
        values={"when": promise.when, "will": promise.will, "fallback": promise.fallback},
    )


def not_kept(companion: Companion, person: Person, promise: Promise, due: date) -> Form:
    """Return the form that says that a promise was not kept, and begins a repair where one wants it."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        if values["happened"].strip() or values["right"].strip():
            return companion.promises.repairs.begin(
                person, promise.id, values["happened"], values["right"], due=due, not_kept=True
            )
        companion.promises.answer(person, promise.id, due, Result.NOT_KEPT)
        return True

    return Form(
        key=f"not-kept.{person.id}.{promise.id}.{due}",
        title=f"Not kept, {near_words(due, today)}",
        about=(
            f"{one_line(promise.sentence)}\nIt is written down as you saw it. If you want to make it right, "
            "begin here; both lines may stay empty."
        ),
        fields=(
            FormField("happened", "What happened", "in plain words"),
            FormField("right", "To make it right", "what I do now"),
        ),
        save=save,
    )


def edit_repair(companion: Companion, person: Person, view: RepairView) -> Form:
    """Return the form that changes one's own repair."""

    def save(values: Mapping[str, str]) -> object:
        return companion.promises.repairs.edit(person, view.repair, values["happened"], values["right"])

    return Form(
        key=f"repair.{person.id}.{view.repair.id}",
        title="Repair",
        about="What it says now is kept.",
        fields=(
            FormField("happened", "What happened"),
            FormField("right", "To make it right"),
        ),
        save=save,
        values={"happened": view.repair.happened, "right": view.repair.right},
    )


def landed(companion: Companion, person: Person, view: RepairView) -> Form:
    """Return the form that says how a repair landed."""
    about = "\n".join(filter(None, (view.repair.happened, view.repair.right)))

    def save(values: Mapping[str, str]) -> object:
        return companion.promises.repairs.landed(person, view.repair.id, values["text"])

    return Form(
        key=f"landed.{person.id}.{view.repair.id}",
        title="How it landed with you",
        about=about,
        fields=(FormField("text", "In my words", "not yet is an answer, too"),),
        save=save,
    )


def say(companion: Companion, person: Person, promise: Promise, due: date, result: Result) -> Form:
    """Return the form that answers an occurrence with words of one's own."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        chosen = Result(values["result"])
        return companion.promises.answer(person, promise.id, due, chosen, values["text"]) or True

    options = ((Result.KEPT, "kept"), (Result.NOT_KEPT, "not kept"))
    return Form(
        key=f"say.{person.id}.{promise.id}.{due}",
        title=f"How you saw it, {near_words(due, today)}",
        about=one_line(promise.sentence),
        fields=(
            FormField("result", "It was", options=options),
            FormField("text", "In my words", "it may stay empty"),
        ),
        save=save,
        values={"result": result},
    )


def withdraw(companion: Companion, person: Person, promise: Promise) -> Form:
    """Return the form that takes back one's own promise."""

    def save(values: Mapping[str, str]) -> object:
        return companion.promises.withdraw(person, promise, values["text"])

    return Form(
        key=f"withdraw.{person.id}.{promise.id}",
        title="Take a promise back",
        about=f"{one_line(promise.sentence)}\nIt is not due any more from today on. What was said stays.",
        fields=(FormField("text", "In my words", "it may stay empty"),),
        save=save,
    )


def rest(companion: Companion, person: Person, promise: Promise | None) -> Form:
    """Return the form that lets promises rest for a span of days."""
    today = companion.clock().day
    options = [("", "all my promises")]
    if promise is not None and promise.author == person.id:
        options.append((promise.id, "this one"))

    def save(values: Mapping[str, str]) -> object:
        first = _one_day(values["first"] or "today", today, "first")
        last = _one_day(values["last"], today, "last")
        return companion.promises.pause(person, first, last, values["why"], values["which"])

    def remarks(values: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for name in ("first", "last"):
            if values[name].strip():
                try:
                    found[name] = day_words(_one_day(values[name], today, name), today)
                except Problem as problem:
                    found[name] = str(problem)
        return found

    return Form(
        key=f"rest.{person.id}",
        title="Let promises rest",
        about="For illness, travel, or a week that is too full. These days count neither way.",
        fields=(
            FormField("first", "From", "today"),
            FormField("last", "Until", f"sunday, in 2 weeks, {shortly(24, 12).lower()}"),
            FormField("why", "Because", "it may stay empty"),
            FormField("which", "Which", options=options),
        ),
        save=save,
        values={"first": "today"},
        remarks=remarks,
    )


def _to(companion: Companion, person: Person) -> tuple[FormField, ...]:
    other = companion.couple.other(person)
    if other is None:
        return ()
    return (FormField("to", "To", options=((other.id, one_line(other.name)), ("", "both of us"))),)


def _due_field() -> FormField:
    return FormField("schedule", "Due", EXAMPLES[0] + ", " + EXAMPLES[1])


def _one_day(text: str, today: date, field: str) -> date:
    from trust_tui.model.days import DayProblem, past_day

    try:
        return past_day(text, today)
    except DayProblem:
        pass
    try:
        schedule = understood(text, today)
    except ScheduleProblem as problem:
        raise Problem(str(problem), field) from None
    if not schedule.is_once:
        raise Problem(f"One day is needed here, such as: sunday, or {shortly(24, 12).lower()}.", field)
    return schedule.starts
