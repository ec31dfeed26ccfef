"""Summarise a matplotlib figure: axes, labels, marks, colours, texts, and a picture for the marker."""

import base64
import io
import zlib
from typing import Any

from blocnotes_handin.codecs import Refused

MAX_PICTURE = 400_000
MAX_MARKS = 200
MAX_POINTS = 300


def encode_figure(value: Any) -> dict[str, Any]:
    """Send the structure of a figure (or of the figure of an axes)."""
    drawn = _whole(value)
    if not getattr(drawn, "axes", None):
        raise Refused("La figure est vide.")
    try:
        _settle(drawn)
    except Exception as error:  # the learner's figure may fail in any way
        raise Refused(f"La figure ne peut pas être dessinée ({type(error).__name__}).") from error
    size = [round(float(side), 2) for side in drawn.get_size_inches()]
    summary = {
        "title": _text(getattr(drawn, "_suptitle", None)),
        "size": size,
        "background": _colour(drawn.get_facecolor()),
        "axes": [_axes(axes) for axes in drawn.axes if axes.get_visible()][:20],
        "legend": [label for legend in drawn.legends for label in _legend(legend) or []],
        "keys": [key for legend in drawn.legends for key in _keys(legend)],
        "texts": [text.get_text()[:500] for text in drawn.texts[:50]],
    }
    return {"kind": "figure", "figure": summary}


def draw_picture(value: Any) -> str:
    """Draw the picture of a figure for the marker: base64 of a PNG, empty where it cannot be drawn or is too large."""
    for dpi in (80, 50, 30):
        buffer = io.BytesIO()
        try:
            _whole(value).savefig(buffer, format="png", dpi=dpi, bbox_inches="tight")
        except Exception:  # noqa: BLE001 - the learner's figure may fail in any way; its structure was read before
            return ""
        if buffer.tell() <= MAX_PICTURE:
            return base64.b64encode(buffer.getvalue()).decode()
    return ""


def _settle(drawn: Any) -> None:
    """Have ticks and texts placed, as drawing does; a broken formula in a label fails here.

    A layout engine draws everything six times over, to win margins of which nothing is asked: it waits for the picture.
    """
    engine = drawn.get_layout_engine()
    drawn.set_layout_engine("none")
    try:
        drawn.draw_without_rendering()
    finally:
        if engine is not None:
            drawn.set_layout_engine(engine)


def _whole(value: Any) -> Any:
    drawn = value if hasattr(value, "savefig") else value.figure
    return getattr(drawn, "figure", drawn)  # axes in a sub-figure: the whole figure


def _axes(axes: Any) -> dict[str, Any]:
    return {
        "kind": axes.name,  # "rectilinear", "3d", "polar"
        # The same box twice: twin axes.
        "box": [round(float(side), 3) for side in axes.get_position().bounds],
        "colourbar": hasattr(axes, "_colorbar"),
        "title": axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "xlim": [float(side) for side in axes.get_xlim()],
        "ylim": [float(side) for side in axes.get_ylim()],
        "xticks": _ticks(axes.get_xticklabels(), axes.get_xticks()),
        "yticks": _ticks(axes.get_yticklabels(), axes.get_yticks()),
        "fontsize": _font_size(axes),
        "legend": _legend(axes.get_legend()),
        "keys": _keys(axes.get_legend()),
        "texts": [text.get_text()[:500] for text in axes.texts[:100]],
        "notes": [_note(axes, text) for text in axes.texts[:100]],
        "ink": _ink(axes),
        "background": _colour(axes.get_facecolor()),
        "marks": _marks(axes)[:MAX_MARKS],
    }


def _marks(axes: Any) -> list[dict[str, Any]]:
    bars = [_bars(container) for container in axes.containers if hasattr(container, "patches")]
    in_bars = {id(patch) for container in axes.containers for patch in getattr(container, "patches", [])}
    patches = [patch for patch in axes.patches if id(patch) not in in_bars]
    return (
        bars
        + [_line(line) for line in axes.lines if line.get_visible()]
        + [_collection(collection) for collection in axes.collections if collection.get_visible()]
        + [{"type": "image", "shape": list(image.get_array().shape)} for image in axes.images]
        + [_patch(patch) for patch in patches]
    )


