"""The tool's key pairs: private ones in the course's folder, mode 0600; public ones for the platform to read.

The newest key signs. Older ones stay public until they are retired, so that a platform that keeps the set for a while
can still check what was signed before.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import RSAAlgorithm

from blocnotes.errors import ContentError

FOLDER = "lti"
BITS = 3072
NO_KEY = "run: blocnotes lti key"


@dataclass(frozen=True, slots=True)
class Key:
    """A key pair: its name in the public set, and its private half."""

    name: str
    path: Path
    private: RSAPrivateKey


def make_key(var: Path) -> Key:
    """Make a key pair, which signs from now on."""
    folder = var / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = generate_private_key(public_exponent=65537, key_size=BITS)
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = folder / f"{name}.pem"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Key(name, path, private)


def read_keys(var: Path) -> tuple[Key, ...]:
    """Read the key pairs, the newest last; raise ContentError where somebody else could read one."""
    return tuple(_read(path) for path in sorted((var / FOLDER).glob("*.pem")))


def choose_key(keys: Sequence[Key]) -> Key:
    """Give the key that signs; raise ContentError where there is none."""
    if not keys:
        raise ContentError("the tool has no key pair", where=FOLDER, cure=NO_KEY)
    return keys[-1]


def retire_keys(keys: Sequence[Key]) -> tuple[Key, ...]:
    """Remove all key pairs but the newest; gives those that are gone."""
    for key in keys[:-1]:
        key.path.unlink()
    return tuple(keys[:-1])


def publish(keys: Sequence[Key]) -> dict[str, list[dict[str, Any]]]:
    """Give the public set (JWKS)."""
    return {"keys": [_publish(key) for key in keys]}


def _publish(key: Key) -> dict[str, Any]:
    public = json.loads(RSAAlgorithm.to_jwk(key.private.public_key()))
    return {"kty": public["kty"], "n": public["n"], "e": public["e"], "kid": key.name, "alg": "RS256", "use": "sig"}


def _read(path: Path) -> Key:
    if path.stat().st_mode & 0o077:
        raise ContentError("other users can read this key", where=str(path), cure=f"chmod 600 {path}, or make another")
    try:
        private = load_pem_private_key(path.read_bytes(), None, unsafe_skip_rsa_key_validation=True)  # it is ours
    except ValueError as error:
        raise ContentError(
            f"is no private key: {error}", where=str(path), cure="remove it, and make another"
        ) from error
    assert isinstance(private, RSAPrivateKey)
    return Key(path.stem, path, private)
