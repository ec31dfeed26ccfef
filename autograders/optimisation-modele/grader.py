"""Checks of optimisation-modele: what each idea is worth by the right folds, and a model for unseen months."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from blocnotes.grading.graders import Case, Challenge, Features, Grader, Result, partial, right, wrong
from blocnotes.grading.items import Item, by_key, keyed, near, number, same, same_reply, tally

grader = Grader()

EUROS = 0.02
"""By how much an error may differ: neighbours at the same distance may be taken in another order."""

Cells = list[tuple[Any, Any]]


def paired(case: Case, name: str, key: str, column: str) -> Cells:
    """Give, for each expected row of a table, the learner's value of a column and the expected one."""
    mine = whole_keys(case.given[name], key)
    theirs = whole_keys(case.reference[name], key)
    return [(mine.get(row, {}).get(column), values[column]) for row, values in theirs.items()]


def whole_keys(table: Any, key: str) -> dict[int, dict[str, Any]]:
    """Give the rows of a table by a whole number, which may have come as 3, 3.0 or a text."""
    rows: dict[int, dict[str, Any]] = {}
    for (name,), row in by_key(table, key).items():
        digits = name.removesuffix(".0")
        if len(digits) < 6 and digits.isdecimal():
            rows[int(digits)] = row
    return rows


def error_is(given: Any, expected: Any) -> bool:
    """Tell whether an error is proven; one of some cents has to be closer."""
    value = number(expected)
    return value is not None and near(given, value, min(EUROS, 0.005 * abs(value)))


def all_near(pairs: Cells) -> bool:
    return bool(pairs) and all(error_is(mine, theirs) for mine, theirs in pairs)


def by_cell(pairs: Cells, weight: float, name: str) -> list[Item]:
    return [(weight / len(pairs), error_is(mine, theirs), name) for mine, theirs in pairs]


def told(items: Sequence[Item], hints: Sequence[str]) -> Result:
    """Add up the items; what has no hint is named once."""
    missed = list(dict.fromkeys(name for _, ok, name in items if not ok))
    return tally(items, [*hints, f"À revoir : {', '.join(missed)}."][:2])


# Question 1


@grader.check("qualite")
def quality(case: Case) -> Result:
    given, expected = keyed(case.given["qualite"]), case.reference["qualite"]
    others = case.reference["qualite-autres"]
    hints = []
    if same(given.get("centimes"), others["centimes_lignes"]):
        hints.append("Vous comptez des lignes : une réservation en double n’a qu’un prix faux.")
    if near(given.get("erreur_export"), others["jugee_sur_export"], EUROS):
        hints.append("Votre juge porte les mêmes défauts que l’export : on ne compare qu’avec le même juge, sain.")
    if near(given.get("erreur_corrigee"), others["hasard"], EUROS):
        hints.append("Ces plis sont tirés au hasard : les mois jugés y sont aussi appris.")
    items: list[Item] = [
        *((0.2, same(given.get(key), expected[key]), key) for key in ("doublons", "centimes")),
        *((0.3, near(given.get(key), expected[key], EUROS), key) for key in ("erreur_export", "erreur_corrigee")),
    ]
    return told(items, hints)


# Question 2


@grader.check("courbe")
def curve(case: Case) -> Result:
    if len(case.given["courbe"]) != len(case.reference["courbe"]):
        return wrong("Il faut une ligne par valeur de k, et une seule.")
    columns = {name: paired(case, "courbe", "k", name) for name in ("appris", "hasard", "mois")}
    learned = case.reference["courbe-autres"]
    rows = whole_keys(case.given["courbe"], "k")
    hints = []
    if all_near([(mine, there) for (mine, _), (_, there) in zip(columns["mois"], columns["hasard"], strict=True)]):
        hints.append("Votre colonne « mois » vient des plis au hasard : le modèle y a déjà vu le mois qu’il juge.")
    if all_near([(mine, there) for (mine, _), (_, there) in zip(columns["appris"], columns["mois"], strict=True)]):
        hints.append("« appris » se mesure sur les lignes apprises elles-mêmes, pas sur le pli qui juge.")
    if all_near([(rows.get(int(k), {}).get("appris"), value) for k, value in learned.items()]):
        hints.append("« appris » se mesure à chaque tour, sur quatre plis, et non une fois sur toutes les lignes.")
    weights = {"appris": 0.3, "hasard": 0.3, "mois": 0.4}
    return told([item for name, pairs in columns.items() for item in by_cell(pairs, weights[name], name)], hints)


# Question 3


@grader.check("selection")
def selection(case: Case) -> Result:
    given, expected = keyed(case.given["selection"]), case.reference["selection"]
    others = case.reference["selection-autres"]
    hints = []
    if near(given.get("honnete"), expected["fournisseur"], EUROS):
        hints.append("Le pli qui juge a aidé à choisir les signaux : le choix se refait à chaque tour, sans lui.")
    if near(given.get("fournisseur"), others["positifs"], EUROS):
        hints.append("Une corrélation négative lie autant qu’une positive : comparez les valeurs absolues.")
    weights = {"sans": 0.2, "fournisseur": 0.3, "honnete": 0.35}
    items: list[Item] = [(share, near(given.get(key), expected[key], EUROS), key) for key, share in weights.items()]
    # Without the honest choice, the number of signals that it keeps is a guess.
    kept = items[2][1] and same(given.get("fideles"), expected["fideles"])
    return told([*items, (0.15, kept, "fideles")], hints)


