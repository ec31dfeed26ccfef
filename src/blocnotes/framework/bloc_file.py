"""Reading one `blocs/BC0N.toml`: a bloc, its competencies, their criteria and their evidence."""

from collections.abc import Mapping, Sequence

from blocnotes.framework.certification_file import Defaults
from blocnotes.framework.examination import Modality
from blocnotes.framework.examination_file import read_conditions
from blocnotes.framework.kinds import CODE, FLAG, SLUG, TEXT, WEIGHT, choice, rule, suggest
from blocnotes.framework.model import Bloc, Competency, Criterion, Evidence
from blocnotes.framework.reading import Table
from blocnotes.framework.referential import Activity, Exam, ExamCriterion, Task
from blocnotes.framework.rules import AtLeast, Attempts, Rule


def read_bloc(table: Table, code: str, defaults: Defaults) -> Bloc:
    """Read a bloc whose code must be the given one."""
    if table.take("code", CODE) not in (code, ""):
        table.note("code", "does not fit the folder and the file", f"write code = “{code}”")
    rules = table.table("rules")
    fallback = rules.find("competency", rule(defaults.pass_mark)) or defaults.competency
    bloc = Bloc(
        code=code,
        title=table.take("title", TEXT),
        rule=rules.find("bloc", rule(defaults.pass_mark)) or defaults.bloc,
        competencies=table.read_all(
            "competencies", "code", lambda row: _read_competency(row, code, fallback, defaults.pass_mark)
        ),
        modalities=_read_modalities(table, defaults.modalities),
        activities=table.read_all("activities", "code", _read_activity),
        exams=table.read_all("exams", "code", _read_exam),
        modules=table.take_all("modules", TEXT),
        attempts=rules.find("attempts", choice(Attempts)) or defaults.attempts,
    )
    _check_bloc(table, bloc)
    return bloc


def _read_modalities(table: Table, known: Mapping[str, Modality] | None) -> tuple[Modality, ...]:
    keys = table.take_all("modalities", SLUG)
    if known is None:
        return ()
    for i, key in enumerate(keys, start=1):
        if key and key not in known:
            table.note(f"modalities[{i}]", f"“{key}” is no modality of the certification", suggest(key, [*known]))
    return tuple(known[key] for key in keys if key in known)


def _read_competency(table: Table, bloc: str, fallback: Rule, pass_mark: float) -> Competency:
    competency = Competency(
        bloc=bloc,
        code=table.take("code", CODE),
        title=table.take("title", TEXT),
        rule=table.find("rule", rule(pass_mark)) or fallback,
        criteria=table.read_all("criteria", "key", _read_criterion),
        own_evidence=_read_evidence(table),
        activity=table.find("activity", CODE),
        deliverables=table.take_all("deliverables", TEXT),
    )
    _check_count(table, "rule", competency.rule, competency.evidence, "pieces of evidence")
    _check_twins(table, competency.evidence)
    return competency


def _read_criterion(table: Table) -> Criterion:
    return Criterion(
        key=table.take("key", SLUG),
        title=table.take("title", TEXT),
        waivable_for_disability=table.find("waivable_for_disability", FLAG) is True,
        indicators=table.take_all("indicators", TEXT),
        evidence=_read_evidence(table),
    )


def _read_evidence(table: Table) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            row.take("assignment", SLUG),
            row.find("cell", TEXT),
            row.find("weight", WEIGHT) or 1.0,
            row.find("reason", TEXT) or "",
        )
        for row in table.tables("evidence")
    )


def _check_bloc(table: Table, bloc: Bloc) -> None:
    if not bloc.competencies:
        table.note("competencies", "is empty", "write [[competencies]] above each competency")
    _check_count(table, "rules.bloc", bloc.rule, bloc.competencies, "competencies")
    known = {activity.code for activity in bloc.activities}
    known |= {task.code for activity in bloc.activities for task in activity.tasks}
    for i, competency in enumerate(bloc.competencies, start=1):
        if competency.activity and competency.activity not in known:
            what = f"“{competency.activity}” is no activity or task of the bloc"
            table.note(f"competencies[{i}].activity", what, suggest(competency.activity, [*known]))


def _check_count(table: Table, key: str, found: Rule, items: Sequence[object], named: str) -> None:
    if isinstance(found, AtLeast) and items and found.count > len(items):
        table.note(key, f"at_least {found.count} of {len(items)} {named} can never hold", "lower the count")


def _check_twins(table: Table, evidence: Sequence[Evidence]) -> None:
    names = [proof.name for proof in evidence]
    for name in sorted({name for name in names if names.count(name) > 1}):
        table.note("evidence", f"“{name}” is there twice", "give it once, with a weight")


def _read_activity(table: Table) -> Activity:
    tasks = table.read_all("tasks", "code", lambda row: Task(row.take("code", CODE), row.take("title", TEXT)))
    return Activity(table.take("code", CODE), table.take("title", TEXT), tasks)


def _read_exam(table: Table) -> Exam:
    return Exam(
        code=table.take("code", CODE),
        title=table.take("title", TEXT),
        competencies=table.take_all("competencies", CODE),
        criteria=table.read_all("criteria", "key", _read_exam_criterion),
        conditions=read_conditions(table),
    )


def _read_exam_criterion(table: Table) -> ExamCriterion:
    return ExamCriterion(table.take("key", SLUG), table.take("title", TEXT), table.take_all("competencies", CODE))
