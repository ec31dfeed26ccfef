"""Checks of modeles-supervises: baselines, models compared and explained, two models judged on unseen recipes."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from blocnotes.grading.graders import Case, Challenge, Features, Grader, Result, partial, right, wrong
from blocnotes.grading.items import Item, agree, by_key, keyed, number, same, tally

grader = Grader()

LIMIT = 35.0


def judge_table(case: Case, name: str, key: str, weights: dict[str, float], hints: Sequence[str]) -> Result:
    """Mark a table row by row and column by column; each column's weight is shared among the rows."""
    mine, theirs = by_key(case.given[name], key), by_key(case.reference[name], key)
    if not mine or len(case.given[name]) != len(theirs):
        return wrong(f"Il faut une ligne par valeur de « {key} », et une seule.")
    items: list[Item] = [
        (weight / len(theirs), same(mine.get(row, {}).get(column), expected[column]), column)
        for column, weight in weights.items()
        for row, expected in theirs.items()
    ]
    missed = list(dict.fromkeys(column for _, ok, column in items if not ok))
    return tally(items, [*hints, f"À revoir : {', '.join(missed)}."][:2])


# Question 1


@grader.check("references")
def baselines(case: Case) -> Result:
    given, expected = keyed(case.given["references"]), case.reference["references"]
    others = case.reference["references-autres"]
    weights = {"erreur_mediane": 0.3, "erreur_eau_ciment": 0.4, "exactitude_majorite": 0.3}
    hints = []
    if same(given.get("erreur_mediane"), others["moyenne"]):
        hints.append("Vous prédisez la moyenne ; on demande la médiane, que l’erreur absolue préfère.")
    if same(given.get("erreur_mediane"), others["mediane_essai"]):
        hints.append("La médiane du jeu d’essai n’est pas connue au moment de prédire.")
    if same(given.get("erreur_mediane"), others["mediane_apprise"]):
        hints.append("Cette erreur est mesurée sur le jeu d’apprentissage.")
    if same(given.get("erreur_eau_ciment"), others["rapport_inverse"]):
        hints.append("Votre rapport est celui du ciment à l’eau.")
    return tally([(weight, same(given.get(key), expected[key]), key) for key, weight in weights.items()], hints)


# Questions 2 and 3


@grader.check("regressions")
def regressions(case: Case) -> Result:
    mine = by_key(case.given["regressions"], "modele")
    theirs = by_key(case.reference["regressions"], "modele")
    squared = {(name,): value for name, value in case.reference["regressions-quadratiques"].items()}
    hints = []
    if any(same(row.get("erreur_essai"), squared[name]) for name, row in mine.items() if name in squared):
        hints.append("Vous donnez une erreur quadratique ; l’erreur du sujet est la moyenne des écarts absolus.")
    if any(
        same(row.get("erreur_essai"), theirs[name]["erreur_appris"]) for name, row in mine.items() if name in theirs
    ):
        hints.append("Votre erreur d’essai est mesurée sur ce que le modèle a appris : il y récite.")
    return judge_table(
        case, "regressions", "modele", {"erreur_appris": 0.3, "erreur_essai": 0.4, "r2_essai": 0.3}, hints
    )


@grader.check("classements")
def classifications(case: Case) -> Result:
    mine = by_key(case.given["classements"], "modele")
    hints = []
    for name, expected in by_key(case.reference["classements"], "modele").items():
        row = mine.get(name, {})
        swapped = {"precision": expected["rappel"], "rappel": expected["precision"]}
        if not same(expected["precision"], expected["rappel"]) and agree(row, swapped, ["precision", "rappel"]):
            hints.append(
                "Précision et rappel sont échangés : l’une part des essais annoncés, l’autre des essais conformes."
            )
            break
    return judge_table(case, "classements", "modele", {"exactitude": 0.3, "precision": 0.35, "rappel": 0.35}, hints)


# Question 4


@grader.check("coefficients")
def coefficients(case: Case) -> Result:
    given, expected = keyed(case.given["coefficients"]), case.reference["coefficients"]
    names = [name for name in expected if name != "eau_plus_10"]
    raw = case.reference["coefficients-bruts"]
    items: list[Item] = [(0.6 / len(names), same(given.get(name), expected[name]), name) for name in names]
    items.append((0.4, same(given.get("eau_plus_10"), expected["eau_plus_10"]), "eau_plus_10"))
    hints = []
    if agree(given, raw, names):
        hints.append("Ces coefficients sont par kilogramme ou par jour : ils ne se comparent pas entre eux.")
    mine = number(given.get("eau_plus_10"))
    if mine is not None and same(-mine, expected["eau_plus_10"]):
        hints.append("Le signe de l’effet de l’eau est inversé.")
    if mine is not None and same(mine, 10 * expected["eau"]):
        hints.append("Un coefficient réduit vaut pour un écart type, pas pour un kilogramme.")
    return tally(items, hints)


# Question 5