# Question 4

COSTS = ("cout_grille", "cout_tirage", "cout_reduction")


@grader.check("recherche")
def search(case: Case) -> Result:
    given, expected = keyed(case.given["recherche"]), case.reference["recherche"]
    others = case.reference["recherche-autres"]
    items: list[Item] = []
    hints = []
    for name, share in (("grille", 0.25), ("tirage", 0.2), ("reduction", 0.3)):
        # A winner is a number among six: it counts with its error, which proves that it was measured.
        found = same(given.get(name), expected[name]) and near(
            given.get(f"erreur_{name}"), expected[f"erreur_{name}"], EUROS
        )
        items.append((share, found, name))
        mine, best = number(given.get(f"erreur_{name}")), expected[f"erreur_{name}"]
        rows = others["mesures"][int(expected[name])]
        if not found and mine is not None and any(abs(mine - value) <= EUROS for value in rows):
            hints.append("L’erreur d’un gagnant est la moyenne de ses cinq plis, pas celle d’un seul.")
        elif not found and name == "grille" and mine is not None and mine < best - EUROS:
            hints.append("Cette erreur est plus basse que celle de tous les réglages sur des mois jamais vus.")
    if not same(expected["reduction"], others["dernier_pli"]) and same(given.get("reduction"), others["dernier_pli"]):
        hints.append("À la deuxième étape, un réglage se juge sur la moyenne des plis 0 et 1.")
    solid = any(ok for _, ok, _ in items)
    items += [(0.25 / 3, solid and same(given.get(key), expected[key]), key) for key in COSTS]
    if not same(given.get("cout_reduction"), expected["cout_reduction"]):
        hints.append("Dans la réduction, un réglage gardé ne réapprend pas les plis où il est déjà mesuré.")
    return told(items, hints)


# Question 5


@grader.check("imbriquee")
def nested(case: Case) -> Result:
    if len(case.given["imbriquee"]) != 5:
        return wrong("Il faut une ligne par pli extérieur, et une seule.")
    inside, outside = (paired(case, "imbriquee", "pli", name) for name in ("interne", "externe"))
    winners = paired(case, "imbriquee", "pli", "gagnant")
    items = [*by_cell(inside, 0.4, "interne"), *by_cell(outside, 0.4, "externe")]
    for (_, proven, _), (mine, theirs) in zip(items[:5], winners, strict=True):
        items.append((0.04, proven and same(mine, theirs), "gagnant"))
    hints = []
    single = case.reference["imbriquee-autres"]["externes"]
    if not all_near(outside) and all_near([(mine, there) for (mine, _), there in zip(outside, single, strict=True)]):
        hints.append("Le même gagnant sert partout : il a été choisi avec l’aide des plis qui le jugent.")
    if all_near([(mine, there) for (mine, _), (_, there) in zip(outside, inside, strict=True)]):
        hints.append("« externe » se mesure sur le pli mis de côté, après avoir réappris sur les quatre autres.")
    return told(items, hints)


# Question 6


@grader.check("apprentissage")
def learning(case: Case) -> Result:
    given, expected = keyed(case.given["apprentissage"]), case.reference["apprentissage"]
    judged = case.reference["apprentissage-autres"]
    hints = []
    if all_near([(given.get(key), value) for key, value in judged.items()]):
        hints.append("Les mois du pli juge ne comptent pas parmi les n : à chaque tour, prenez n mois appris.")
    return told([(1 / len(expected), near(given.get(key), expected[key], EUROS), key) for key in expected], hints)


# Question 7


@grader.check("comparaison")
def comparison(case: Case) -> Result:
    given, expected = keyed(case.given["comparaison"]), case.reference["comparaison"]
    difference, corrected, naive = (number(given.get(key)) for key in ("difference", "t_corrige", "t_naif"))
    items: list[Item] = [(0.25, near(difference, expected["difference"], EUROS), "difference")]
    items += [
        (share, near(given.get(key), expected[key], slack), key)
        for key, share, slack in (("t_naif", 0.2, 0.02), ("t_corrige", 0.3, 0.01), ("p_corrige", 0.25, 0.005))
    ]
    hints = []
    if difference is not None and near(-difference, expected["difference"], EUROS):
        hints.append("Le signe est inversé : la différence est celle des voisins moins l’arbre.")
    if naive is not None and near(naive, expected["t_naif"] * (15 / 14) ** 0.5, 0.01):
        hints.append("La variance se calcule avec ddof=1.")
    if corrected is not None and near(corrected, expected["t_naif"], 0.02):
        hints.append("Sans correction, le test croit indépendants des partages qui apprennent presque les mêmes mois.")
    if near(given.get("p_corrige"), expected["p_corrige"] / 2, 0.003):
        hints.append("La probabilité demandée est bilatérale.")
    return told(items, hints)


