"""Checks of choix-solution-ia: needs, risks, measures at capacity, eliminations, a weighted score, its sensitivity."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from blocnotes.grading.graders import Case, Challenge, Grader, Result, close, fold, wrong
from blocnotes.grading.items import Item, by_key, keyed, number, same, same_reply, tally, weigh

grader = Grader()

MEASURES = ("precision", "rappel", "rappel_limites", "rappel_autres")
Scores = dict[str, float]


# Questions 1 and 2: the same for all, so that each mistake costs


FAMILY_HINTS = {
    "b3": "Pour former des groupes que personne n’a définis, il n’y a pas d’étiquette à apprendre.",
    "b4": "Une quantité suivie dans le temps ne se prévoit pas comme celle d’un individu.",
    "b5": "Un barème exact n’a rien à apprendre des données.",
    "b6": "Sans facture vérifiée, il n’y a pas d’exemples étiquetés.",
}

RISK_HINTS = {
    "u1": "L’annexe III cite l’évaluation des risques et la tarification dans une branche précise de l’assurance.",
    "u2": "Qui parle à une machine doit le savoir : c’est une obligation propre à un article.",
    "u4": "Au travail, le règlement ne se contente pas d’encadrer la lecture des émotions.",
    "u5": "L’emploi et le recrutement figurent à l’annexe III.",
    "u6": "Prévoir un volume total n’évalue personne.",
    "u7": "Exploiter une vulnérabilité pour nuire n’est pas un risque que l’on documente.",
    "u8": "Un hypertrucage n’est pas en soi interdit, mais il ne peut pas passer pour vrai.",
    "u10": "L’accès aux prestations essentielles figure à l’annexe III.",
}


@grader.check("familles")
def families(case: Case) -> Result:
    return _sorted(case.given["familles"], case.reference["familles"], 4, FAMILY_HINTS)


@grader.check("risques")
def risks(case: Case) -> Result:
    return _sorted(case.given["risques"], case.reference["risques"], 5, RISK_HINTS)


def _sorted(given: Any, expected: Mapping[str, str], allowed: int, hints: Mapping[str, str]) -> Result:
    mine = {key: fold(value) for key, value in keyed(given).items() if isinstance(value, str)}
    missed = [key for key, value in expected.items() if mine.get(fold(key)) != fold(value)]
    kept = max(0.0, 1 - len(missed) / allowed)
    items: list[Item] = [(kept, True, ""), (1 - kept, not missed, ", ".join(missed))]
    return tally(items, [f"{key} : {hints[key]}" for key in missed if key in hints])


# Question 3


@grader.check("mesures")
def measures(case: Case) -> Result:
    given = by_key(case.given["mesures"], "solution")
    expected = by_key(case.reference["mesures"], "solution")
    if not given or set(given) != set(expected):
        return wrong("La table doit avoir une ligne pour chacune des sept solutions, et une seule.")
    items: list[Item] = []
    for column in MEASURES:
        hits = sum(same(given[name].get(column), expected[name][column]) for name in expected)
        # Half of a column where most solutions are right: equal scores that are badly told apart touch a few of them.
        share = 1.0 if hits == len(expected) else 0.5 if hits >= 4 else 0.0
        items += [(share / 4, True, ""), ((1 - share) / 4, share == 1.0, column)]
    return tally(items, list(_measure_hints(case, given, expected)))


def _measure_hints(case: Case, given: dict[Any, Any], expected: dict[Any, Any]) -> Iterator[str]:
    def like(table: str, column: str, source: str | None = None) -> bool:
        """Tell whether a column, where it is wrong, is the one of another computation."""
        rows = by_key(case.reference[table], "solution")
        off = [name for name in expected if not same(given[name].get(column), expected[name][column])]
        return bool(off) and all(same(given[name].get(column), rows[name][source or column]) for name in off)

    if like("mesures-ordre", "rappel") or like("mesures-ordre", "precision"):
        yield "À score égal, l’ordre d’appel n’est pas respecté : relisez la règle d’égalité."
    if like("mesures-egaux", "rappel"):
        yield "Vous appelez plus de personnes que la capacité : les égalités débordent."
    if like("mesures-seuil", "rappel"):
        yield "Vous coupez à un seuil de 0,5 ; les conseillers, eux, ont un nombre d’appels."
    if like("mesures-autres", "rappel", "precision") or like("mesures-autres", "precision", "rappel"):
        yield "Précision et rappel sont échangés : l’une part des appelés, l’autre des hospitalisés."
    if like("mesures-autres", "rappel_limites", "part_limites"):
        yield "« rappel_limites » part des personnes limitées hospitalisées, pas des personnes trouvées."
    if like("mesures-autres", "rappel_limites", "taux_limites"):
        yield "« rappel_limites » ne porte que sur des personnes hospitalisées."


# Question 4: what is failed, pair by pair, so that naming nothing or everything earns nothing

FAILURE_HINTS = {
    "hebergement": "hébergement : une case vide ne prouve rien, et sans champ de santé le critère est sans objet",
    "explication": "explication : il faut pouvoir dire pourquoi cet adhérent-là est appelé",
    "accessibilite": "accessibilité : le taux demandé est atteint à l’égalité, et un audit absent ne prouve rien",
    "budget": "budget : l’égalité n’est pas un dépassement",
    "utilite": "utilité : reprenez le rappel de chaque solution",
}


@grader.check("echecs")
def failures(case: Case) -> Result:
    mine, theirs = _pairs(case.given["echecs"]), _pairs(case.reference["echecs"])
    missed = mine ^ theirs
    kept = max(0.0, 1 - len(missed) / min(4, len(theirs)))
    items: list[Item] = [(kept, True, ""), (1 - kept, not missed, "les critères non remplis")]
    named = [key for key in FAILURE_HINTS if any(criterion == key for _, criterion in missed)]
    return tally(items, [f"{FAILURE_HINTS[key]}.".capitalize() for key in named])


def _pairs(value: Any) -> set[tuple[str, str]]:
    return {
        (name, fold(item))
        for name, listed in keyed(value).items()
        if isinstance(listed, list)
        for item in listed[:20]
        if isinstance(item, str)
    }


# Question 5. The calls come in blocks of fixed sizes, so that the check knows what each one tries.

ORDINARY, UNKNOWN, FLAT, IGNORED, ZERO = 12, 8, 6, 6, 3
BLOCKS = {"ordinary": ORDINARY, "unknown": UNKNOWN, "flat": FLAT, "ignored": IGNORED, "zero": ZERO}


def _call(draw: random.Random) -> list[Any]:
    names = draw.sample(["alpha", "beta", "gamma", "delta", "epsilon"], draw.randint(3, 5))
    criteria = draw.sample(["rappel", "cout", "energie", "acces", "delai"], draw.randint(3, 4))
    columns = {key: draw.sample(range(5, 900), len(names)) for key in criteria}
    values = {name: {key: columns[key][row] / 10 for key in criteria} for row, name in enumerate(names)}
    directions = {key: draw.choice(["max", "min"]) for key in criteria}
    directions[criteria[0]], directions[criteria[1]] = "max", "min"
    return [values, {key: draw.randint(1, 9) / 2 for key in criteria}, directions]


@grader.challenge("noter")
def score_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls = [_call(draw) for _ in range(sum(BLOCKS.values()))]
    place = ORDINARY
    for index, (values, weights, _) in enumerate(calls):
        first = next(iter(weights))
        block = index - place
        if 0 <= block < UNKNOWN:
            values[draw.choice(sorted(values))][first] = None
        elif UNKNOWN <= block < UNKNOWN + FLAT:
            for row in values.values():
                row[first] = 7
        elif UNKNOWN + FLAT <= block < UNKNOWN + FLAT + IGNORED:
            del weights[first]
        elif block >= UNKNOWN + FLAT + IGNORED:
            weights.update(dict.fromkeys(weights, 0))
    return calls


@grader.check("noter")
def score_function(case: Case) -> Result:
    given, expected = case.given["noter"], case.reference["noter"]
    if len(given) != len(expected) or len(expected) != sum(BLOCKS.values()):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    hits = [same_reply(mine, theirs) for mine, theirs in zip(given, expected, strict=True)]
    passed, start = {}, 0
    for name, size in BLOCKS.items():
        passed[name] = all(hits[start : start + size])
        start += size
    if not passed["ordinary"]:
        return wrong(_ordinary_hint(given[:ORDINARY], expected[:ORDINARY], case.kept["noter"][:ORDINARY]))
    return tally(
        [
            (0.5, True, "les cas ordinaires"),
            (0.2, passed["unknown"], "le sort d’une valeur inconnue (None)"),
            (0.1, passed["flat"], "le sort d’un critère où toutes les valeurs sont égales"),
            (0.1, passed["ignored"], "le sort d’un critère absent des poids"),
            (0.1, passed["zero"], "l’exception attendue quand la somme des poids est nulle"),
        ]
    )


def _ordinary_hint(given: list[Any], expected: list[Any], calls: list[Any]) -> str:
    def replies(change: Any) -> bool:
        return all(
            close(mine.get("value"), {name: change(score, call) for name, score in theirs["value"].items()})
            for mine, theirs, call in zip(given, expected, calls, strict=True)
        )

    if not all(isinstance(mine.get("value"), dict) for mine in given):
        return "Sur des appels ordinaires, la fonction échoue ou ne rend pas un dictionnaire de notes."
    if replies(lambda score, call: score * sum(call[1].values())):
        return "Vous rendez une somme pondérée ; la note est une moyenne : les poids n’ont pas forcément 1 pour somme."
    if replies(lambda score, call: 1 - score):
        return "Toutes les notes sont à l’envers : la meilleure valeur reçoit 1, la pire 0."
    upward = [scored(call[0], call[1], dict.fromkeys(call[2], "max"), sorted(call[0])) for call in calls]
    if all(close(mine.get("value"), other) for mine, other in zip(given, upward, strict=True)):
        return "Vous ne tenez pas compte du sens : pour un coût, le plus bas est le meilleur."
    return "Sur des appels ordinaires, les notes ne correspondent pas à la règle énoncée."


# Question 6. A mistake of question 3 or 4 is not paid twice: the answers may follow from the learner's own tables.


def scored(values: Any, weights: Mapping[str, float], directions: Mapping[str, str], names: Sequence[str]) -> Scores:
    """Score solutions as the statement says, where every value is known."""
    criteria = list(weights)
    table = np.array([[float(values[name][key]) for key in criteria] for name in names])
    shares = _shares(table, [directions[key] for key in criteria])
    points = shares @ np.array([float(weights[key]) for key in criteria]) / sum(weights.values())
    return dict(zip(names, points.tolist(), strict=True))


def _shares(table: Any, directions: Sequence[str]) -> Any:
    table = table * np.array([1.0 if direction == "max" else -1.0 for direction in directions])
    low = np.nanmin(table, axis=0)
    spread = np.nanmax(table, axis=0) - low
    shares = np.where(spread > 0, (table - low) / np.where(spread > 0, spread, 1.0), 1.0)
    return np.where(np.isnan(table), 0.0, shares)


def sensitivity(case: Case, measured: dict[Any, Any], kept: list[str], everyone: bool = False) -> dict[str, Any]:
    """Compute the four answers from measures and from the solutions that are kept."""
    files = by_key(case.reference["fiches"], "solution")
    directions = case.reference["sens"]
    criteria = list(directions)
    names = sorted(name for (name,) in files) if everyone else sorted(kept)
    table = np.array([[float({**files[name,], **measured[name,]}[key]) for key in criteria] for name in names])
    shares = _shares(table, [directions[key] for key in criteria])
    if everyone:
        shares = shares[[names.index(name) for name in sorted(kept)]]
        names = sorted(kept)
    members = by_key(case.reference["poids-membres"], "critere")
    columns = [column for column in case.reference["poids-membres"].columns if column != "critere"]
    weights = {column: np.array([members[fold(key),][column] for key in criteria]) for column in columns}
    mean = sum(weights.values()) / len(weights)
    draws = case.reference["tirages"][criteria].to_numpy()
    firsts = np.bincount((draws @ shares.T).argmax(axis=1), minlength=len(names)) / len(draws)
    winner = int((shares @ mean).argmax())
    tipping: dict[str, float | None] = {}
    for place, key in enumerate(criteria):
        tipping[key] = None
        for w in (step / 100 for step in range(1, 101)):
            moved = mean * (1 - w) / (1 - mean[place])
            moved[place] = w
            if w > mean[place] and int((shares @ moved).argmax()) != winner:
                tipping[key] = w
                break
    return {
        "notes": dict(zip(names, (shares @ mean).tolist(), strict=True)),
        "premieres": {column: names[int((shares @ value).argmax())] for column, value in weights.items()},
        "parts": dict(zip(names, firsts.tolist(), strict=True)),
        "bascules": tipping,
    }


COMPARED_WITH_ALL = (
    "Vos notes se comparent à des solutions déjà écartées : une fois éliminées, elles ne doivent plus fixer ni le "
    "meilleur ni le pire."
)


HINTS = {
    "notes": "notes : elles ne suivent pas de vos mesures, de vos fiches et des poids moyens.",
    "premieres": "premieres : elles ne suivent pas des poids de chaque membre.",
    "parts": "parts : elles ne suivent pas des 2 000 tirages ; une solution jamais première vaut 0.",
    "bascules": "bascules : un poids de bascule est à revoir ; les cinq autres gardent leurs proportions, et la somme "
    "reste 1.",
}


@grader.check("sensibilite")
def ranking(case: Case) -> Result:
    expected = {name: case.reference[name] for name in ("notes", "premieres", "parts", "bascules")}
    best = _compare(case, expected)
    if best.share == 1.0:
        return best
    reference = by_key(case.reference["mesures"], "solution")
    ways = [(reference, [name for name, listed in case.reference["echecs"].items() if not listed])]
    own = _own(case)
    if own is not None:
        ways.append(own)
        followed = _compare(case, sensitivity(case, *own))
        best = followed if followed.share > best.share else best
    for measured, kept in ways:
        if best.share < 1 and _equal(case.given["notes"], sensitivity(case, measured, kept, everyone=True)["notes"]):
            return Result(best.share, COMPARED_WITH_ALL)
    return best


def _own(case: Case) -> tuple[dict[Any, Any], list[str]] | None:
    """Give the learner's own measures and kept solutions, where they can be computed with."""
    reference = by_key(case.reference["mesures"], "solution")
    measured = by_key(case.given.get("mesures"), "solution")
    listed = keyed(case.given.get("echecs"))
    kept = [name for (name,) in reference if listed.get(name) == []]
    if set(measured) != set(reference) or len(kept) < 3:
        return None
    wanted = [number(measured[name,].get(key)) for name in kept for key in ("rappel", "rappel_limites")]
    if any(value is None or not 0 <= value <= 1 for value in wanted):
        return None
    return measured, kept


