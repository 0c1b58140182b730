"""What stands for itself in a text to read: what happened, boundaries, promises, rituals, who helps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trust_tui.model.boundaries import Agreement, Boundary, BoundaryEvent, What
from trust_tui.model.breach import TEXTS, Acknowledgement, Answer, Apology, Breach, Impact, Reply, Text
from trust_tui.model.breach import What as Said
from trust_tui.model.dates import date_words
from trust_tui.model.deck import OwnCard
from trust_tui.model.promises import ENDINGS, Outcome, Promise, Result
from trust_tui.model.rituals import Ritual
from trust_tui.model.schedule_words import times_words
from trust_tui.model.support import Professional
from trust_tui.model.text import one_line
from trust_tui.services.portable.told import RESULT

if TYPE_CHECKING:
    from trust_tui.services.portable.told import Entry, Teller

_WHAT = {
    Acknowledgement.kind: "acknowledging what happened",
    Impact.kind: "what it did to me",
    Apology.kind: "an apology",
}
_PARTS = {
    "happened": "What happened",
    "kept_from_you": "What I kept from you",
    "own": "What I own",
    "did_to_me": "What it did to me",
    "needed": "What I needed",
    "need_now": "What I need now when it comes back",
    "responsibility": "What I take responsibility for",
    "repair": "What I do to make it right",
    "explanation": "How it came to it",
    "regret": "What I regret",
    "change": "What I do differently from now on",
    "forgiveness": "Asking for forgiveness",
}
_SAID = {
    Said.UNDERSTOOD: "understood",
    Said.RECEIVED: "received",
    Said.NOT_YET: "not yet",
    Said.MISSING: "something is missing",
    Said.PROFESSIONAL: "I would like to do this with our professional",
}
_EVENT = {
    What.TALK: "would like to talk about it",
    What.TALKED: "we talked about it",
    What.CHANGE: "would like other words",
    What.WITHDRAWN: "it does not hold any more",
    What.CROSSED: "it was crossed",
}


def chapters(teller: Teller) -> Iterator[tuple[str, list[Entry]]]:
    """Yield what stands for itself, by subject; no subject is empty."""
    gathered = teller.gathered
    told = {
        "What happened": [
            *(_breach(teller, each) for each in gathered.live(Breach)),
            *(_text(teller, each) for kind in TEXTS.values() for each in gathered.live(kind)),
        ],
        "Boundaries": [_boundary(teller, each) for each in gathered.live(Boundary)],
        "Promises": [_promise(teller, each) for each in gathered.live(Promise)],
        "Rituals": [_ritual(teller, each) for each in gathered.live(Ritual)],
        "Our own cards": [teller.entry(each, "a card", ("", each.text)) for each in gathered.live(OwnCard)],
        "Who helps": [_professional(teller, each) for each in gathered.live(Professional)],
    }
    yield from ((title, entries) for title, entries in told.items() if entries)


def _breach(teller: Teller, breach: Breach) -> Entry:
    did = " and ".join(teller.name(each) for each in breach.broke)
    felt = " and ".join(teller.name(each) for each in breach.hurt)
    who = (("Who broke trust", did), ("Who was hurt", felt))
    return teller.entry(breach, "in few words", ("", breach.name), *who)


def _text(teller: Teller, text: Text) -> Entry:
    lines = [(_PARTS[name], words) for name, words in text.texts().items()]
    for reply in teller.said_to(text, Reply):
        who = teller.name(reply.author)
        lines += [(f"{who}, “What I heard”", reply.heard), (f"{who}, “What I want to say”", reply.text)]
    for answer in teller.said_to(text, Answer):
        lines.append((f"{teller.name(answer.author)}, {_SAID[answer.what]}", answer.text or "–"))
    return teller.entry(text, _WHAT[text.kind], *lines)


def _boundary(teller: Teller, boundary: Boundary) -> Entry:
    lines = [
        ("All right", boundary.fine),
        ("Not all right", boundary.not_fine),
        ("Why it matters", boundary.why),
        ("What I will do if it is crossed", boundary.if_crossed),
        ("To look at again", date_words(boundary.review_on) if boundary.review_on else ""),
    ]
    agreed = [each for each in teller.said_to(boundary, Agreement) if each.wording == boundary.wording]
    lines += [(f"{teller.name(each.author)}, yes", f"on {date_words(each.day)}") for each in agreed]
    for event in teller.said_to(boundary, BoundaryEvent):
        lead = f"{teller.name(event.author)}, {date_words(event.day)}, {_EVENT[event.what]}"
        lines.append((lead, event.text or "–"))
    return teller.entry(boundary, "a boundary", *lines)


def _promise(teller: Teller, promise: Promise) -> Entry:
    to = f" to {teller.name(promise.to)}" if promise.to else ""
    lines = [
        ("", promise.sentence),
        ("", promise.fallback_sentence),
        ("When", promise.schedule.words),
    ]
    outcomes = teller.said_to(promise, Outcome)
    people = teller.gathered.couple.people
    lines += [(f"As {teller.name(person.id)} saw it", _seen(outcomes, person.id)) for person in people]
    ends = [each for each in outcomes if each.result in ENDINGS and each.author == promise.author]
    lines += [(f"It was {RESULT[each.result]}", f"on {date_words(each.day)}") for each in ends[:1]]
    return teller.entry(promise, f"a promise{to}", *lines)


def _seen(outcomes: list[Outcome], person_id: str) -> str:
    """Return how one person saw one promise: what they said last about a day counts."""
    seen = {each.due: each.result for each in outcomes if each.author == person_id}
    counts = {result: list(seen.values()).count(result) for result in (Result.KEPT, Result.NOT_KEPT)}
    return ", ".join(f"{RESULT[result]} {times_words(count)}" for result, count in counts.items() if count)


def _ritual(teller: Teller, ritual: Ritual) -> Entry:
    when = ritual.rhythm.words if ritual.rhythm else ""
    return teller.entry(ritual, "a ritual", ("", ritual.name), ("How it goes", ritual.how), ("When", when))


def _professional(teller: Teller, each: Professional) -> Entry:
    reach = ("phone", "mail", "address")
    lines = [(name.capitalize(), one_line(getattr(each, name))) for name in reach]
    return teller.entry(
        each,
        "somebody who helps",
        ("", each.name),
        ("What for", each.what_for),
        *lines,
        ("Good to know", each.note),
    )