@grader.check("importances")
def importances(case: Case) -> Result:
    given, expected = keyed(case.given["importances"]), case.reference["importances"]
    others, names = case.reference["importances-autres"], list(expected)
    items: list[Item] = [(1 / len(names), same(given.get(name), expected[name]), name) for name in names]
    hints = []
    if agree(given, others["impurete"], names):
        hints.append(
            "Ce sont les importances par impureté, calculées sur l’apprentissage ; on demande celles par permutation."
        )
    if agree(given, others["premiere"], names):
        hints.append("Une seule permutation a servi : on demande la moyenne des cinq.")
    if agree(given, others["sans_difference"], names):
        hints.append("Vous donnez l’erreur une fois la variable brouillée ; on demande de combien elle monte.")
    if agree({name: -value for name in names if (value := number(given.get(name))) is not None}, expected, names):
        hints.append("Le signe est inversé : une variable utile fait monter l’erreur quand on la brouille.")
    return tally(items, hints)


# Question 6


@grader.check("dependance")
def dependence(case: Case) -> Result:
    given, others = case.given["dependance"], case.reference["dependance-autres"]
    mine = by_key(given, "age")
    theirs = by_key(case.reference["dependance"], "age")
    # An age may have come as 3 or as 3.0.
    found = {
        name: [mine.get((age,), mine.get((f"{age}.0",), {})).get(name) for (age,) in theirs]
        for name in ("foret", "lineaire")
    }
    if len(given) != len(theirs):
        return wrong("Il faut une ligne par âge de « ages », et une seule.")
    items: list[Item] = [
        (weight / len(theirs), same(value, row[name]), name)
        for name, weight in (("foret", 0.6), ("lineaire", 0.4))
        for value, row in zip(found[name], theirs.values(), strict=True)
    ]
    missed = list(dict.fromkeys(name for _, ok, name in items if not ok))
    hints = []
    if _all_same(found["foret"], others["observee"]):
        hints.append("Vous moyennez les lignes qui ont cet âge : les recettes y diffèrent d’un âge à l’autre.")
    if _all_same(found["foret"], others["appris"]):
        hints.append("La moyenne se fait sur les lignes du jeu d’essai.")
    return tally(items, [*hints, f"À revoir : {', '.join(missed)}."][:1])


def _all_same(given: Sequence[Any], expected: Sequence[Any]) -> bool:
    # An age that no row has gives no mean; the ages that have one are enough to tell.
    pairs = [(mine, theirs) for mine, theirs in zip(given, expected, strict=True) if number(theirs) is not None]
    return bool(pairs) and all(same(mine, theirs) for mine, theirs in pairs)


# Questions 7 and 8

ROWS = 220
GOOD, SOME = 0.45, 0.75  # of the error of a constant; forests reach 0.3, a straight line 0.65
SORTED, HALF_SORTED = 0.75, 0.65


def unseen(draw: random.Random, case: Challenge) -> Features:
    rows = pd.read_csv(case.folder / "data" / "essais_nouveaux.csv")
    rows = rows.sample(ROWS, random_state=draw.randrange(2**31)).reset_index(drop=True)
    return Features(rows.drop(columns="resistance"), kept=rows["resistance"].tolist())


grader.challenge("modele")(unseen)
grader.challenge("trieur")(unseen)


def labels_of(case: Case, name: str) -> list[float] | None:
    labels = case.given[name].get("labels")
    if not isinstance(labels, list) or len(labels) != len(case.kept[name]):
        return None
    found = [number(int(label) if isinstance(label, bool) else label) for label in labels]
    values = [value for value in found if value is not None]
    return values if len(values) == len(labels) else None


@grader.check("modele")
def regressor(case: Case) -> Result:
    predicted = labels_of(case, "modele")
    if predicted is None:
        return wrong("Le modèle doit rendre un nombre fini par ligne.")
    truth = np.array(case.kept["modele"])
    ratio = float(np.abs(np.array(predicted) - truth).mean() / np.abs(np.median(truth) - truth).mean())
    if ratio <= GOOD:
        return right()
    if ratio <= SOME:
        return partial(0.5, "Le modèle bat la constante, mais son erreur reste au-dessus de 45 % de la sienne.")
    return wrong("Le modèle ne bat pas nettement une prédiction constante sur des recettes inédites.")


@grader.check("trieur")
def classifier(case: Case) -> Result:
    predicted = labels_of(case, "trieur")
    if predicted is None or not set(predicted) <= {0.0, 1.0}:
        return wrong("Le modèle doit rendre 1 (conforme) ou 0 pour chaque ligne.")
    conforming, said = np.array(case.kept["trieur"]) >= LIMIT, np.array(predicted) == 1.0
    balanced = float((said[conforming].mean() + (~said[~conforming]).mean()) / 2)
    if balanced >= SORTED:
        return right()
    if balanced >= HALF_SORTED:
        return partial(0.5, "Le tri vaut mieux que le hasard, mais son exactitude équilibrée reste sous 0,75.")
    if balanced <= 1 - SORTED:
        return wrong("Vos réponses sont inversées : 1 veut dire conforme.")
    return wrong("Le tri ne vaut guère mieux que le hasard sur des recettes inédites.")
