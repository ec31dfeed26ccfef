"""Colours as people see them: translucent, in contrast with what is behind, without the green cones."""

import math
from collections.abc import Iterable
from itertools import combinations

from blocnotes.grading.comparison import contrast

APART = 14.95
"""Least distance of two colours seen by a deuteranope, less what rounding a colour to #rrggbb can cost."""


def blended(fill: str, alpha: float | None, background: str) -> str:
    """Give the colour that is seen when a translucent one lies on the background."""
    if not fill or alpha is None or alpha >= 1:
        return fill
    parts = [round(alpha * int(fill[i : i + 2], 16) + (1 - alpha) * int(background[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{min(max(part, 0), 255):02x}" for part in parts)


def ratio(first: str, second: str) -> float:
    """Give the contrast of two colours; 0 where one is unknown."""
    return contrast(first, second) if first and second else 0.0


def lab_deuteranope(code: str) -> tuple[float, float, float]:
    """Give the CIELAB colour that a deuteranope sees (the same function as in the notebook)."""
    srgb = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in srgb]
    machado = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    seen = [min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0) for row in machado]
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)]
    f = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def confused(colours: Iterable[str]) -> bool:
    """Tell whether two different colours look alike to a deuteranope."""
    known = sorted({code for code in colours if code})[:40]
    return any(math.dist(lab_deuteranope(a), lab_deuteranope(b)) < APART for a, b in combinations(known, 2))