def _compare(case: Case, expected: dict[str, Any]) -> Result:
    notes = _equal(case.given["notes"], expected["notes"])
    parts = _equal(case.given["parts"], expected["parts"])
    chosen, tipping = keyed(case.given["premieres"]), keyed(case.given["bascules"])
    firsts = all(
        isinstance(chosen.get(key), str) and fold(chosen[key]) == fold(value)
        for key, value in expected["premieres"].items()
    )
    # First places are among few names, and thresholds are often None: both count with the scores that they follow from.
    hits = [
        key in tipping and (_nothing(tipping[key]) if value is None else same(tipping[key], value))
        for key, value in expected["bascules"].items()
    ]
    return weigh(
        (0.3, _part(1.0 if notes else 0.0, HINTS["notes"])),
        (0.1, _part(1.0 if notes and firsts else 0.0, HINTS["premieres"])),
        (0.3, _part(1.0 if parts else 0.0, HINTS["parts"])),
        (0.3, _part(sum(hits) / len(hits) if notes else 0.0, HINTS["bascules"])),
    )


def _nothing(value: Any) -> bool:
    """Tell whether there is no number: None, or the NaN that stands for it in pandas."""
    return value is None or (type(value) is float and value != value)


def _part(share: float, sentence: str) -> Result:
    return tally([(share, True, ""), (1 - share, share == 1.0, "")], [sentence])


def _equal(given: Any, expected: Scores) -> bool:
    mine = keyed(given)
    return set(mine) == {fold(name) for name in expected} and all(
        same(mine[fold(name)], value) for name, value in expected.items()
    )