def _patch(patch: Any) -> dict[str, Any]:
    return {"type": "patch", "shape": type(patch).__name__, "colour": _colour(patch.get_facecolor())}


def _bars(container: Any) -> dict[str, Any]:
    boxes = [patch.get_bbox() for patch in container.patches[:MAX_POINTS]]
    return {
        "type": "bars",
        "label": str(container.get_label())[:200],
        "count": len(container.patches),
        "orientation": getattr(container, "orientation", None) or "vertical",
        "x": _floats((box.x0 + box.x1) / 2 for box in boxes),
        "y": _floats((box.y0 + box.y1) / 2 for box in boxes),
        "widths": _floats(box.width for box in boxes),
        "heights": _floats(box.height for box in boxes),
        "bottoms": _floats(box.y0 for box in boxes),
        "fills": [_colour(patch.get_facecolor()) for patch in container.patches[:MAX_POINTS]],
        "alpha": min((float(patch.get_facecolor()[3]) for patch in container.patches), default=1.0),
        "colours": sorted({_colour(patch.get_facecolor()) for patch in container.patches[:MAX_POINTS]}),
        "edges": sorted({_colour(patch.get_edgecolor()) for patch in container.patches if _outlined(patch)}),
        "hatches": sorted({patch.get_hatch() or "" for patch in container.patches[:MAX_POINTS]}),
    }


def _outlined(patch: Any) -> bool:
    return bool(patch.get_linewidth() > 0 and patch.get_edgecolor()[3] > 0)


def _line(line: Any) -> dict[str, Any]:
    x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
    return {
        "type": "line",
        "label": str(line.get_label())[:200],
        "count": len(x),
        "x": _floats(x),
        "y": _floats(y),
        "spread": {"x": _spread(x), "y": _spread(y)},
        "colour": _colour(line.get_color()),
        "alpha": _alpha(line.get_color(), line.get_alpha()),
        "style": str(line.get_linestyle()),
        "dashes": _dashes(line),
        "width": float(line.get_linewidth()),
        "marker": str(line.get_marker()),
        "size": float(line.get_markersize()),
    }


def _collection(collection: Any) -> dict[str, Any]:
    offsets = collection.get_offsets()
    colours = collection.get_facecolors() if hasattr(collection, "get_facecolors") else []
    edges = collection.get_edgecolors() if hasattr(collection, "get_edgecolors") else []
    sizes = collection.get_sizes() if hasattr(collection, "get_sizes") else []
    filled = [float(colour[3]) for colour in list(colours)[:MAX_POINTS]]
    return {
        "type": "points" if type(collection).__name__ == "PathCollection" else type(collection).__name__,
        "label": str(collection.get_label())[:200],
        "count": len(offsets),
        "x": _floats(offsets[:, 0]) if len(offsets) else [],
        "y": _floats(offsets[:, 1]) if len(offsets) else [],
        "colours": sorted({_colour(colour) for colour in list(colours)[:MAX_POINTS]}),
        "edges": sorted({_colour(colour) for colour in list(edges)[:MAX_POINTS]}),
        "spread": {"x": _spread(offsets[:, 0]), "y": _spread(offsets[:, 1])},
        "values": _spread(collection.get_array()),  # hexbin, hist2d: the counts
        "alpha": collection.get_alpha() if _is_number(collection.get_alpha()) else min(filled, default=None),
        "size": max((float(size) for size in list(sizes)[:MAX_POINTS]), default=None),  # square points
        "filled": bool(filled),
        "markers": len(collection.get_paths()),
        "shape": _shape(collection),
    }


def _legend(legend: Any) -> list[str] | None:
    return None if legend is None else [text.get_text()[:200] for text in legend.get_texts()[:50]]


