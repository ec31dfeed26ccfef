"""Names for copies that tell nothing of their learners, and an order that tells nothing either.

Both are drawn with the course's key: the same for every marker and after every restart, and nobody without the key
finds the learner behind one.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from functools import lru_cache

LETTERS = 6


def name_copies(key: bytes, assignment: str, learners: Iterable[str]) -> dict[str, str]:
    """Give each learner's pseudonym for one assignment, such as `K7Q-F2X`; all are different."""
    return dict(_name_copies(key, assignment, tuple(sorted(learners))))


@lru_cache(maxsize=32)
def _name_copies(key: bytes, assignment: str, learners: tuple[str, ...]) -> Mapping[str, str]:
    # Every page of a pile asks for the same ones.
    names: dict[str, str] = {}
    taken: set[str] = set()
    for learner in learners:
        drawn = base64.b32encode(_draw(key, "copy", assignment, learner)).decode().rstrip("=")
        length = LETTERS
        while _write(drawn[:length]) in taken:
            length += 1
        names[learner] = _write(drawn[:length])
        taken.add(names[learner])
    return names


def order_copies(key: bytes, assignment: str, cell: str, learners: Iterable[str]) -> list[str]:
    """Put learners into an order of this question's own, so that nobody is always read last."""
    return sorted(learners, key=lambda learner: _draw(key, "order", assignment, cell, learner))


def _write(letters: str) -> str:
    return f"{letters[:3]}-{letters[3:]}"


def _draw(key: bytes, *parts: str) -> bytes:
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).digest()
