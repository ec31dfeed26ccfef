"""The pages under test, rendered once: the cohort's report and a learner's feedback."""

import base64
import struct
import zlib
from datetime import UTC, datetime
from functools import cache

from blocnotes.gradebook.standing import GradedCell
from blocnotes.records import Mark, Verdict
from blocnotes.reports.feedback import Feedback, render_feedback
from blocnotes.reports.page import render_page
from blocnotes.reports.questions import read_questions, read_title
from browser.cohorts import HOSTILE, crowd, sample


def draw_png(width=640, height=360):
    """A grey picture, in base64."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + parts).decode()


def cell(kind, source, name="", outputs=(), **marker):
    metadata = {"nbgrader": {"grade_id": name, **marker}} if name else {}
    return {"cell_type": kind, "source": source, "metadata": metadata, "outputs": list(outputs)}


def graded_copy(code="moyenne = df['x'].mean()", text="Je recommande la **médiane**."):
    """A copy with a question of each kind: right, wrong with a figure, blank, marked by a person, awaited."""
    figure = {"output_type": "display_data", "data": {"image/png": draw_png(), "text/plain": "figure remise"}}
    return {
        "cells": [
            cell("markdown", "# Une étude\n\n## Les données\n\n```python\n# pas un titre\n```"),
            cell("markdown", "## Question 1. La moyenne (2 points)"),
            cell("code", code, "moyenne-code", solution=True),
            cell("code", "answer('moyenne')", "moyenne", grade=True),
            cell("markdown", "## Question 2. La *figure* (3 points)"),
            cell("code", "fig, ax = plt.subplots()\n" + "x = 1  # " + "très long " * 30, "figure-code", solution=True),
            cell("code", "answer('fig')", "figure", [figure], grade=True),
            cell("markdown", "## Question 3. Le seuil (1 point)"),
            cell("code", "# Votre code ici", "seuil-code", solution=True),
            cell("code", "answer('seuil')", "seuil", grade=True),
            cell("markdown", "## Question 4. L’avis (4 points)"),
            cell("markdown", text, "avis", solution=True, grade=True),
            cell("markdown", "## Question 5. La note (2,5 points)"),
            cell("markdown", "Ma note.", "note", solution=True, grade=True),
        ]
    }


VERDICTS = {
    "moyenne": Mark(cell="moyenne", points=2, maximum=2, verdict=Verdict.RIGHT),
    "figure": Mark(cell="figure", points=1.5, maximum=3, verdict=Verdict.PARTIAL, sentence="L’axe n’a pas d’unité."),
    "seuil": Mark(cell="seuil", points=0, maximum=1, verdict=Verdict.MISSING),
    "avis": Mark(cell="avis", points=None, maximum=4, verdict=Verdict.AWAITED),
    "note": Mark(cell="note", points=None, maximum=2.5, verdict=Verdict.AWAITED),
}


def feedback(notebook=None, name="Chloé Nguyen", comment="Bonne lecture.\nDites pourquoi.", **more):
    notebook = notebook or graded_copy()
    by_hand = {"avis": GradedCell("chloe.nguyen", "etude", "avis", 3.25, 4, "ab" * 32, None, "correcteur")}
    questions = tuple(read_questions(notebook, VERDICTS, by_hand, {"avis": comment}))
    received = datetime(2027, 1, 12, 22, 59, tzinfo=UTC)
    return Feedback(
        title=read_title(notebook), name=name, sha256="ab" * 32, received_at=received, questions=questions, **more
    )


@cache
def report_page():
    return render_page(sample())


@cache
def crowd_page():
    return render_page(crowd(200))


@cache
def hostile_page():
    return render_page(sample(names=HOSTILE, sentence="</script><script>alert('refus')</script> & <b>gras</b>"))


@cache
def feedback_page():
    notes = ("Une cellule verrouillée avait été modifiée\u00a0: elle a été rétablie.",)
    return render_feedback(feedback(ending="time limit", notes=notes))


@cache
def hostile_feedback_page():
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    copy = graded_copy(code=evil, text=f"```text\n{evil}\n```")
    return render_feedback(feedback(copy, name=HOSTILE["chloe.nguyen"], comment=evil, notes=(evil,)))


PAGES = {"report": report_page, "feedback": feedback_page}
