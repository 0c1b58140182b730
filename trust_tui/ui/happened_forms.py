"""The forms around what happened: three texts, what is said to them, and the few words that stand above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.breach import ANSWERS, TEXTS, Acknowledgement, Apology, Impact, What
from trust_tui.model.text import one_line, shown
from trust_tui.ui import promise_forms
from trust_tui.ui.happened_about import (
    MINE,
    THEIRS,
    about_fields,
    about_options,
    chosen_about,
    name_field,
    whose_field,
    whose_now,
    whose_of,
)
from trust_tui.ui.screens.form import Form, FormField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from trust_tui.model.breach import Text
    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.happened.view import Detail, Heading

    Tell = Callable[..., Text]

LABELS: dict[str, dict[str, str]] = {
    Acknowledgement.kind: {
        "happened": "What happened",
        "kept_from_you": "What I kept from you",
        "own": "What I own",
    },
    Impact.kind: {
        "did_to_me": "What it did to me",
        "needed": "What I needed",
        "need_now": "When it comes back",
    },
    Apology.kind: {
        "responsibility": "My responsibility",
        "repair": "To make it right",
        "explanation": "How it came to it",
        "regret": "What I regret",
        "change": "From now on",
        "forgiveness": "Asking forgiveness",
    },
}
"""What stands before each part, by the kind of text and the name of the part."""

ANSWER_WORDS = {
    What.UNDERSTOOD: "understood",
    What.RECEIVED: "received",
    What.NOT_YET: "not yet",
    What.MISSING: "something is missing",
    What.PROFESSIONAL: "with our professional",
}

PROMISE = "promise"
"""What the form of an apology ends with, where its repair shall become a promise."""

_PLACEHOLDERS = {
    "happened": "plain words, nothing left out",
    "kept_from_you": "it may stay empty",
    "own": "mine, and nobody else's",
    "did_to_me": "as it was, and as it is",
    "needed": "and did not get",
    "need_now": "what I need then",
    "responsibility": "what I did; nobody made me",
    "repair": "something that I do, and when",
    "explanation": "it explains, and excuses nothing",
    "regret": "what it was like for you",
    "change": "what I do differently",
    "forgiveness": "last, if at all",
}
_TITLES = {
    Acknowledgement.kind: "What happened, in my words",
    Impact.kind: "What it did to me",
    Apology.kind: "An apology",
}
_INTRODUCTIONS = {
    Acknowledgement.kind: "Plain words, and no more than is needed. It can take several evenings.",
    Impact.kind: "What you write here is yours, and nobody has to agree with it. Write what you can.",
    Apology.kind: "Only the first part is needed. Nothing in it asks for an answer.",
}
_ONLY_ME, _US = "me", "us"
_OPENINGS = {
    **dict.fromkeys(("i will ", "i'll ", "i shall ", "i promise to ", "i am going to ", "i'm going to "), ""),
    **dict.fromkeys(("i want to ", "i would like to ", "i'd like to ", "i have to ", "i need to "), ""),
    **dict.fromkeys(("i can ", "i must ", "i should "), ""),
    **dict.fromkeys(("i am ", "i'm "), "be "),
    "i ": "",
}
"""How a repair may begin, and what takes its place behind "I will"; the first one that fits counts."""


def acknowledge(companion: Companion, person: Person, here: Heading | None) -> Form:
    """Return the form that acknowledges what happened; `here` is the breach under the cursor."""
    return _new(companion, person, Acknowledgement, companion.happened.acknowledge, here)


def tell_impact(companion: Companion, person: Person, here: Heading | None) -> Form:
    """Return the form that says what it did."""
    return _new(companion, person, Impact, companion.happened.tell_impact, here)


def apologise(companion: Companion, person: Person, here: Heading | None) -> Form:
    """Return the form that apologises."""
    return _new(companion, person, Apology, companion.happened.apologise, here)


def _new(companion: Companion, person: Person, kind: type[Text], tell: Tell, here: Heading | None) -> Form:
    about = about_options(companion, person, kind, here)
    start = here.id if here and any(here.id == value for value, _ in about) else about[0][0]

    def save(values: Mapping[str, str]) -> object:
        only_me = values.get("who", _US) == _ONLY_ME
        text = tell(person, chosen_about(companion, person, values), values, only_me=only_me)
        wants = values.get("next") and not only_me and values["repair"].strip()
        return (text.id, PROMISE if wants else "")

    fields = [*about_fields(companion, person, about), *_parts(kind)]
    if companion.couple.other(person) is not None:
        fields.append(_who_field(companion, person))
    if kind is Apology:
        fields.append(_next_field())
    chosen = {"about": start, "whose": THEIRS if kind is Impact and companion.couple.other(person) else MINE}
    return Form(
        key=f"{kind.kind}.{person.id}.new",
        title=_TITLES[kind.kind],
        about=_INTRODUCTIONS[kind.kind],
        fields=fields,
        save=save,
        values={field.name: chosen[field.name] for field in fields if field.name in chosen},
        remarks=lambda values: _remarks(kind, values),
    )


def reword(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that words one's own text anew."""
    kind = TEXTS[detail.row.kind]

    def save(values: Mapping[str, str]) -> object:
        return companion.happened.reword(person, detail.row.id, detail.texts, values)

    kept = "Only you can read it, now and later." if detail.row.is_private else "It can be read beside this."
    return Form(
        key=f"{kind.kind}.{person.id}.{detail.row.id}",
        title="In other words",
        about=f"What it says now is kept. {kept}",
        fields=tuple(_parts(kind)),
        save=save,
        values=detail.texts,
        remarks=lambda values: _remarks(kind, values),
    )