# Question 8

DRAWN, TIED = 24, 6


@grader.challenge("le_plus_simple")
def settings(draw: random.Random, case: Challenge) -> list[list[object]]:
    calls: list[list[object]] = []
    for _ in range(DRAWN):
        count, folds = draw.randint(4, 9), draw.choice([3, 5, 5, 10])
        months = [draw.gauss(0, 4) for _ in range(folds)]
        means = sorted((draw.uniform(20, 26) for _ in range(count)), reverse=True)
        losses = [[round(mean + month + draw.gauss(0, 2), 3) for month in months] for mean in means]
        complexities = [3 * (place + 1) for place in range(count)]
        order = draw.sample(range(count), count)
        calls.append([[complexities[place] for place in order], [losses[place] for place in order]])
    for _ in range(TIED):
        # Constant losses have no standard error: the ceiling is the best mean itself, and it is included.
        low = float(draw.randint(10, 30))
        calls.append([[9, 4, 2, 4], [[low] * 4, [low] * 4, [low + 1.0] * 4, [low] * 4]])
        spread = [low - 2.0, low + 2.0, low - 2.0, low + 2.0]
        closer = [value + 0.25 for value in spread]
        calls.append([[7, 3, 3, 8], [spread, [value + 0.5 for value in spread], closer, spread]])
    return [*calls, [[], []]]


@grader.check("le-plus-simple")
def simplest(case: Case) -> Result:
    replies, expected = case.given["le_plus_simple"], case.reference["le_plus_simple"]
    calls = case.kept["le_plus_simple"]
    if len(replies) != len(expected) or len(calls) != len(expected):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(replies, expected, strict=True)]
    values = [reply.get("value") for reply in replies]
    drawn = all(hits[:DRAWN])
    if not drawn and _follows(values[:DRAWN], calls, lambda losses: 0.0):
        return wrong(
            "Vous rendez le meilleur ; on demande le plus simple de ceux qui le valent à une erreur type près."
        )
    if not drawn and _follows(values[:DRAWN], calls, lambda losses: float(np.std(losses, ddof=1))):
        return wrong(
            "L’erreur type d’une moyenne n’est pas l’écart type : il se divise par la racine du nombre de plis."
        )
    if not drawn and _follows(values[:DRAWN], calls, lambda losses: float(np.std(losses)) / len(losses) ** 0.5):
        return partial(0.5, "L’écart type se calcule avec ddof=1.")
    items: list[Item] = [
        (0.7, drawn, "la règle d’une erreur type"),
        (0.15, drawn and all(hits[DRAWN:-1]), "les égalités et la borne, qui est comprise"),
        (0.15, drawn and hits[-1], "les listes vides"),
    ]
    return tally(items)


def _follows(values: Sequence[Any], calls: Sequence[Any], error: Any) -> bool:
    """Tell whether the replies are those of the same rule with another standard error."""
    for value, (complexities, losses) in zip(values, calls[: len(values)], strict=True):
        means = [float(np.mean(each)) for each in losses]
        best = means.index(min(means))
        ceiling = means[best] + error(losses[best])
        admitted = [place for place, mean in enumerate(means) if mean <= ceiling]
        if not same(value, min(admitted, key=lambda place: (complexities[place], means[place]))):
            return False
    return bool(values)


# Question 9

ROWS = 500
GOOD, SOME = 0.70, 0.90  # of the error of a constant; forests and a season-coded regression reach 0.6, a tree 0.75


@grader.challenge("modele")
def unseen_months(draw: random.Random, case: Challenge) -> Features:
    rows = pd.read_csv(case.folder / "data" / "mois_suivants.csv")
    rows = rows.sample(ROWS, random_state=draw.randrange(2**31)).reset_index(drop=True)
    return Features(rows.drop(columns=["mois", "prix"]), kept=rows["prix"].tolist())


@grader.check("modele")
def model(case: Case) -> Result:
    predicted = prices(case.given["modele"], len(case.kept["modele"]))
    if predicted is None:
        return wrong("Le modèle doit rendre un nombre fini par ligne.")
    truth = np.array(case.kept["modele"])
    ratio = float(np.abs(np.array(predicted) - truth).mean() / np.abs(np.median(truth) - truth).mean())
    if ratio <= GOOD:
        return right()
    if ratio <= SOME:
        return partial(0.5, "Le modèle bat la constante, mais son erreur reste au-dessus de 70 % de la sienne.")
    return wrong("Le modèle ne bat pas nettement une prédiction constante sur des mois inédits.")


def prices(given: Mapping[str, Any], count: int) -> list[float] | None:
    labels = given.get("labels")
    if not isinstance(labels, list) or len(labels) != count:
        return None
    values = [value for value in map(number, labels) if value is not None]
    return values if len(values) == count else None
