"""Draw variants of the data: stable, spread, and unguessable without the course's key."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from pathlib import Path

SEEDS = 2**31
TABLE = Path("data") / "variants.json"


def draw_seed(key: bytes, *parts: object) -> int:
    """Draw a positive 31-bit seed from the key and what it is for."""
    text = "\0".join(map(str, parts)).encode()
    return int.from_bytes(hmac.digest(key, text, "sha256")[:8], "big") % (SEEDS - 1) + 1


def own_seed(key: bytes, slug: str, learner: str, pool: int) -> int:
    """Draw a learner's own variant of an assignment, among `pool` of them."""
    return draw_seed(key, "own", slug, draw_seed(key, slug, learner) % pool)


def hidden_seed(key: bytes, slug: str, sha256: str, pool: int) -> int:
    """Draw the hidden variant on which a hand-in is graded: the same one each time it is regraded."""
    return draw_seed(key, "hidden", slug, draw_seed(key, slug, sha256) % pool)


def digest_of(learner: str) -> str:
    """Name a learner in a released table without writing who they are (as the kernel's side does)."""
    return hashlib.sha256(f"blocnotes:{learner}".encode()).hexdigest()[:16]


def write_table(folder: Path, key: bytes, slug: str, learners: Iterable[str], pool: int) -> None:
    """Write the table of own variants into a released folder; an entry, once given, never changes."""
    table = read_table(folder)
    for learner in learners:
        table.setdefault(digest_of(learner), own_seed(key, slug, learner, pool))
    path = folder / TABLE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(sorted(table.items())), indent=0), encoding="utf-8")


def read_table(folder: Path) -> dict[str, int]:
    """Read the table of a released folder; empty where there is none."""
    path = folder / TABLE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def released_seed(folder: Path, learner: str) -> int:
    """Give the variant that a learner was released with: 0 for one who came later."""
    return read_table(folder).get(digest_of(learner), 0)
