"""Hand in one named answer: as data in a grading run, with formative feedback in JupyterLab."""

import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple

from blocnotes_handin import codecs, forms

MIME = "application/vnd.blocnotes.answer+json"
REVIEW = "application/vnd.blocnotes.review+json"
"""What a learner is shown, for programs: JupyterLab's side panel counts by it. It says no more than the text does."""
_UNGIVEN = object()


class _Grading(NamedTuple):
    """A grading run, at one answer cell: the inputs of its challenges, and whether figures come with a picture."""

    challenges: dict[str, Any]
    pictures: bool


# Set by the grading run just before each answer cell.
_grading: _Grading | None = None


def answer(
    name: str,
    value: Any = _UNGIVEN,
    *,
    form: forms.Form | None = None,
    checks: Mapping[str, Callable[[Any], Any]] | None = None,
    calls: list[list[Any]] | None = None,
    predict_on: Any = None,
    language: str | None = None,
    decimals: int | None = None,
    ordered: bool = True,
) -> None:
    """Hand in `value` (by default the variable called `name`) under `name`.

    form        what the value must look like; said to the learner when it does not
    checks      sentence → predicate; formative, visible, never the mark
    calls       argument lists on which a function is called (replaced by the grader's own when grading)
    predict_on  features on which a model predicts (replaced likewise)
    language    for source text: "sql", "python"…
    decimals    the answer is compared after rounding to that many decimals
    ordered     whether the order of rows or items counts
    """
    if value is _UNGIVEN:
        value = _variable(name)
    if _grading is None:
        _show(name, forms.review(name, value, form, checks or {}))
        return
    asked = _grading.challenges.get(name, {})
    payload = codecs.encode(
        None if value is _UNGIVEN else value,
        given=value is not _UNGIVEN,
        calls=asked.get("calls", calls),
        predict_on=_features(asked.get("features")) if "features" in asked else predict_on,
        language=language,
    )
    if payload["kind"] == "figure" and _grading.pictures:
        payload["picture"] = _picture(value)
    _emit({"name": name, "decimals": decimals, "ordered": ordered, **payload})


def enter_grading(challenges: str = "{}", pictures: bool = True) -> None:
    """From here on, emit answers as data; `challenges` maps an answer's name to its inputs (JSON).

    pictures: send a figure with a picture for the marker; without, its structure alone.
    """
    global _grading
    _grading = _Grading(json.loads(challenges), pictures)


def _picture(value: Any) -> str:
    from blocnotes_handin.figures import draw_picture

    return draw_picture(value)


def _features(encoded: Any) -> Any:
    import pandas as pd

    return pd.DataFrame(encoded["rows"], columns=encoded["columns"])


def _variable(name: str) -> Any:
    from IPython import get_ipython

    shell = get_ipython()
    return shell.user_ns.get(name, _UNGIVEN) if shell else _UNGIVEN


def _emit(payload: dict[str, Any]) -> None:
    from IPython.display import publish_display_data

    publish_display_data({MIME: payload})


def _show(name: str, review: forms.Review) -> None:
    from IPython.display import publish_display_data

    plain = f"{'✔' if review.ready else '✘'} {name} : {review.headline}"
    items = "".join(f"\n   {'✔' if ok else '✘'} {sentence}" for sentence, ok in review.lines)
    rows = "".join(f"<li>{'✔' if ok else '✘'} <span>{escape(sentence)}</span></li>" for sentence, ok in review.lines)
    html = (
        f'<div role="status" style="border-left:4px solid {"#1a7f37" if review.ready else "#b35900"};'
        f'padding:.3em .8em"><strong>{"✔" if review.ready else "✘"} {escape(name)}</strong> : '
        f"{escape(review.headline)}<ul style='list-style:none;margin:.2em 0 0;padding:0'>{rows}</ul></div>"
    )
    data = {"name": name, "ready": review.ready, "headline": review.headline, "lines": [list(x) for x in review.lines]}
    publish_display_data({"text/plain": plain + items, "text/html": html, REVIEW: data})
