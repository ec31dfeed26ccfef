"""Checks of decoupage-jeu: what links rows, an audit, two splitting functions, time, and what a bad split costs."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, partial, right, wrong
from blocnotes.grading.items import Item, agree, keyed, number, same, tally

grader = Grader()

SIDES = ("apprentissage", "test")


def by_item(case: Case, name: str, weights: Mapping[str, float], hints: Sequence[str]) -> Result:
    """Mark a mapping of numbers key by key, to four decimals."""
    given, expected = keyed(case.given[name]), case.reference[name]
    items: list[Item] = [(weight, same(given.get(key), expected[key]), key) for key, weight in weights.items()]
    return tally(items, hints)


# Questions 1 and 2


@grader.check("liens")
def links(case: Case) -> Result:
    given, expected = keyed(case.given["liens"]), case.reference["liens"]
    hints = []
    if same(given.get("part_longues"), expected["part_longues"] * 100):
        hints.append("Une part est comprise entre 0 et 1 : vous donnez un pourcentage.")
    return by_item(case, "liens", dict.fromkeys(expected, 0.25), hints)


@grader.check("audit")
def audit(case: Case) -> Result:
    given, expected = keyed(case.given["audit"]), case.reference["audit"]
    others = case.reference["audit-autres"]
    hints = []
    if same(given.get("sessions_des_deux_cotes"), others["doublons"]):
        hints.append("Une session en double dont les deux lignes vont du même côté n’est pas des deux côtés.")
    if same(given.get("part_test_connue"), others["part_conducteurs"]):
        hints.append("Vous donnez une part des conducteurs du test ; on demande une part de ses lignes.")
    if same(given.get("part_test_connue"), others["part_apprentissage"]):
        hints.append("La part demandée est celle du test, pas celle de l’apprentissage.")
    return by_item(case, "audit", dict.fromkeys(expected, 0.25), hints)


# Questions 3 and 4. Splits are judged by their properties: any draw that has them is right.

Split = list[str] | None


def split_of(reply: Mapping[str, Any], count: int) -> Split:
    """Give what a call returned, if it names a side for each row."""
    value = reply.get("value")
    if not isinstance(value, list) or len(value) != count:
        return None
    names = [fold(item) if isinstance(item, str) else "" for item in value]
    return names if all(name in SIDES for name in names) else None


def label(draw: random.Random, kind: int, place: int) -> Any:
    """Give a label: a text, or a whole number every other time."""
    return draw.choice("abcdefgh") + str(place) if kind % 2 else 100 + place


def repeated(draw: random.Random, sizes: Sequence[int], kind: int) -> list[Any]:
    """Give shuffled labels, each as many times as its size says."""
    rows = [name for place, size in enumerate(sizes) for name in [label(draw, kind, place)] * size]
    return draw.sample(rows, len(rows))


SEEDS = 5


def seeded(draw: random.Random, rows: list[Any], share: float) -> list[list[Any]]:
    """Give calls on the same rows: two of the first seed, then other seeds."""
    first = draw.randint(1, 9000)
    return [[rows, share, first], *([rows, share, first + step] for step in range(SEEDS))]


def steadiness(calls: Sequence[Any], replies: Sequence[Mapping[str, Any]]) -> tuple[bool, bool]:
    """Tell whether the same seed gave the same split, and other seeds others."""
    splits = [split_of(reply, len(call[0])) for reply, call in zip(replies, calls, strict=True)]
    if any(split is None for split in splits):
        return False, False
    return splits[0] == splits[1], len({tuple(split) for split in splits[1:] if split}) >= SEEDS - 1


SLACK = 2  # rows of a class
STRATA = {"ordinary": 12, "lone": 6, "empty": 1}


@grader.challenge("partager_stratifie")
def strata_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls = []
    for index in range(STRATA["ordinary"]):
        sizes = [draw.randint(30, 90), draw.randint(10, 20), draw.randint(4, 9)]
        calls.append([repeated(draw, sizes, index), draw.choice([0.2, 0.25, 0.3, 0.4]), draw.randint(1, 9999)])
    for index in range(STRATA["lone"]):
        calls.append([repeated(draw, [draw.randint(12, 30), 1, 1], index), draw.choice([0.25, 0.6, 0.75]), index])
    calls.append([[], 0.25, 3])
    return calls + seeded(draw, repeated(draw, [40, 20], 1), 0.25)


@grader.check("partager-stratifie")
def strata(case: Case) -> Result:
    calls, replies = case.kept["partager_stratifie"], case.given["partager_stratifie"]
    if len(calls) != len(replies):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    ordinary, lone = STRATA["ordinary"], STRATA["lone"]
    hits = [_is_stratified(call, reply) for call, reply in zip(calls, replies, strict=True)]
    if not all(hits[:ordinary]):
        return wrong(_strata_hint(calls[:ordinary], replies[:ordinary]))
    empty = replies[ordinary + lone].get("value") == []
    steady, varied = steadiness(calls[ordinary + lone + 1 :], replies[ordinary + lone + 1 :])
    found: list[tuple[float, bool, str]] = [
        (0.5, True, ""),
        (0.15, all(hits[ordinary : ordinary + lone]), "Une classe d’une seule ligne doit rester à l’apprentissage."),
        (0.1, empty, "Une liste vide doit rendre une liste vide."),
        (0.1, steady, "La même graine doit rendre le même partage."),
        (
            0.15,
            varied,
            "D’autres graines doivent rendre d’autres partages : le tirage au sort ne dépend pas de la graine.",
        ),
    ]
    return tally(found, [sentence for _, ok, sentence in found if not ok])


def _is_stratified(call: Sequence[Any], reply: Mapping[str, Any]) -> bool:
    rows, share, _ = call
    split = split_of(reply, len(rows))
    if split is None:
        return False
    sizes = Counter(rows)
    tested = Counter(name for name, side in zip(rows, split, strict=True) if side == "test")
    return all(
        tested[name] == 0 if size == 1 else abs(tested[name] - share * size) < SLACK - 1e-9
        for name, size in sizes.items()
    )


def _strata_hint(calls: Sequence[Any], replies: Sequence[Mapping[str, Any]]) -> str:
    splits = [split_of(reply, len(call[0])) for call, reply in zip(calls, replies, strict=True)]
    if any(split is None for split in splits):
        return "Sur des appels ordinaires, la fonction échoue ou ne donne pas à chaque ligne l’une des deux étiquettes."
    totals = [
        abs(split.count("test") - call[1] * len(call[0])) for call, split in zip(calls, splits, strict=True) if split
    ]
    if all(gap <= 3 for gap in totals):
        return "La part du test est juste au total, mais pas dans chaque classe."
    return "La part de lignes au test n’est pas celle demandée, classe par classe."


GROUPS = {"ordinary": 12, "uneven": 12, "two": 6, "one": 2}


@grader.challenge("partager_par_groupe")
def group_calls(draw: random.Random, case: Challenge) -> list[list[Any]]:
    calls = []
    for index in range(GROUPS["ordinary"]):
        sizes = [draw.randint(3, 6) for _ in range(draw.randint(14, 22))]
        calls.append([repeated(draw, sizes, index), draw.choice([0.2, 0.25, 0.3, 0.4]), draw.randint(1, 9999)])
    for index in range(GROUPS["uneven"]):
        # A few frequent groups and many rare ones: a share of groups is no share of rows.
        sizes = [12] * 8 + [1] * 24
        calls.append([repeated(draw, sizes, index), 0.3, draw.randint(1, 9999)])
    for index in range(GROUPS["two"]):
        calls.append([repeated(draw, [draw.randint(1, 2), draw.randint(8, 12)], index), 0.3, index])
    calls += [[repeated(draw, [5], index), 0.3, 1] for index in range(GROUPS["one"])]
    return calls + seeded(draw, repeated(draw, [3] * 24, 1), 0.25)


@grader.check("partager-par-groupe")
def groups(case: Case) -> Result:
    calls, replies = case.kept["partager_par_groupe"], case.given["partager_par_groupe"]
    if len(calls) != len(replies):
        return wrong("La fonction n’a pas répondu à tous les appels.")
    blocks, start = {}, 0
    for name, size in [*GROUPS.items(), ("seeded", 1 + SEEDS)]:
        blocks[name] = list(zip(calls[start : start + size], replies[start : start + size], strict=True))
        start += size

    def proven(name: str, condition: Callable[[Sequence[Any], Split], bool]) -> bool:
        return all(condition(call, split_of(reply, len(call[0]))) for call, reply in blocks[name])

    if not (proven("ordinary", _is_whole) and proven("uneven", _is_whole)):
        if not all(split_of(reply, len(call[0])) for call, reply in blocks["ordinary"]):
            return wrong("Sur des appels ordinaires, la fonction échoue ou ne donne pas une étiquette à chaque ligne.")
        return wrong("Un même groupe se retrouve des deux côtés, ou un côté est vide.")
    steady, varied = steadiness(*zip(*blocks["seeded"], strict=True))
    share = proven("ordinary", _is_near) and proven("uneven", _is_near)
    alone = all(reply.get("error") == "ValueError" for _, reply in blocks["one"])
    found: list[tuple[float, bool, str]] = [
        (0.35, True, ""),
        (0.25, share, "« part_test » est une part des lignes : des groupes inégaux vous en éloignent trop."),
        (0.1, proven("two", _is_whole), "Avec deux groupes seulement, un côté peut rester vide."),
        (0.1, alone, "Avec un seul groupe, la fonction doit lever ValueError."),
        (0.1, steady, "La même graine doit rendre le même partage."),
        (
            0.1,
            varied,
            "D’autres graines doivent rendre d’autres partages : le tirage au sort ne dépend pas de la graine.",
        ),
    ]
    return tally(found, [sentence for _, ok, sentence in found if not ok])


def _is_whole(call: Sequence[Any], split: Split) -> bool:
    rows = call[0]
    return split is not None and set(split) == set(SIDES) and len(set(zip(rows, split, strict=True))) == len(set(rows))


def _is_near(call: Sequence[Any], split: Split) -> bool:
    rows, share, _ = call
    most = max(Counter(rows).values())
    return split is not None and abs(split.count("test") - share * len(rows)) <= most + 1e-9


# Question 5


@grader.check("temporel")
def temporal(case: Case) -> Result:
    given, others = keyed(case.given["temporel"]), case.reference["temporel-autres"]
    weights = {"apprentissage": 0.15, "test": 0.15, "ecartees": 0.1, "part_nouveaux": 0.25, "r2": 0.35}
    hints = []
    if agree(given, others["sans_delai"], ["apprentissage"]):
        hints.append("Le jour de la coupure, les relevés des sept derniers jours manquent : ils n’apprennent rien.")
    if agree(given, others["delai_dans_le_test"], ["test"]):
        hints.append("Les sessions du délai ne vont ni à l’apprentissage ni au test.")
    if same(given.get("part_nouveaux"), others["part_des_conducteurs"]):
        hints.append("Vous donnez une part des conducteurs ; on demande une part des sessions du test.")
    return by_item(case, "temporel", weights, hints)


# Question 6


@grader.check("cout")
def cost(case: Case) -> Result:
    given, expected = keyed(case.given["cout"]), case.reference["cout"]
    weights = {"hasard": 0.2, "conducteurs": 0.4, "conducteurs_min": 0.1, "conducteurs_max": 0.1, "optimisme": 0.2}
    hints = []
    if same(given.get("conducteurs"), expected["hasard"]):
        hints.append("Vos plis par conducteurs sont ceux du hasard : les mêmes conducteurs y sont des deux côtés.")
    if agree(given, case.reference["cout-premier-pli"], ["hasard"]):
        hints.append("Un seul pli ne fait pas une validation croisée : on demande la moyenne des cinq.")
    mine = number(given.get("optimisme"))
    if mine is not None and same(-mine, expected["optimisme"]):
        hints.append("L’optimisme est de signe inverse : de combien le hasard flatte-t-il le modèle ?")
    return by_item(case, "cout", weights, hints)


# Question 7

PROTOCOLS = {
    "a": "Les mêmes conducteurs reviennent : c’est l’avenir qui est inconnu.",
    "b": "Aucun conducteur du client n’est connu : qu’est-ce qui doit être nouveau au test ?",
    "c": "Vingt cas sur 2 000 : un tirage simple peut n’en laisser presque aucun au test.",
    "d": "Vingt photos d’un même connecteur se ressemblent : où vont-elles ?",
    "e": "Des lignes indépendantes, nombreuses et équilibrées ne demandent rien de plus simple.",
    "f": "Demain n’apprend rien à hier.",
}


@grader.check("protocoles")
def protocols(case: Case) -> Result:
    given, expected = keyed(case.given["protocoles"]), case.reference["protocoles"]
    missed = [key for key, value in expected.items() if _protocol(given.get(key)) != value]
    if not missed:
        return right()
    # A word out of four is easily guessed: fewer than four right answers prove nothing.
    sentence = " ".join(PROTOCOLS[key] for key in missed[:2])
    return partial({1: 0.75, 2: 0.5}[len(missed)], sentence) if len(missed) <= 2 else wrong(sentence)


def _protocol(value: Any) -> str:
    return fold(value[:30]).replace("é", "e") if isinstance(value, str) else ""
