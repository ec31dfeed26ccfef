"""Checks of metriques-ml: metrics, a cost function, thresholds, an honest comparison, a model."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from blocnotes.grading.graders import (
    Case,
    Challenge,
    Features,
    Grader,
    Result,
    close,
    fold,
    partial,
    right,
    same_text,
    wrong,
)
from blocnotes.grading.items import Item, agree, keyed, number, same, same_reply, tally

grader = Grader()

MODELS = ("logit", "boosting")
WRONG_SET = {
    "apprentissage": ("Vos valeurs sont celles du jeu d’apprentissage : un modèle y retrouve ce qu’il a déjà vu."),
    "test": "Vos valeurs sont celles du jeu de test, qui devait rester fermé à cette étape.",
    "tous": "Vos valeurs mêlent les trois jeux, dont celui qui a servi à entraîner.",
}


# Question 1


@grader.check("mesures")
def measures(case: Case) -> Result:
    given, expected = keyed(case.given["mesures"]), case.reference["mesures"]
    others = case.reference["mesures-autres"]
    counts = ["vrais_positifs", "faux_positifs", "faux_negatifs", "vrais_negatifs"]
    rates = ["exactitude", "exactitude_tout_accorder", "precision", "rappel", "f1"]
    items: list[Item] = [(0.4, agree(given, expected, counts), "les quatre effectifs")]
    items += [(0.12, same(given.get(key), expected[key]), key) for key in rates]
    return tally(items, list(_measure_hints(given, expected, others)))


def _measure_hints(given: dict[str, Any], expected: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[str]:
    vp, fp, fn, vn = (expected[key] for key in ("vrais_positifs", "faux_positifs", "faux_negatifs", "vrais_negatifs"))
    mine = [given.get(key) for key in ("vrais_positifs", "faux_positifs", "faux_negatifs", "vrais_negatifs")]
    inverted = others["classe_inverse"]
    for name, sentence in WRONG_SET.items():
        if agree(given, others[name], ["exactitude", "precision", "rappel"]):
            yield sentence
    if fp != fn and close(mine, [vp, fn, fp, vn]):
        yield (
            "Les deux sortes d’erreurs sont échangées : vérifiez ce qui est en ligne et en colonne dans votre matrice."
        )
    if close(mine, [vn, fn, fp, vp]) or agree(given, inverted, ["precision", "rappel"]):
        yield "La classe positive est le défaut : vos valeurs prennent l’autre classe pour positive."
    elif agree(given, {"precision": expected["rappel"], "rappel": expected["precision"]}, ["precision", "rappel"]):
        yield ("Précision et rappel sont échangés : l’une part des dossiers refusés, l’autre des dossiers en défaut.")
    averaged = (others["validation"]["f1_macro"], others["validation"]["f1_ponderee"])
    if any(same(given.get("f1"), value) for value in averaged):
        yield "Votre F1 est une moyenne sur les deux classes ; on demande celle de la classe positive."
    if same(given.get("exactitude_tout_accorder"), 1 - expected["exactitude_tout_accorder"]):
        yield ("Accorder tous les dossiers, c’est ne prédire aucun défaut : cherchez quand cette règle a raison.")


# Question 2. The calls come in blocks of fixed sizes, so that the check knows what each one tries.

ORDINARY, TWINS, BOUNDS, UNSCORED, EMPTY, UNEVEN = 15, 15, 8, 8, 3, 4
BLOCKS = {
    "ordinary": ORDINARY + TWINS,
    "bounds": BOUNDS,
    "unscored": UNSCORED,
    "empty": EMPTY,
    "uneven": UNEVEN,
}


def _length(index: int) -> int:
    return 6 + index % 9


@grader.challenge("cout_moyen")
def cost_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    ordinary = [_ordinary_call(draw, _length(index)) for index in range(ORDINARY)]
    twins = [[y, p, threshold, refusal, loss] for y, p, threshold, loss, refusal in ordinary]
    return [
        *ordinary,
        *twins,
        *[_bound_call(draw) for _ in range(BOUNDS)],
        *[_unscored_call(draw) for _ in range(UNSCORED)],
        *[[[], [], *_settings(draw)] for _ in range(EMPTY)],
        *[_uneven_call(draw, index) for index in range(UNEVEN)],
    ]


def _settings(draw: random.Random) -> list[float]:
    # Five decimals: no probability of an ordinary call, rounded to four, equals the threshold by chance.
    return [draw.randint(2, 8) / 10 + 0.00037, draw.randint(900, 5000), draw.randint(100, 800)]


def _ordinary_call(draw: random.Random, length: int) -> list[Any]:
    # At least two costly loans and one lost customer, so that both costs always count.
    threshold, loss, refusal = _settings(draw)
    y = [1, 1, 0, *(draw.randint(0, 1) for _ in range(length - 3))]
    p = [
        draw.uniform(0, threshold - 0.01),
        draw.uniform(0, threshold - 0.01),
        draw.uniform(threshold + 0.01, 1),
        *(draw.random() for _ in range(length - 3)),
    ]
    order = draw.sample(range(length), length)
    return [[y[i] for i in order], [round(p[i], 4) for i in order], threshold, loss, refusal]


def _bound_call(draw: random.Random) -> list[Any]:
    # A probability that equals the threshold, on a good customer and on a bad one.
    y, p, threshold, loss, refusal = _ordinary_call(draw, draw.randint(5, 9))
    return [[*y, 0, 1, 1], [*p, threshold, threshold, threshold], threshold, loss, refusal]


def _unscored_call(draw: random.Random) -> list[Any]:
    y, p, threshold, loss, refusal = _ordinary_call(draw, draw.randint(5, 9))
    return [[0, *y, 1, 1], [None, *p, None, None], threshold, loss, refusal]


def _uneven_call(draw: random.Random, index: int) -> list[Any]:
    y, p, threshold, loss, refusal = _ordinary_call(draw, draw.randint(5, 9))
    return [y[:-1] if index % 2 else y, p if index % 2 else p[:-2], threshold, loss, refusal]


@grader.check("cout")
def cost_function(case: Case) -> Result:
    given, expected = case.given["cout_moyen"], case.reference["cout_moyen"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(hits[start : start + size])
        start += size
    if not passed["ordinary"]:
        return wrong(_ordinary_hint(given, expected))
    items: list[Item] = [
        (0.5, True, "les cas ordinaires"),
        (0.15, passed["bounds"], "le sort d’une probabilité égale au seuil"),
        (0.15, passed["unscored"], "le sort d’un dossier sans probabilité (None)"),
        (0.1, passed["empty"], "le cas des listes vides"),
        (0.1, passed["uneven"], "l’exception attendue quand les longueurs diffèrent"),
    ]
    return tally(items, [])


def _ordinary_hint(given: list[Any], expected: list[Any]) -> str:
    mine = [number(call.get("value")) for call in given[: ORDINARY + TWINS]]
    theirs = [call["value"] for call in expected[: ORDINARY + TWINS]]
    if any(value is None for value in mine):
        return (
            "Sur des appels ordinaires, la fonction échoue ou ne rend pas un nombre ; les listes "
            "arrivent comme des listes Python."
        )
    if close(mine, theirs[ORDINARY:] + theirs[:ORDINARY]):
        return (
            "Les deux coûts sont échangés : demandez-vous ce que coûte un défaut accordé, puis un bon dossier refusé."
        )
    if close([-value for value in mine if value is not None], theirs):
        return "Le signe est inversé : un coût est un nombre positif."
    lengths = [_length(index) for index in range(ORDINARY)] * 2
    if close(mine, [value * length for value, length in zip(theirs, lengths, strict=True)]):
        return "Vous rendez un coût total ; on demande un coût moyen par dossier."
    return "Sur des appels ordinaires, le coût moyen ne correspond pas à la règle énoncée."


# Question 3


@grader.check("discrimination")
def ranking(case: Case) -> Result:
    given, expected = keyed(case.given["discrimination"]), case.reference["discrimination"]
    others = case.reference["discrimination-autres"]
    weights = {key: 0.15 if key.startswith("auc") else 0.2 for key in expected}
    items: list[Item] = [(weights[key], same(given.get(key), value), key) for key, value in expected.items()]
    return tally(items, list(_ranking_hints(given, expected, others)))


def _ranking_hints(given: dict[str, Any], expected: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[str]:
    for name, sentence in WRONG_SET.items():
        if agree(given, others[name], ["auc_logit", "auc_boosting"]):
            yield sentence
    areas = [key for key in expected if key.startswith("auc")]
    labels = others["etiquettes"]
    if any(same(given.get(key), labels[key]) for key in labels):
        yield (
            "Vous mesurez des décisions (0 ou 1) au lieu des scores : l’ordre des dossiers, tout "
            "l’intérêt de la mesure, est perdu."
        )
    if any(same(1 - value, expected[key]) for key in areas if (value := number(given.get(key))) is not None):
        yield "Une aire est du mauvais côté de 0,5 : vérifiez dans quel sens ce score va."
    if any(same(given.get(key), value) for key, value in others["trapezes"].items()):
        yield (
            "L’aire par trapèzes interpole entre les points ; la précision moyenne demandée est une "
            "somme sans interpolation."
        )


# Question 4


@grader.check("fuite")
def leakage(case: Case) -> Result:
    given, expected = keyed(case.given["fuite"]), case.reference["fuite"]
    named = given.get("colonnes")
    mine = _names(named) - {"defaut"}  # the outcome itself is left aside by the statement: naming it costs nothing
    wanted = _names(expected["colonnes"])
    all_named = mine == wanted and all(isinstance(item, str) for item in named)
    area = same(given.get("auc_relances"), expected["auc_relances"])
    items: list[Item] = [(0.5, all_named, "les colonnes"), (0.5, area, "auc_relances")]
    hints = []
    if mine and mine < wanted:
        items = [(0.25, True, ""), (0.25, False, "les colonnes"), items[1]]
        hints.append("Il manque au moins une colonne qui n’est connue qu’après le versement du prêt.")
    elif mine - wanted:
        hints.append("Vous écartez au moins une colonne qui est bel et bien connue quand le client dépose sa demande.")
    others = case.reference["fuite-autres"]
    if not area:
        hints += [WRONG_SET[name] for name in WRONG_SET if same(given.get("auc_relances"), others[name])]
        value = number(given.get("auc_relances"))
        if value is not None and same(1 - value, expected["auc_relances"]):
            hints.append("L’aire est du mauvais côté de 0,5 : plus il y a de relances, plus le risque est élevé.")
    return tally(items, hints)


def _names(value: Any) -> set[str]:
    return {fold(item) for item in value[:50] if isinstance(item, str)} if isinstance(value, list) else set()


# Question 5


@grader.check("calibration")
def calibration(case: Case) -> Result:
    given, expected = keyed(case.given["calibration"]), case.reference["calibration"]
    others = case.reference["calibration-autres"]
    figures = [f"{kind}_{name}" for name in MODELS for kind in ("biais", "brier", "ecart")]
    items: list[Item] = [(0.15, same(given.get(key), expected[key]), key) for key in figures]
    # One name out of two is no proof by itself: it counts with the two figures that it follows from.
    proven = agree(given, expected, ["ecart_logit", "ecart_boosting"])
    named = same_text(given.get("mieux_calibre"), expected["mieux_calibre"])
    items.append((0.1, proven and named, "mieux_calibre"))
    areas = case.reference["discrimination"]
    best_ranked = max(MODELS, key=lambda name: areas[f"auc_{name}"])
    hints = list(_calibration_hints(given, expected, others))
    if not named and same_text(given.get("mieux_calibre"), best_ranked):
        hints.insert(
            0,
            "Bien classer n’est pas bien calibrer : le meilleur des deux classements n’a pas "
            "forcément des probabilités justes.",
        )
    return tally(items, hints)


def _calibration_hints(given: dict[str, Any], expected: Mapping[str, Any], others: Mapping[str, Any]) -> Iterator[str]:
    for name in ("apprentissage", "test"):
        if agree(given, others[name], ["brier_logit", "brier_boosting"]):
            yield WRONG_SET[name]
    alternatives = others["validation"]
    for name in MODELS:
        brier, bias, gap = (given.get(f"{kind}_{name}") for kind in ("brier", "biais", "ecart"))
        if same(brier, alternatives[f"etiquettes_{name}"]):
            yield "Le score de Brier se calcule avec les probabilités, pas avec les décisions qu’on en tire."
        if same(brier, alternatives[f"racine_{name}"]):
            yield "Le score de Brier est une moyenne de carrés, sans racine."
        if same(gap, alternatives[f"simple_{name}"]):
            yield "Les tranches n’ont pas le même effectif : l’écart de calibration doit en tenir compte."
        if number(bias) is not None and same(-bias, expected[f"biais_{name}"]):
            yield "Le biais est de signe inverse : relisez ce qu’on soustrait à quoi."


# Question 6

WRONG_THRESHOLD = {
    "test": ("Ce seuil est le meilleur du jeu de test : le régler là, c’est ne plus avoir de jeu pour le juger."),
    "apprentissage": ("Ce seuil est le meilleur du jeu d’apprentissage, où les probabilités sont trop sûres d’elles."),
    "tous": "Ce seuil est réglé sur les trois jeux mêlés.",
    "couts_inverses": ("Ce seuil suit des coûts échangés : laquelle des deux erreurs coûte le plus à Solvane Crédit ?"),
    "f1": "Ce seuil maximise F1, qui ne connaît pas les coûts de l’entreprise.",
    "exactitude": "Ce seuil maximise l’exactitude, qui compte les deux erreurs au même prix.",
}


@grader.check("seuils")
def thresholds(case: Case) -> Result:
    given, expected = keyed(case.given["seuils"]), case.reference["seuils"]
    items: list[Item] = [(0.5, same(given.get(name), expected[name]), name) for name in MODELS]
    missed = [name for name in MODELS if not same(given.get(name), expected[name])]
    hints = [
        sentence
        for alternative, sentence in WRONG_THRESHOLD.items()
        if agree(given, case.reference["seuils-autres"][alternative], missed)
    ]
    if missed and all(same(given.get(name), 0.5) for name in missed):
        hints = ["Le seuil de 0,5 ne tient pas compte des coûts."]
    elif missed and not hints and all(_costs_as_little(case, name, given.get(name)) for name in missed):
        hints = ["À coût égal, on retient le plus petit seuil."]
    return tally(items, hints[:1])


def _costs_as_little(case: Case, name: str, threshold: Any) -> bool:
    y, p = _columns(case, "jeu-validation", name)
    best = _costs(case, y, p, case.reference["seuils"][name]).sum()
    mine = number(threshold)
    return mine is not None and close(float(_costs(case, y, p, mine).sum()), float(best))


def _columns(case: Case, table: str, name: str) -> tuple[Any, Any]:
    rows = case.reference[table]
    return rows["defaut"].to_numpy() == 1, rows[f"p_{name}"].to_numpy()


def _costs(case: Case, y: Any, p: Any, threshold: float, *, swapped: bool = False) -> Any:
    units = case.reference["couts-unitaires"]
    loss, refusal = (units["refus"], units["defaut"]) if swapped else (units["defaut"], units["refus"])
    refused = p >= threshold
    return np.where(y & ~refused, float(loss), 0.0) + np.where(~y & refused, float(refusal), 0.0)


# Question 7


@grader.check("verdict")
def verdict(case: Case) -> Result:
    given, expected = keyed(case.given["verdict"]), case.reference["verdict"]
    hints = list(_verdict_hints(case, given, expected))
    result = _judge_verdict(given, expected, hints)
    own = _own_thresholds(case)
    if result.share < 1 and own:
        # An error of question 6 is paid for there: here, what follows from one's own thresholds is right.
        followed = _judge_verdict(given, _verdict_of(case, own), hints)
        result = max(result, followed, key=lambda found: found.share)
    return result


def _judge_verdict(given: dict[str, Any], expected: Mapping[str, Any], hints: list[str]) -> Result:
    weights = {"tout_accorder": 1 / 12, "tout_refuser": 1 / 12, "logit": 1 / 6, "boosting": 1 / 6}
    items: list[Item] = [(weight, same(given.get(key), expected[key], 2), key) for key, weight in weights.items()]
    interval = all(same(given.get(key), expected[key], 2) for key in ("ecart_bas", "ecart_haut"))
    # One word out of three is no proof by itself: it counts with the interval that it follows from.
    word = same_text(_unaccented(given.get("conclusion")), _unaccented(expected["conclusion"]))
    items += [(1 / 3, interval, "l’intervalle"), (1 / 6, interval and word, "la conclusion")]
    if interval and not word:
        hints = [*hints, "La conclusion ne suit pas de votre intervalle : où se trouve 0 ?"]
    return tally(items, hints)


def _unaccented(value: Any) -> Any:
    return value.replace("é", "e").replace("É", "E")[:50] if isinstance(value, str) else value


def _own_thresholds(case: Case) -> dict[str, float] | None:
    given, expected = keyed(case.given.get("seuils")), case.reference["seuils"]
    on_test = case.reference["seuils-autres"]["test"]
    chosen = {}
    for name in MODELS:
        mine = number(given.get(name))
        if mine is None or not 0.005 <= mine <= 0.995:
            return None
        _, p = _columns(case, "jeu-test", name)
        refused = float((p >= mine).mean())
        proper = same(mine, expected[name]) or (not same(mine, on_test[name]) and 0.05 <= refused <= 0.95)
        chosen[name] = mine if proper else expected[name]
    return chosen


def _verdict_of(case: Case, chosen: Mapping[str, float]) -> dict[str, Any]:
    costs = {name: _costs(case, *_columns(case, "jeu-test", name), chosen[name]) for name in MODELS}
    low, high = _interval(case, costs["boosting"] - costs["logit"], 2.5)
    return {
        "tout_accorder": case.reference["verdict"]["tout_accorder"],
        "tout_refuser": case.reference["verdict"]["tout_refuser"],
        **{name: float(costs[name].mean()) for name in MODELS},
        "ecart_bas": low,
        "ecart_haut": high,
        "conclusion": "boosting" if high < 0 else "logit" if low > 0 else "indécis",
    }


def _interval(case: Case, differences: Any, tail: float) -> tuple[float, float]:
    # The draws of the notebook's cell `tirages`, made again.
    size = len(differences)
    draws = np.random.default_rng(case.variant).integers(0, size, size=(1000, size))
    low, high = np.percentile(differences[draws].mean(axis=1), [tail, 100 - tail])
    return float(low), float(high)


def _verdict_hints(case: Case, given: dict[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    chosen = keyed(case.given.get("seuils"))
    on_test, reference = case.reference["seuils-autres"]["test"], case.reference["seuils"]
    if any(same(chosen.get(name), on_test[name]) and not same(chosen.get(name), reference[name]) for name in MODELS):
        yield ("Vos seuils ont été réglés sur le jeu de test : le coût que vous y lisez est trop flatteur pour juger.")
    used = {name: number(chosen.get(name)) or reference[name] for name in MODELS}
    test = {name: _columns(case, "jeu-test", name) for name in MODELS}
    on_validation = {name: _costs(case, *_columns(case, "jeu-validation", name), used[name]).mean() for name in MODELS}
    if agree(given, {name: float(cost) for name, cost in on_validation.items()}, list(MODELS)):
        yield "Vos coûts sont ceux du jeu de validation, qui a déjà servi à choisir les seuils."
    swapped = {name: float(_costs(case, *test[name], used[name], swapped=True).mean()) for name in MODELS}
    if agree(given, swapped, list(MODELS)):
        yield "Les deux coûts sont échangés."
    if same(given.get("tout_accorder"), expected["tout_refuser"], 2) and same(
        given.get("tout_refuser"), expected["tout_accorder"], 2
    ):
        yield "Les deux règles sans modèle sont échangées."
    low, high = number(given.get("ecart_bas")), number(given.get("ecart_haut"))
    if low is None or high is None:
        return
    if same(-high, expected["ecart_bas"], 2) and same(-low, expected["ecart_haut"], 2):
        yield "L’intervalle est celui de la différence inverse : relisez ce qu’on soustrait à quoi."
    elif high - low > 1.15 * (expected["ecart_haut"] - expected["ecart_bas"]):
        yield ("Votre intervalle est trop large : les deux modèles doivent être comparés sur les mêmes dossiers tirés.")
    costs = {name: _costs(case, *test[name], used[name]) for name in MODELS}
    narrow = _interval(case, costs["boosting"] - costs["logit"], 5.0)
    if same(low, narrow[0], 2) and same(high, narrow[1], 2):
        yield "Votre intervalle laisse 5 % de chaque côté : ce n’est pas un intervalle à 95 %."


# Question 8

NEW_REQUESTS, WITNESSES = 1000, 100
GOOD_RATIO = 0.95  # of the cost of the better rule without a model; sensible models reach 0.6 to 0.9
SOME_ORDER = 0.62  # balanced accuracy of decisions that follow the risk, though not the costs
TOO_GOOD = 0.93  # no honest model comes near it: these loans are not that predictable
LEAK = 0.05  # share of decisions that change with columns that do not exist yet


@grader.challenge("modele")
def new_requests(draw: random.Random, case: Challenge) -> Features:
    rows = pd.read_csv(case.folder / "data" / "demandes_nouvelles.csv")
    drawn = rows.sample(NEW_REQUESTS, random_state=draw.randrange(2**31)).reset_index(drop=True)
    # Witnesses: copies of the first requests, in which only what comes after the loan differs.
    witnesses = drawn.head(WITNESSES).assign(relances=4, retard_max=95)
    table = pd.concat([drawn, witnesses], ignore_index=True)
    order = draw.sample(range(len(table)), len(table))
    shuffled = table.iloc[order].reset_index(drop=True)
    return Features(shuffled.drop(columns="defaut"), kept={"order": order, "outcomes": drawn["defaut"].tolist()})


@grader.check("modele")
def model(case: Case) -> Result:
    kept, predictions = case.kept["modele"], case.given["modele"]
    decisions = _decisions(predictions.get("labels"), len(kept["order"]))
    if decisions is None:
        return wrong("Le modèle doit rendre, pour chaque demande, 1 (refuser) ou 0 (accorder).")
    placed = np.empty(len(decisions), dtype=bool)
    placed[kept["order"]] = decisions
    refused, copies = placed[:NEW_REQUESTS], placed[NEW_REQUESTS:]
    if (refused[:WITNESSES] != copies).mean() > LEAK:
        return wrong(
            "Vos décisions changent avec des colonnes qui n’existent pas encore quand le client dépose sa demande."
        )
    bad = np.array(kept["outcomes"]) == 1
    balanced = (refused[bad].mean() + (~refused[~bad]).mean()) / 2
    if balanced > TOO_GOOD:
        return wrong("Ce résultat est trop beau pour ces données : le modèle connaît les issues qu’il devrait prédire.")
    units = case.reference["couts-unitaires"]
    cost = units["defaut"] * (bad & ~refused).mean() + units["refus"] * (~bad & refused).mean()
    baseline = min(units["defaut"] * bad.mean(), units["refus"] * (~bad).mean())
    if cost <= GOOD_RATIO * baseline:
        return right()
    if balanced >= SOME_ORDER:
        return partial(
            0.5,
            "Le modèle repère les dossiers risqués, mais ses décisions coûtent à peine moins, ou "
            "plus, que l’arrêt du produit : revoyez la règle qui passe de la probabilité à la "
            "décision.",
        )
    return wrong("Les décisions du modèle ne coûtent pas nettement moins que la meilleure des deux règles sans modèle.")


def _decisions(labels: Any, count: int) -> Any:
    if not isinstance(labels, list) or len(labels) != count:
        return None
    if not all(isinstance(label, bool | int | float) and label in (0, 1) for label in labels):
        return None
    return np.array([bool(label) for label in labels])