def _shape(collection: Any) -> str:
    # A collection forgets the name of its marker; the outline of the first one tells shapes apart.
    paths = collection.get_paths()
    return "" if not len(paths) else f"{zlib.crc32(paths[0].vertices.round(3).tobytes()):08x}"


def _keys(legend: Any) -> list[dict[str, Any]]:
    # seaborn's lines carry no label of their own: only the key's looks tell which line is which.
    if legend is None:
        return []
    return [
        {"label": text.get_text()[:200], **_looks(handle)}
        for handle, text in list(zip(legend.legend_handles, legend.get_texts(), strict=False))[:50]
    ]


def _looks(artist: Any) -> dict[str, Any]:
    if hasattr(artist, "get_marker"):
        colour, dashes = _colour(artist.get_color()), _dashes(artist)
        return {"colour": colour, "dashes": dashes, "marker": str(artist.get_marker())}
    fill = artist.get_facecolor() if hasattr(artist, "get_facecolor") else ""
    hatch = artist.get_hatch() if hasattr(artist, "get_hatch") else None
    # A collection has a list of colours.
    first = fill[0] if getattr(fill, "ndim", 1) == 2 and len(fill) else fill
    shape = _shape(artist) if hasattr(artist, "get_paths") else ""
    return {"colour": _colour(first), "hatch": hatch or "", "shape": shape}


def _dashes(line: Any) -> list[float | None]:
    # get_linestyle() says "--" for every custom pattern (seaborn's style=); the pattern tells them apart.
    return _floats(getattr(line, "_unscaled_dash_pattern", (0, None))[1] or [])


def _note(axes: Any, text: Any) -> dict[str, Any]:
    # Where the text stands, in data units, whatever its own coordinates (bar_label, annotate).
    box = text.get_window_extent()
    middle = axes.transData.inverted().transform(((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
    return {"text": text.get_text()[:500], "at": _floats(middle), "colour": _colour(text.get_color())}


def _ink(axes: Any) -> list[str]:
    """Give the colours of the titles, labels, tick labels and legend texts of an axes."""
    written = [axes.title, axes.xaxis.label, axes.yaxis.label]
    written += [*axes.get_xticklabels(), *axes.get_yticklabels()]
    written += axes.get_legend().get_texts() if axes.get_legend() else []
    return sorted({_colour(text.get_color()) for text in written if text.get_text() and text.get_visible()})


def _ticks(labels: Any, positions: Any) -> dict[str, Any]:
    return {"at": _floats(positions)[:100], "labels": [label.get_text()[:200] for label in labels[:100]]}


def _font_size(axes: Any) -> float:
    written = [text for text in (axes.title, axes.xaxis.label, axes.yaxis.label) if text.get_text()]
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    return min((float(text.get_fontsize()) for text in [*written, *ticks]), default=0.0)


def _floats(values: Any) -> list[float | None]:
    out: list[float | None] = []
    for item in list(values)[:MAX_POINTS]:
        try:
            number = float(item)
        except (TypeError, ValueError):
            out.append(None)
            continue
        out.append(number if number == number and abs(number) != float("inf") else None)
    return out


def _spread(values: Any) -> dict[str, float] | None:
    # Over all points, where _floats keeps the first ones only.
    import numpy as np

    try:
        known: Any = np.ma.masked_invalid(np.ma.asarray(values, dtype=float)).compressed()
    except (TypeError, ValueError):
        return None
    if not known.size:
        return None
    parts = {"n": known.size, "min": known.min(), "mean": known.mean(), "max": known.max()}
    return {name: float(part) for name, part in parts.items() if np.isfinite(part)}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _alpha(colour: Any, alpha: Any) -> float:
    from matplotlib.colors import to_rgba

    try:
        return float(to_rgba(colour)[3]) if alpha is None else float(alpha)
    except (TypeError, ValueError):
        return 1.0


def _colour(colour: Any) -> str:
    from matplotlib.colors import to_hex

    try:
        return str(to_hex(colour, keep_alpha=False))
    except (TypeError, ValueError):
        return ""


def _text(text: Any) -> str:
    return "" if text is None else str(text.get_text())[:500]
