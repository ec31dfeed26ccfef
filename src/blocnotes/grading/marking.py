"""From what a notebook handed in to marks: points, a verdict and a sentence for each graded cell."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from blocnotes.authoring.cells import Role
from blocnotes.errors import ContentError
from blocnotes.grading.answers import Bag, Reading
from blocnotes.grading.comparison import close, same_items, same_table
from blocnotes.grading.graders import Answers, Case, Grader, Result, right, share_of, wrong
from blocnotes.grading.plain import mark_test
from blocnotes.grading.sanitize import is_editable
from blocnotes.grading.sheets import GradedCell, Sheet
from blocnotes.records import Answer, Ending, Mark, Notebook, Run, Variant, Verdict

NEEDS_CHECK = frozenset({"figure", "source", "predictions"})
ELSEWHERE = (
    "Juste sur vos données, mais pas sur un autre jeu de données : votre code ne doit dépendre d’aucune valeur "
    "recopiée."
)
WORSE_ELSEWHERE = (
    "Sur un autre jeu de données, il manque davantage : votre code ne doit dépendre d’aucune valeur recopiée."
)
BY_A_PERSON = "Cette réponse sort de ce que la machine sait vérifier : une personne la corrigera."
ENDINGS = {
    Ending.TIME_LIMIT: "Le notebook a dépassé le temps accordé avant cette cellule.",
    Ending.KERNEL_DIED: "Le noyau s’est arrêté avant cette cellule.",
    Ending.OUTPUT_LIMIT: "Le notebook a produit trop de sorties avant cette cellule.",
    Ending.MEMORY_LIMIT: "Le notebook a dépassé la mémoire accordée avant cette cellule.",
}


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One variant: the learner's run, the solution's, and what stayed out of both."""

    run: Run
    reference: Notebook
    seed: int = 0
    kept: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def given(self) -> Reading:
        """What the learner's run handed in."""
        return Reading(self.run.notebook)

    @cached_property
    def expected(self) -> Reading:
        """What the solution's run handed in."""
        return Reading(self.reference)


def mark(sheet: Sheet, grader: Grader, trials: Mapping[Variant, Trial]) -> tuple[Mark, ...]:
    """Mark every graded cell of a sheet; the worst variant counts.

    Raises ContentError where the solution itself hands nothing in, or a check is missing.
    """
    own = trials[Variant.OWN].run
    by_role = {
        Role.MANUAL: lambda cell: _mark_by_hand(sheet, cell, own),
        Role.TEST: lambda cell: mark_test(cell, own),
        Role.ANSWER: lambda cell: _mark(cell, grader, trials),
    }
    return tuple(by_role[cell.role](cell) for cell in sheet.graded)


def judge(cell: GradedCell, grader: Grader, trial: Trial) -> Result | None:
    """Judge one cell on one variant; None where only a person can tell."""
    expected = trial.expected[cell.name]
    given = {name: fit(answer, expected.get(name)) for name, answer in trial.given[cell.name].items()}
    if not expected or any(answer.kind in ("missing", "refused") for answer in expected.values()):
        raise ContentError("the solution does not hand this cell's answers in", where=cell.name)
    faults = {name: _fault(answer, given.get(name), trial.run) for name, answer in expected.items()}
    check = grader.checks.get(cell.name)
    if check is None:
        results = [
            wrong(faults[name]) if faults[name] else _compare(answer, given[name]) for name, answer in expected.items()
        ]
        return share_of(*results)
    if any(faults.values()):
        return wrong(" ".join(filter(None, faults.values())))
    return _run_check(check, _case(cell, grader, trial))


def _mark(cell: GradedCell, grader: Grader, trials: Mapping[Variant, Trial]) -> Mark:
    results = {variant: judge(cell, grader, trial) for variant, trial in trials.items()}
    if any(result is None for result in results.values()):
        return Mark(cell=cell.name, points=None, maximum=cell.points, verdict=Verdict.AWAITED, sentence=BY_A_PERSON)
    judged = {variant: result for variant, result in results.items() if result is not None}
    worst = min(judged.values(), key=lambda result: result.share)
    own = judged[Variant.OWN]
    sentence = own.sentence
    if own.share > worst.share:
        sentence = ELSEWHERE if own.share == 1 else f"{own.sentence} {WORSE_ELSEWHERE}".strip()
    answered = any(
        answer.kind not in ("missing", "refused") for answer in trials[Variant.OWN].given[cell.name].values()
    )
    return Mark(
        cell=cell.name,
        points=round(worst.share * cell.points, 2),
        maximum=cell.points,
        verdict=_verdict(worst.share, answered),
        sentence=sentence,
    )


def _verdict(share: float, answered: bool) -> Verdict:
    if share >= 1.0:
        return Verdict.RIGHT
    if share > 0.0:
        return Verdict.PARTIAL
    return Verdict.WRONG if answered else Verdict.MISSING


def _mark_by_hand(sheet: Sheet, cell: GradedCell, run: Run) -> Mark:
    if not any(is_editable(node) and _name(node) == cell.name for node in sheet.skeleton["cells"]):
        return Mark(cell=cell.name, points=None, maximum=cell.points, verdict=Verdict.AWAITED)  # an nbgrader task
    stub = _source(sheet.skeleton, cell.name)
    written = _source(run.notebook, cell.name)
    if not written.strip() or written.strip() == stub.strip():
        sentence = "Pas de réponse."
        return Mark(cell=cell.name, points=0.0, maximum=cell.points, verdict=Verdict.MISSING, sentence=sentence)
    return Mark(cell=cell.name, points=None, maximum=cell.points, verdict=Verdict.AWAITED)


