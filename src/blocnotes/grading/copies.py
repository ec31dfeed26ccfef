"""The executed copy of a hand-in, as formgrader and feedback open it: made harmless before anyone looks."""

import base64
import binascii
import copy
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import nh3

from blocnotes.grading.answers import MIME
from blocnotes.grading.sanitize import is_added, is_editable
from blocnotes.records import Notebook, Report

PNG = b"\x89PNG\r\n\x1a\n"
MAX_TEXT = 20_000
MAX_PIXELS = 25_000_000
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
TABLE_TAGS = {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "caption",
    "p",
    "div",
    "span",
    "strong",
    "em",
    "br",
    "ul",
    "ol",
    "li",
}


def write_copy(report: Report, folder: Path) -> Path:
    """Write the copy where nbgrader looks for it, whole or not at all; gives its path."""
    submission = report.submission
    place = folder / submission.learner / submission.assignment
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{submission.notebook}.ipynb"
    partial = path.with_suffix(f".{os.getpid()}.part")
    partial.write_text(json.dumps(neutralise(report.notebook), ensure_ascii=False, indent=1), encoding="utf-8")
    partial.replace(path)
    moment = submission.received_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    (place / "timestamp.txt").write_text(moment, encoding="utf-8")
    return path


def neutralise(notebook: Notebook) -> Notebook:
    """Keep what a person reads (texts, tables, pictures), drop what a browser would run."""
    clean = copy.deepcopy(notebook)
    clean["cells"] = [cell for cell in clean["cells"] if "injected-parameters" not in cell["metadata"].get("tags", ())]
    for cell in clean["cells"]:
        answer = cell["metadata"].pop("blocnotes", None)
        if cell["cell_type"] == "code":
            outputs = cell.get("outputs", [])
            cell["outputs"] = list(_pictures(outputs) if answer else _outputs(outputs))
        elif is_editable(cell) or is_added(cell):
            cell["source"] = _markdown(cell["source"])
    return clean


def _outputs(outputs: list[Any]) -> Iterator[dict[str, Any]]:
    for output in outputs:
        match output.get("output_type"):
            case "stream":
                yield {"output_type": "stream", "name": _stream(output), "text": _text(output.get("text"))}
            case "error":
                trace = [_text(line) for line in output.get("traceback", ())][:60]
                name, value = _text(output.get("ename")), _text(output.get("evalue"))
                yield {"output_type": "error", "ename": name, "evalue": value, "traceback": trace}
            case "display_data" | "execute_result":
                data = _data(output.get("data", {}))
                if data:
                    yield {"output_type": "display_data", "metadata": {}, "data": data}


def _pictures(outputs: list[Any]) -> Iterator[dict[str, Any]]:
    # Of an answer cell, only a figure's picture is for a reader; the rest is for the grader.
    for output in outputs:
        payload = output.get("data", {}).get(MIME) if output.get("output_type") == "display_data" else None
        picture = payload.get("picture") if isinstance(payload, dict) else None
        if _is_png(picture):
            plain = "figure remise"
            yield {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture, "text/plain": plain}}


def _data(bundle: Any) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if not isinstance(bundle, dict):
        return data
    if "text/plain" in bundle:
        data["text/plain"] = _text(bundle["text/plain"])
    if _is_png(bundle.get("image/png")):
        data["image/png"] = bundle["image/png"]
    if "text/html" in bundle:
        data["text/html"] = nh3.clean(_text(bundle["text/html"]), tags=TABLE_TAGS, attributes={"th": {"scope"}})
    return data


def _is_png(encoded: Any) -> bool:
    if not isinstance(encoded, str):
        return False
    try:
        data = base64.b64decode(encoded.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    # The header says how large the picture unfolds: a few bytes may ask a browser for gigabytes.
    if len(data) < 24 or not data.startswith(PNG) or data[12:16] != b"IHDR":
        return False
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return 0 < width * height <= MAX_PIXELS


def _markdown(source: str) -> str:
    # A learner's text is shown as it was written: rendered Markdown can carry links, pictures and HTML that a
    # filter would have to outguess.
    fence = "`" * (max((len(run) for run in re.findall("`+", source)), default=0) + 3)
    return f"{fence}text\n{source}\n{fence}" if source.strip() else source


def _text(value: Any) -> str:
    text = "".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else value
    plain = ANSI.sub("", text) if isinstance(text, str) else ""
    return plain if len(plain) <= MAX_TEXT else plain[:MAX_TEXT] + "\n[…]"


def _stream(output: dict[str, Any]) -> str:
    return "stderr" if output.get("name") == "stderr" else "stdout"
