"""Ids by the hundred thousand, as bytes: read out of one long text, and matched by their hash."""

import numpy as np
from numpy.typing import NDArray

from blocnotes.errors import GradebookError

Ids = NDArray[np.bytes_]
Places = NDArray[np.int64]
SEPARATOR = "|"
WIDTH = 32
"""The hexadecimal digits of nbgrader's ids."""
FEW = 1000
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)


def read_ids(text: str) -> Ids:
    """Read ids of 32 characters that a separator parts; raise GradebookError where they are none."""
    octets = np.frombuffer((text + SEPARATOR).encode(), dtype=np.uint8) if text else np.empty(0, np.uint8)
    if octets.size % (WIDTH + 1) or (octets[WIDTH :: WIDTH + 1] != ord(SEPARATOR)).any():
        raise GradebookError("has ids that are not nbgrader's", where="gradebook", cure="open it with nbgrader first")
    table = np.ascontiguousarray(octets.reshape(-1, WIDTH + 1)[:, :WIDTH])
    return table.view(f"S{WIDTH}").reshape(-1)


def sort(ids: Ids) -> Places:
    """Give the places of ids in their order: by the first eight characters, and by all where those are the same."""
    leading = ids.view(">u8")[:: WIDTH // 8].astype(np.uint64)
    order = np.argsort(leading)
    same = np.flatnonzero(np.diff(leading[order]) == 0)
    if (tied := np.union1d(same, same + 1)).size:
        order[tied] = order[tied][np.argsort(ids[order[tied]])]
    return order


def match(wanted: Ids, known: Ids) -> Places:
    """Give the place of each wanted id among the known ones; raise GradebookError where one is not there."""
    # nbgrader writes a hand-in and then its notebooks: nearly always, both tables are in the same order.
    is_next = np.append(True, wanted[1:] != wanted[:-1]) if wanted.size else np.empty(0, np.bool_)
    if np.array_equal(wanted[is_next], known):
        return np.cumsum(is_next) - 1
    hashes, sought = _hash(known), _hash(wanted)
    order = np.argsort(hashes)
    # Looking up in order keeps to memory that is near: three times as fast as in any order, where there is much.
    asked = np.argsort(sought) if known.size > FEW else np.arange(sought.size)
    found = np.searchsorted(hashes[order], sought[asked])
    if found.size and found.max() >= known.size:
        raise _lost()
    places = np.empty(wanted.size, dtype=np.int64)
    places[asked] = order[found]
    # The hash only leads the way: the ids themselves have to be the same.
    if (known[places] != wanted).any():
        raise _lost()
    return places


def _hash(ids: Ids) -> NDArray[np.uint64]:
    words = ids.view(np.uint64).reshape(-1, WIDTH // 8)
    mixed = np.zeros(len(words), dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        word = words[:, place]
        mixed ^= (word ^ (word >> np.uint64(29))) * factor
    return mixed


def _lost() -> GradebookError:
    return GradebookError("changed while it was read", where="gradebook", cure="run it again")
