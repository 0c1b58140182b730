"""A damaged ledger is refused as it is opened: with the reason, with backups to go back to, and untouched."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.faults.entries import moment, places_in
from tests.store.refusing import lived_in, refused
from trust_tui.store import Damage, Ledger, LedgerDamaged, Places, snapshot

FLIPS = 200


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return lived_in(tmp_path)


# What is no ledger.

CONTENTS = [
    pytest.param(Damage.EMPTY, b"", id="empty"),
    pytest.param(Damage.FOREIGN, b"null", id="null"),
    pytest.param(Damage.FOREIGN, b"[]", id="list"),
    pytest.param(Damage.FOREIGN, b"{}", id="object"),
    pytest.param(Damage.FOREIGN, b"0", id="number"),
    pytest.param(Damage.FOREIGN, b'"text"', id="text"),
    pytest.param(Damage.FOREIGN, b"true", id="true"),
    pytest.param(Damage.UNREADABLE, b"\0" * 4096, id="zeros"),
    pytest.param(Damage.UNREADABLE, b"\n", id="newline"),
    pytest.param(Damage.UNREADABLE, b"\xff\xfe{\x00}\x00", id="utf-16"),
    pytest.param(Damage.UNREADABLE, b'{"a":"\xff"}', id="not-utf-8"),
    pytest.param(Damage.CHANGED, b"\xef\xbb\xbf{}", id="byte-order-mark"),
    pytest.param(Damage.UNREADABLE, b"[" * 100_000, id="nested"),
    pytest.param(Damage.UNREADABLE, b"[" * 100_000 + b"]" * 100_000, id="nested-and-closed"),
    pytest.param(Damage.UNREADABLE, b'{"_meta":' * 50_000 + b"1" + b"}" * 50_000, id="nested-objects"),
    pytest.param(Damage.UNREADABLE, b'"\\ud800"' + b"[" * 100_000, id="nested-and-half-a-character"),
    pytest.param(Damage.UNREADABLE, b"9" * 10_000, id="huge-integer"),
    pytest.param(Damage.UNREADABLE, b'["\\ud800",' + b"9" * 10_000 + b"]", id="huge-and-half-a-character"),
    pytest.param(Damage.UNREADABLE, b"NaN", id="nan"),
    pytest.param(Damage.UNREADABLE, b'{"a":Infinity}', id="infinity"),
    pytest.param(Damage.UNREADABLE, b'{"a":["\\ud800",-Infinity]}', id="infinity-and-half-a-character"),
    pytest.param(Damage.UNREADABLE, b"SQLite format 3\0", id="sqlite"),
    pytest.param(Damage.UNREADABLE, b"a shopping list", id="prose"),
    pytest.param(
        Damage.FOREIGN, b'{"_default":{"1":{"name":"somebody else"}}}', id="tinydb-of-another-program"
    ),
    pytest.param(Damage.FOREIGN, b'{"_meta":{"1":{"format":"another ledger"}}}', id="another-format"),
    pytest.param(Damage.FOREIGN, b'{"_meta":[1]}', id="meta-list"),
    pytest.param(Damage.FOREIGN, b'{"_meta":{"1":null}}', id="meta-null"),
    pytest.param(Damage.FOREIGN, b'{"_meta":{"1":[]},"_meta":{"1":"x"}}', id="meta-twice"),
]


@pytest.mark.parametrize(("kind", "content"), CONTENTS)
def test_what_is_no_ledger_is_refused(places: Places, kind: Damage, content: bytes) -> None:
    places.ledger.write_bytes(content)
    refused(places, kind)


@pytest.mark.parametrize(("kind", "content"), CONTENTS)
def test_nor_is_it_taken_for_a_new_one_where_there_is_nothing_beside_it(
    tmp_path: Path, kind: Damage, content: bytes
) -> None:
    places_in(tmp_path).ledger.write_bytes(content)
    problem = refused(places_in(tmp_path), kind)
    assert problem.offers == ()


def _of_types(**wrong: object) -> bytes:
    meta = {"check": "0", "format": snapshot.FORMAT, "schema": 2, "seq": 3, "ledger": "a", "written_by": "1"}
    return json.dumps({"_meta": {"1": {**meta, "tables": {}, **wrong}}}).encode()


def test_a_ledger_in_all_but_its_checksum_was_changed(places: Places) -> None:
    places.ledger.write_bytes(_of_types())
    refused(places, Damage.CHANGED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": "2"},
        {"schema": True},
        {"schema": 2.0},
        {"seq": None},
        {"seq": 10**30},
        {"ledger": 5},
        {"written_by": []},
        {"tables": []},
        {"tables": {"topic": 1}},
        {"tables": {"topic": [1, 2]}},
    ],
    ids=str,
)
def test_wrong_types_in_what_it_says_about_itself(places: Places, wrong: dict[str, object]) -> None:
    places.ledger.write_bytes(_of_types(**wrong))
    refused(places, Damage.FOREIGN)


# A ledger of ours that something happened to.


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before


def test_an_edited_word_is_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data.replace(b'"one"', b'"won"', 1))
    assert "checksum" in str(refused(places, Damage.CHANGED))


@pytest.mark.parametrize("indent", [None, 2])
def test_an_editor_that_wrote_the_same_again_is_noticed(places: Places, indent: int | None) -> None:
    spoil(places.ledger, lambda data: json.dumps(json.loads(data), indent=indent).encode())
    refused(places, Damage.CHANGED)


def test_a_mark_that_an_editor_put_before_it_is_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: b"\xef\xbb\xbf" + data)
    refused(places, Damage.CHANGED)


def test_line_ends_of_another_system_are_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data.replace(b"\n", b"\r\n"))
    refused(places, Damage.CHANGED)


def test_something_after_its_end_is_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data + b"\n")
    refused(places, Damage.CHANGED)


def test_zeros_in_the_middle_are_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data[:512] + b"\0" * 512 + data[1024:])
    refused(places, Damage.UNREADABLE)


def test_bytes_that_are_no_text_are_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data.replace(b'"one"', b'"\xff\xfee"', 1))
    refused(places, Damage.UNREADABLE)


def test_a_key_that_is_there_twice_is_noticed(places: Places) -> None:
    spoil(places.ledger, lambda data: data.replace(b'"topic":{\n"1":', b'"topic":{\n"2":{},\n"1":', 1))
    refused(places, Damage.CHANGED)


def test_every_length_is_noticed(places: Places) -> None:
    whole = places.ledger.read_bytes()
    lengths = {*range(64), *range(0, len(whole), 97), *range(len(whole) - 40, len(whole))}
    for length in sorted(lengths):
        places.ledger.write_bytes(whole[:length])
        kind = Damage.EMPTY if length == 0 else Damage.UNREADABLE
        # Only the newline at its very end can be missing without it ending in the middle.
        refused(places, kind if length < len(whole) - 1 else Damage.CHANGED)
    places.ledger.write_bytes(whole[: len(whole) // 2])
    assert "ends too early" in str(refused(places, Damage.UNREADABLE))


def _flipped(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with one bit turned round, or one byte replaced."""
    at = chance.randrange(len(data))
    byte = data[at] ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else chance.randrange(256)
    return data[:at] + bytes([byte]) + data[at + 1 :] if byte != data[at] else _flipped(data, chance)