def _fault(expected: Answer, given: Answer | None, run: Run) -> str:
    if given is None or given.kind == "missing":
        if given is None and run.ending is not Ending.COMPLETED:
            return ENDINGS[run.ending]
        return f"« {expected.name} » : pas de réponse."
    if given.kind == "refused":
        return f"« {expected.name} » : {given.value}"
    if not _alike(expected, given):
        return f"« {expected.name} » n’est pas du type attendu ({_describe(expected)})."
    return ""


def fit(given: Answer, expected: Answer | None) -> Answer:
    """Turn an answer into the expected kind where both are sequences: list, array, Series or one-column table."""
    if expected is None or given.kind == expected.kind:
        return given
    wants_list = expected.kind == "value" and isinstance(expected.value, list)
    if wants_list and given.kind == "array":
        return replace(given, kind="value", value=given.value.tolist())
    if (wants_list or expected.kind == "array") and given.kind == "table" and len(given.value.columns) == 1:
        return replace(given, kind=expected.kind, value=given.value.iloc[:, 0].tolist())
    if expected.kind == "array" and given.kind == "value" and isinstance(given.value, list):
        return replace(given, kind="array")
    return given


def _alike(expected: Answer, given: Answer) -> bool:
    if expected.kind == "value" == given.kind:
        return _sort(expected.value) == _sort(given.value)
    return expected.kind == given.kind


def _sort(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return "truth" if isinstance(value, bool) else "nothing"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list) else "mapping" if isinstance(value, dict) else "other"


def _describe(answer: Answer) -> str:
    if answer.kind == "value":
        names = {"number": "un nombre", "text": "un texte", "truth": "True ou False", "list": "une liste"}
        return names.get(_sort(answer.value), "un dictionnaire")
    names = {"table": "une table pandas", "array": "un tableau numpy", "figure": "une figure matplotlib"}
    return names.get(answer.kind, "voir l’énoncé")


def _compare(expected: Answer, given: Answer) -> Result:
    if expected.kind in NEEDS_CHECK:
        raise ContentError(f"the answer {expected.name!r} ({expected.kind}) needs a check in grader.py")
    if expected.kind == "calls":
        return _compare_calls(expected, given)
    if _equal(expected, given):
        return right()
    return wrong(f"« {expected.name} » : la valeur remise ne correspond pas à ce que donnent vos données.")


def _equal(expected: Answer, given: Answer) -> bool:
    if expected.kind == "table":
        return same_table(given.value, expected.value, ordered=expected.ordered, decimals=expected.decimals)
    if isinstance(expected.value, Bag) or (isinstance(expected.value, list) and not expected.ordered):
        return same_items(given.value, expected.value, decimals=expected.decimals)
    shapes = [getattr(value, "shape", None) for value in (given.value, expected.value)]
    if None not in shapes and shapes[0] != shapes[1]:
        return False
    return close(given.value, expected.value, decimals=expected.decimals)


def _compare_calls(expected: Answer, given: Answer) -> Result:
    hits = [
        close(mine.get("value"), theirs["value"], decimals=expected.decimals)
        if "value" in theirs and "value" in mine
        else "error" in mine and mine.get("error") == theirs.get("error")
        for mine, theirs in zip(given.value, expected.value, strict=False)
    ]
    total = len(expected.value)
    if len(given.value) == total and all(hits):
        return right()
    missed = total - sum(hits)
    sentence = f"« {expected.name} » : {total - missed} appels justes sur {total}."
    return Result(sum(hits) / total if total and len(given.value) == total else 0.0, sentence)


def _case(cell: GradedCell, grader: Grader, trial: Trial) -> Case:
    return Case(
        cell=cell.name,
        given=_all_answers(trial.given, trial.expected),
        reference=_all_answers(trial.expected, trial.expected),
        kept=trial.kept,
        variant=trial.seed,
        folder=grader.folder,
    )


def _all_answers(given: Reading, reference: Reading) -> Answers:
    # An answer counts only from the cell in which the solution hands it in: others come after later questions.
    found = {
        name: fit(given[cell][name], expected)
        for cell in reference.cells
        for name, expected in reference[cell].items()
        if name in given[cell]
    }
    usable = {name: item for name, item in found.items() if item.kind not in ("missing", "refused")}
    return Answers({name: item.value for name, item in usable.items()}, {n: a.picture for n, a in usable.items()})


def _run_check(check: Any, case: Case) -> Result | None:
    # A check that trips over an answer costs the learner nothing: a person looks at it.
    try:
        result = check(case)
    except Exception:  # noqa: BLE001 - a check meets whatever a learner hands in
        return None
    if not isinstance(result, Result) or not math.isfinite(result.share) or not 0.0 <= result.share <= 1.0:
        return None
    return result


def _source(notebook: Notebook, name: str) -> str:
    for cell in notebook["cells"]:
        if is_editable(cell) and _name(cell) == name:
            return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    return ""


def _name(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"]["nbgrader"]["grade_id"])