def answer(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that answers the other's acknowledgement or apology."""

    def save(values: Mapping[str, str]) -> object:
        what = What(values["what"])
        return companion.happened.answer(person, detail.row.id, detail.texts, what, values["text"])

    return Form(
        key=f"answer.{person.id}.{detail.row.id}",
        title="My answer",
        about="“Not yet” is a complete answer. Each answer stands for its day; another can come later.",
        fields=(
            FormField("what", "My answer", options=[(w, ANSWER_WORDS[w]) for w in ANSWERS[detail.row.kind]]),
            FormField("text", "In my words", "it may stay empty"),
        ),
        save=save,
    )


def reply(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that replies to the other's impact: what one heard comes first."""

    def save(values: Mapping[str, str]) -> object:
        return companion.happened.reply(person, detail.row.id, detail.texts, values["heard"], values["text"])

    labels = LABELS[detail.row.kind]
    parts = [f"{labels[name]}: {shown(text)}" for name, text in detail.texts.items() if text]
    return Form(
        key=f"reply.{person.id}.{detail.row.id}",
        title="What I heard",
        about="\n".join(parts),
        fields=(
            FormField("heard", "What I heard", "in your own words"),
            FormField("text", "And I want to say", "it may stay empty"),
        ),
        save=save,
    )


def promise(companion: Companion, person: Person, detail: Detail) -> Form:
    """Return the form that makes a promise of an apology's repair."""
    return promise_forms.make(
        companion, person, from_apology=detail.row.id, will=_will(detail.texts["repair"])
    )


def _will(repair: str) -> str:
    """Return what is done, without the words that the form of a promise says already."""
    words = one_line(repair).lstrip()
    spoken = words.casefold().replace("’", "'")
    opening = next((each for each in _OPENINGS if spoken.startswith(each)), "")
    return _OPENINGS.get(opening, "") + words[len(opening) :]


def name_anew(companion: Companion, person: Person, heading: Heading) -> Form:
    """Return the form that gives a breach another name, or says anew whom it is about."""

    def save(values: Mapping[str, str]) -> object:
        broke, hurt = whose_of(companion, person, values["whose"])
        companion.happened.name_anew(person, heading.id, values["name"], broke, hurt)
        return True

    return Form(
        key=f"breach.{person.id}.{heading.id}",
        title="A few words for it",
        about="What it was called before can be read below it.",
        fields=(name_field(), whose_field(companion, person)),
        save=save,
        values={"name": heading.name, "whose": whose_now(person, heading)},
    )


# The other fields


def _parts(kind: type[Text]) -> Iterator[FormField]:
    for name, label in LABELS[kind.kind].items():
        yield FormField(name, label, _PLACEHOLDERS[name])


def _who_field(companion: Companion, person: Person) -> FormField:
    other = companion.couple.other(person)
    name = one_line(other.name) if other else ""
    return FormField("who", "Who reads it", options=((_ONLY_ME, "only I, for now"), (_US, f"{name}, too")))


def _next_field() -> FormField:
    def can_promise(values: Mapping[str, str]) -> bool:
        return bool(values["repair"].strip()) and values.get("who", _US) == _US

    options = (("", "it stays as it is"), (PROMISE, "make a promise of it"))
    return FormField("next", "Making it right", options=options, when=can_promise)


def _remarks(kind: type[Text], values: Mapping[str, str]) -> dict[str, str]:
    """Say, gently, where words take back what they give, or would only hurt."""
    if kind is Impact:
        return {}  # nobody tells the hurt person how to say it
    from trust_tui.services.apology_wording import AT_ONCE, details, remark, taking_back

    found = {name: (*taking_back(values[name]), *details(values[name]))[:AT_ONCE] for name in kind.PARTS}
    return {name: remark(hints) for name, hints in found.items() if hints}
