"""Whose signature counts, and what it covers."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.waivers.support import VENDOR, key_files, waiver

from fielato.errors import InputError
from fielato.waivers import envelope, read_signed, writing

LAYERS = {"organisation/boundary": "organisation", "organisation/vendor-boundary": "organisation"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[envelope.SigningKey, envelope.VerifyKey]:
    private, public = key_files(tmp_path_factory.mktemp("keys"))
    return envelope.signing_key(private.read_bytes(), "k"), envelope.verify_key(public.read_bytes(), "p")


Keys = tuple[envelope.SigningKey, envelope.VerifyKey]


def sealed(keys: Keys) -> bytes:
    return envelope.sealed(writing.document([waiver(), waiver(VENDOR)]), keys[0])


def test_what_is_signed_is_the_encoding_of_dsse() -> None:
    """The example of the DSSE protocol: type and content with their lengths in decimal."""
    assert envelope.to_be_signed(b"hello world", "http://example.com/HelloWorld") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_waivers_come_out_as_they_went_in_and_name_the_key(keys: Keys) -> None:
    source = read_signed(sealed(keys), "w.json", [keys[1]], LAYERS)
    assert [one.waiver for one in source.entries] == [waiver(), waiver(VENDOR)]
    assert (source.trust, source.key) == ("signature", keys[1].id)
    assert sealed(keys) == sealed(keys)


def test_one_of_several_keys_is_enough(keys: Keys, tmp_path: Path) -> None:
    other = envelope.verify_key(key_files(tmp_path, 2)[1].read_bytes(), "p")
    assert read_signed(sealed(keys), "w.json", [other, keys[1]], LAYERS).key == keys[1].id


def test_another_key_and_no_key_are_refused(keys: Keys, tmp_path: Path) -> None:
    other = envelope.verify_key(key_files(tmp_path, 2)[1].read_bytes(), "p")
    with pytest.raises(InputError, match="none of the keys that were given has signed this"):
        read_signed(sealed(keys), "w.json", [other], LAYERS)
    with pytest.raises(InputError, match=r"w.json:4:17: .*no key was given to verify it .*--waiver-key"):
        read_signed(sealed(keys), "w.json", [], LAYERS)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_byte_of_what_was_signed_can_be_changed(keys: Keys, data: st.DataObject) -> None:
    whole = json.loads(sealed(keys))
    part = data.draw(st.sampled_from(["payload", "sig", "payloadType"]))
    holder = whole["signatures"][0] if part == "sig" else whole
    text = holder[part]
    at = data.draw(st.integers(0, len(text) - 1))
    char = data.draw(st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != text[at]))
    holder[part] = text[:at] + char + text[at + 1 :]
    with pytest.raises(InputError):
        read_signed(json.dumps(whole).encode(), "w.json", [keys[1]], LAYERS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_of_the_content_can_be_changed(keys: Keys, data: st.DataObject) -> None:
    whole = json.loads(sealed(keys))
    content = bytearray(base64.b64decode(whole["payload"]))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    whole["payload"] = base64.b64encode(bytes(content)).decode()
    with pytest.raises(InputError, match="none of the keys"):
        read_signed(json.dumps(whole).encode(), "w.json", [keys[1]], LAYERS)


def test_a_signed_statement_of_another_kind_is_refused(keys: Keys) -> None:
    whole = json.loads(sealed(keys)) | {"payloadType": "application/vnd.in-toto+json"}
    with pytest.raises(InputError, match=r"no waivers but `application/vnd\.in-toto\+json`"):
        read_signed(json.dumps(whole).encode(), "w.json", [keys[1]], LAYERS)


def test_a_signature_does_not_make_law_waivable(keys: Keys) -> None:
    with pytest.raises(InputError, match="in what was signed, `organisation/boundary` is a rule of law"):
        read_signed(sealed(keys), "w.json", [keys[1]], LAYERS | {"organisation/boundary": "law"})


@pytest.mark.parametrize("read", [envelope.verify_key, envelope.signing_key])
@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_a_file_without_a_key_is_named(read: object, pem: bytes) -> None:
    with pytest.raises(InputError, match=r"^key\.pem: this file holds no (public|private) Ed25519 key"):
        read(pem, "key.pem")  # type: ignore[operator]


def test_a_private_key_is_no_public_one(tmp_path: Path) -> None:
    private, public = key_files(tmp_path)
    with pytest.raises(InputError, match="no public Ed25519 key"):
        envelope.verify_key(private.read_bytes(), "key.pem")
    with pytest.raises(InputError, match="no private Ed25519 key"):
        envelope.signing_key(public.read_bytes(), "key.pem")