def test_one_flipped_byte_of_the_ledger_is_noticed_every_time(places: Places) -> None:
    whole, chance = places.ledger.read_bytes(), random.Random(1)
    for _ in range(FLIPS):
        places.ledger.write_bytes(_flipped(whole, chance))
        with pytest.raises(LedgerDamaged) as caught:
            Ledger.open(places, moment=moment())
        assert caught.value.kind in {Damage.UNREADABLE, Damage.CHANGED, Damage.FOREIGN}
        assert caught.value.offers


def test_one_flipped_byte_of_the_journal_is_noticed_every_time(places: Places) -> None:
    whole, chance = places.journal.read_bytes(), random.Random(2)
    for _ in range(FLIPS):
        places.journal.write_bytes(_flipped(whole, chance))
        refused(places, Damage.JOURNAL, places.journal)


def test_the_last_line_of_the_journal_counts_as_well_as_the_others(places: Places) -> None:
    # The last line is where a damaged entry looks most like one that was never finished.
    whole = places.journal.read_bytes()
    begin, end = whole.rindex(b"\n", 0, -1) + 1, len(whole)
    for at in (*range(begin, begin + 40), *range(begin + 40, end - 20, 11), *range(end - 20, end)):
        for byte in (0, whole[at] ^ 0x20, ord("\n")):
            if byte != whole[at]:
                places.journal.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
                with pytest.raises(LedgerDamaged):
                    Ledger.open(places, moment=moment())
