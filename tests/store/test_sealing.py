"""Sealing: only the desk's key opens, nothing can be swapped, lengths tell only buckets."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.keyring import DeskKey, OpenError
from store import sealing
from store.clock import now
from store.sealing import BadEnvelope, BadKey, Envelope, PublicKey

KEY = DeskKey.generate()
OTHER = DeskKey.generate()


@given(data=st.binary(max_size=3000), kind=st.sampled_from(["text", "file", "part/ab/0/3", "document/receipt"]))
@settings(max_examples=40, deadline=None)
def test_what_is_sealed_opens_again(data: bytes, kind: str) -> None:
    envelope = sealing.seal(KEY.public, kind, data)
    assert KEY.open(envelope) == data
    assert KEY.open(Envelope.loads(envelope.dumps())) == data


@given(data=st.binary(max_size=200_000))
@settings(max_examples=60, deadline=None)
def test_padding_comes_off(data: bytes) -> None:
    padded = sealing.pad(data)
    assert sealing.unpad(padded) == data
    assert len(padded) == sealing.padded_length(len(data))
    assert sealing.is_sealed_length(len(padded) + sealing.OVERHEAD)


@given(size=st.integers(0, 5 * 1024 * 1024))
def test_padded_lengths_are_buckets(size: int) -> None:
    padded = sealing.padded_length(size)
    assert padded >= size + 4
    if padded <= 65536:
        assert padded >= 512 and padded & (padded - 1) == 0
    else:
        assert padded % 65536 == 0 and padded - 65536 < size + 4


def test_a_short_answer_and_a_long_one_look_alike() -> None:
    lengths = Counter(len(sealing.seal(KEY.public, "text", b"x" * n).ct) for n in range(0, 509, 50))
    assert list(lengths) == [512 + sealing.OVERHEAD]


@given(size=st.integers(0, 2000), position=st.integers(0, 10_000), change=st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_tampered_ciphertext_does_not_open(size: int, position: int, change: int) -> None:
    envelope = sealing.seal(KEY.public, "text", b"s" * size)
    ct = bytearray(envelope.ct)
    ct[position % len(ct)] ^= change
    with pytest.raises(OpenError):
        KEY.open(dataclasses.replace(envelope, ct=bytes(ct)))


@given(
    before=st.sampled_from(["text", "file", "part/a/0/2", "part/a/1/2"]),
    after=st.sampled_from(["text", "file", "part/a/0/2", "part/a/1/2", "part/a/0/3"]),
)
@settings(max_examples=20, deadline=None)
def test_an_envelope_of_one_kind_does_not_open_as_another(before: str, after: str) -> None:
    envelope = dataclasses.replace(sealing.seal(KEY.public, before, b"content"), kind=after)
    if before == after:
        assert KEY.open(envelope) == b"content"
    else:
        with pytest.raises(OpenError):
            KEY.open(envelope)


def test_the_key_id_is_bound() -> None:
    envelope = dataclasses.replace(sealing.seal(KEY.public, "text", b"content"), key=OTHER.id)
    with pytest.raises(OpenError):
        KEY.open(envelope)


def test_another_key_does_not_open() -> None:
    with pytest.raises(OpenError):
        OTHER.open(sealing.seal(KEY.public, "text", b"content"))


def test_two_seals_of_the_same_differ() -> None:
    assert sealing.seal(KEY.public, "text", b"same").ct != sealing.seal(KEY.public, "text", b"same").ct


@pytest.mark.parametrize(
    ("size", "tail"),
    [(0xFFFFFFFF, b""), (509, b""), (10, b"\0" * 490 + b"x"), (70_000, b"")],
    ids=["huge", "beyond", "not zero", "another bucket"],
)
def test_wrong_padding_is_refused(size: int, tail: bytes) -> None:
    padded = (sealing.LENGTH.pack(size) + b"a" * 10 + tail).ljust(512, b"\0")
    with pytest.raises(BadEnvelope):
        sealing.unpad(padded)


def test_padding_longer_than_its_bucket_is_refused() -> None:
    with pytest.raises(BadEnvelope):
        sealing.unpad(sealing.pad(b"a").ljust(1024, b"\0"))


def good() -> dict[str, object]:
    return sealing.seal(KEY.public, "text", b"content").as_dict()


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2}, {"v": True}, {"v": "1"}, {"suite": "x"}, {"suite": 1}, {"key": "xyz"}, {"key": None},
        {"key": "A" * 16}, {"kind": "letter"}, {"kind": "part/../../etc/0/1"}, {"kind": "text\n"}, {"kind": 1},
        {"ct": "=="}, {"ct": ""}, {"ct": "AAAA"}, {"ct": "+/+/"}, {"ct": 5}, {"extra": 1},
    ],
)  # fmt: skip
def test_what_is_no_envelope_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadEnvelope):
        Envelope.from_dict({**good(), **change})


@given(st.one_of(st.text(max_size=50), st.binary(max_size=50)))
def test_any_text_is_an_envelope_or_refused(text: str | bytes) -> None:
    with pytest.raises(BadEnvelope):
        Envelope.loads(text)


@pytest.mark.parametrize("missing", ["v", "suite", "key", "kind", "ct"])
def test_a_missing_field_is_refused(missing: str) -> None:
    tree = good()
    del tree[missing]
    with pytest.raises(BadEnvelope):
        Envelope.loads(json.dumps(tree))


def test_errors_and_reprs_show_no_ciphertext() -> None:
    envelope = sealing.seal(KEY.public, "text", b"content")
    assert sealing.encode(envelope.ct)[:20] not in repr(envelope)
    assert str(envelope.ct) not in repr(envelope)


def test_a_public_key_travels_as_json() -> None:
    tree = json.loads(json.dumps(KEY.public.as_dict()))
    assert PublicKey.from_dict(tree) == KEY.public
    with pytest.raises(BadKey):
        PublicKey.from_dict({**tree, "key": OTHER.id})
    with pytest.raises(BadKey):
        PublicKey.from_dict({**tree, "public": tree["public"][:-4]})
    with pytest.raises(BadKey):
        PublicKey(b"\xff" * sealing.PUBLIC_SIZE)


def test_an_answer_says_to_what_and_when() -> None:
    at = now()
    envelope = sealing.seal_text(KEY.public, "report.facts", "text", "内容", at)
    opened = json.loads(KEY.open(envelope))
    assert opened == {"v": 1, "ask": "report.facts", "kind": "text", "text": "内容", "at": opened["at"]}
    assert opened["at"].endswith("+08:00")
