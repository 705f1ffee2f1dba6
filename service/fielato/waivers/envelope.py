"""Who vouches for exported waivers: a DSSE envelope (v1.0), signed with Ed25519 over type and content."""

from __future__ import annotations

import base64
import binascii
import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

import msgspec

from fielato import digest
from fielato.errors import InputError, Problem
from fielato.reading import read
from fielato.reading.decode import decode

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PAYLOAD_TYPE: Final = "application/vnd.fielato.waivers+json"
"""What is signed: a document of waivers, as JSON."""
_MARK: Final = b'"payloadType"'
_NOT_SIGNED: Final = (
    "none of the keys that were given has signed this, or it was changed since",
    "export it again, or give the public key of whoever exported it with --waiver-key",
)
_NO_KEY: Final = (
    "this is signed, and no key was given to verify it",
    "give the public key of whoever exported it with --waiver-key",
)


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature; `keyid` is a hint, and proves nothing."""

    sig: str
    keyid: str = ""


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"payload_type": "payloadType"}):
    """A signed document, as DSSE has it."""

    payload: str
    payload_type: str
    signatures: Annotated[tuple[Signature, ...], msgspec.Meta(min_length=1)]


class VerifyKey(msgspec.Struct, frozen=True, eq=False):
    """A public key, and its id."""

    key: Ed25519PublicKey
    id: str
    """The digest of its SubjectPublicKeyInfo."""


class SigningKey(msgspec.Struct, frozen=True, eq=False):
    """A private key, and the id of the public one."""

    key: Ed25519PrivateKey
    id: str


class Opened(msgspec.Struct, frozen=True):
    """What an envelope holds, and the id of the key that signed it."""

    payload: bytes
    key: str


def is_envelope(data: bytes) -> bool:
    """Whether a file means to be an envelope."""
    return data.lstrip().startswith(b"{") and _MARK in data


def to_be_signed(payload: bytes, payload_type: str = PAYLOAD_TYPE) -> bytes:
    """The pre-authentication encoding of DSSE: type and content, each with its length."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sealed(payload: bytes, key: SigningKey) -> bytes:
    """The envelope of a document of waivers; the same document and key give the same bytes."""
    signature = Signature(_encoded(key.key.sign(to_be_signed(payload))), key.id)
    envelope = Envelope(_encoded(payload), PAYLOAD_TYPE, (signature,))
    return msgspec.json.format(msgspec.json.encode(envelope), indent=2) + b"\n"


def opened(data: bytes, file: str, keys: Sequence[VerifyKey]) -> Opened:
    """What an envelope holds; raises InputError unless one of the keys has signed it."""
    document = read(data, file)[0]
    envelope = decode(document, Envelope)
    if envelope.payload_type != PAYLOAD_TYPE:
        message = f"what is signed here are no waivers but `{envelope.payload_type[:60]}`"
        raise InputError(document.problem("/payloadType", message, f"waivers are `{PAYLOAD_TYPE}`"))
    payload = _decoded(envelope.payload)
    if payload is None:
        raise InputError(document.problem("/payload", "this is not base64", "export the waivers again"))
    signer = _signer(to_be_signed(payload), envelope.signatures, keys)
    if signer is None:
        message, hint = _NOT_SIGNED if keys else _NO_KEY
        raise InputError(document.problem("/signatures", message, hint))
    return Opened(payload, signer.id)


def _signer(message: bytes, signatures: Sequence[Signature], keys: Sequence[VerifyKey]) -> VerifyKey | None:
    from cryptography.exceptions import InvalidSignature

    for one in signatures:
        signature = _decoded(one.sig)
        if signature is None:
            continue
        for key in keys:
            try:
                key.key.verify(signature, message)
            except InvalidSignature:
                continue
            return key
    return None


def verify_key(pem: bytes, file: str) -> VerifyKey:
    """A public key from its PEM file; raises InputError where it holds none for Ed25519."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key: object = None
    with contextlib.suppress(ValueError, UnsupportedAlgorithm):  # told below, as a key of another kind is
        key = load_pem_public_key(pem)
    if not isinstance(key, Ed25519PublicKey):
        hint = "`openssl pkey -in private.pem -pubout` prints one"
        raise InputError(Problem("this file holds no public Ed25519 key in PEM", file, hint=hint))
    return VerifyKey(key, key_id(key))


def signing_key(pem: bytes, file: str) -> SigningKey:
    """A private key from its PEM file, which has no password; raises InputError where it holds none for Ed25519."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key: object = None
    with contextlib.suppress(ValueError, TypeError, UnsupportedAlgorithm):  # told below, as another kind is
        key = load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        hint = "`openssl genpkey -algorithm ed25519` makes one"
        raise InputError(Problem("this file holds no private Ed25519 key in PEM without a password", file, hint=hint))
    return SigningKey(key, key_id(key.public_key()))


def key_id(key: Ed25519PublicKey) -> str:
    """The digest of a public key's SubjectPublicKeyInfo."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return digest.of_bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes | None:
    """The bytes of a text in the one spelling that base64 has for them; None where it is another, or none."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if _encoded(data) == text else None
