"""What the made-up couple wrote about what happened, and said to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from trust_tui.content import load
from trust_tui.model.breach import TEXTS, Answer, Apology, Breach, Reply, Text, What
from trust_tui.model.promises import Promise
from trust_tui.model.records import Visibility, content
from trust_tui.model.versions import Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

_AFTER = timedelta(minutes=25)


def with_happened(told: Sequence[Record], scribe: Scribe, people: Mapping[str, Person]) -> list[Record]:
    """Return a year with what happened in it. A promise that grew out of an apology knows that one."""
    promises = {each.will: each.id for each in told if isinstance(each, Promise)}
    happened = list(_Telling(scribe, people, promises).records())
    apologies = {each.promise: each.id for each in happened if isinstance(each, Apology) and each.promise}
    linked = (
        replace(each, from_apology=apologies[each.id])
        if isinstance(each, Promise) and each.id in apologies
        else each
        for each in told
    )
    return [*linked, *happened]


class _Telling:
    """The story, turned into records."""

    def __init__(self, scribe: Scribe, people: Mapping[str, Person], promises: Mapping[str, str]) -> None:
        self._scribe = scribe
        self._people = people
        self._promises = promises

    def records(self) -> Iterator[Record]:
        story = load("demo_happened.json")
        breaches = {row["key"]: self._breach(row) for row in story["breaches"]}
        yield from breaches.values()
        for row in story["texts"]:
            yield from self._text(row, breaches[row["about"]].id if row["about"] else "")

    def _breach(self, row: Mapping[str, Any]) -> Breach:
        return self._scribe.write(
            Breach,
            self._people[row["who"]].id,
            row["day"],
            after=_AFTER,
            name=row["name"],
            broke=tuple(self._people[key].id for key in row["broke"]),
            hurt=tuple(self._people[key].id for key in row["hurt"]),
            visibility=_visibility(row),
        )

    def _text(self, row: Mapping[str, Any], breach: str) -> Iterator[Record]:
        first, *later = row["wordings"]
        text = self._first(row, first, breach)
        for wording in later:
            yield self._scribe.write(
                Version,
                text.author,
                wording["day"],
                after=_AFTER,
                of=text.id,
                of_kind=text.kind,
                of_rev=text.rev,
                body=content(text),
                visibility=text.visibility,
            )
            moment = self._scribe.moment(wording["day"], _AFTER)
            parts = _parts(type(text), wording)
            text = text.changed(moment, worded_on=moment.day, visibility=_visibility(wording), **parts)
        yield text
        for said in row["said"]:
            read = sum(wording["day"] <= said["day"] for wording in row["wordings"])
            yield self._said(text, said, read)

    def _first(self, row: Mapping[str, Any], wording: Mapping[str, Any], breach: str) -> Text:
        kind = TEXTS[row["kind"]]
        own: dict[str, Any] = {"breach": breach, **_parts(kind, wording)}
        if kind is Apology:
            own["to"] = next(person.id for key, person in self._people.items() if key != row["who"])
            own["promise"] = self._promises[row["promise"]] if "promise" in row else ""
        day, author = wording["day"], self._people[row["who"]].id
        own |= {"worded_on": self._scribe.moment(day).day, "visibility": _visibility(wording)}
        return self._scribe.write(kind, author, day, after=_AFTER, **own)

    def _said(self, text: Text, said: Mapping[str, Any], read: int) -> Record:
        author, day = self._people[said["who"]].id, said["day"]
        own = {"of": text.id, "of_rev": read, "text": said.get("text", "")}
        if "heard" in said:
            return self._scribe.write(Reply, author, day, after=_AFTER, heard=said["heard"], **own)
        return self._scribe.write(
            Answer, author, day, after=_AFTER, of_kind=text.kind, what=What(said["what"]), **own
        )


def _parts(kind: type[Text], wording: Mapping[str, Any]) -> dict[str, str]:
    return {name: wording.get(name, "") for name in kind.PARTS}


def _visibility(row: Mapping[str, Any]) -> Visibility:
    return Visibility.PRIVATE if row.get("private") else Visibility.SHARED
