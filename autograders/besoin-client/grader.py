"""Checks of the need canvas: people by facts, claims by measures, needs by rules, systems by flows."""

import random
from collections.abc import Mapping
from typing import Any

from blocnotes.grading.graders import Case, Challenge, Grader, Result, fold, partial, right, wrong
from blocnotes.grading.items import Item, by_key, columns_of, keyed, labels, number, same, tally, weigh

grader = Grader()

RULES = {
    "cible_absente": "une cible qui n’est pas dans les colonnes ne s’apprend pas",
    "predicteur_absent": "un prédicteur que l’extraction n’a pas manquera aussi au modèle",
    "fuite": "comparez chaque prédicteur au moment de la prévision, et cherchez la cible parmi eux",
    "lacunes": "la règle vaut pour la cible comme pour les prédicteurs, et la borne n’est pas un dépassement",
    "trop_rare": "la borne de 5 % est stricte, et une absence de valeur n’est pas une rareté",
    "historique_court": "24 mois suffisent, et la règle ne vaut que pour un besoin saisonnier",
}


# --- 1. People ---


@grader.check("acteurs")
def people(case: Case) -> Result:
    given, expected = by_key(case.given["cartographie"], "acteur"), by_key(case.reference["cartographie"], "acteur")
    if given.keys() != expected.keys():
        table = wrong(
            "cartographie : chaque acteur doit figurer une fois et une seule, y compris ceux dont on ne sait rien."
        )
    else:
        twice = {fold(key): row for key, row in case.reference["points-comptes-deux-fois"].items()}
        rows = [(row, expected[key], twice[key[0]]) for key, row in given.items()]
        scored = [scores(mine, theirs) for mine, theirs, _ in rows]
        hints = []
        doubled = not all(scored) and all(
            same(mine.get("pouvoir"), twice[0]) and same(mine.get("interet"), twice[1]) for mine, _, twice in rows
        )
        if doubled:
            hints.append("cartographie : un fait rapporté dans deux entretiens reste un seul fait.")
        # Strategies are judged on the learner's own points, where these are credible.
        credible = doubled or sum(scored) >= 0.75 * len(scored)
        followed = all(text(mine, "strategie") == plan(mine) for mine, _, _ in rows)
        items: list[Item] = [
            (0.6, all(scored), "cartographie (les points)"),
            (0.4, followed and credible, "les stratégies"),
        ]
        table = tally(items, hints)
    invited = labels(case.given["a_inviter"])
    wanted = labels(case.reference["a_inviter"])
    if invited is not None and invited == wanted:
        guests = right()
    else:
        guests = wrong(
            "a_inviter : on n’invite pas selon le seul pouvoir ; relisez les deux raisons d’inviter, et qui l’est déjà."
        )
    return weigh((2 / 3, table), (1 / 3, guests))


def scores(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return same(mine.get("pouvoir"), theirs["pouvoir"]) and same(mine.get("interet"), theirs["interet"])


def plan(row: Mapping[str, Any]) -> str | None:
    power, interest = number(row.get("pouvoir")), number(row.get("interet"))
    if power is None or interest is None:
        return None
    if power >= 3:
        return "associer" if interest >= 3 else "satisfaire"
    return "informer" if interest >= 3 else "observer"


# --- 2. Claims ---


@grader.check("affirmations")
def claims(case: Case) -> Result:
    given, expected = by_key(case.given["verifications"], "code"), by_key(case.reference["verifications"], "code")
    if given.keys() != expected.keys():
        return wrong("verifications : chaque affirmation doit figurer une fois et une seule.")
    beside = case.reference["mesures-voisines"]
    items: list[Item] = []
    hints: list[str] = []
    for key, row in expected.items():
        mine, name = given[key].get("mesure"), key[0].upper()
        measurable = number(row["mesure"]) is not None
        measured = same(mine, row["mesure"], 2) if measurable else empty(mine)
        items.append((0.1, measured and text(given[key], "verdict") == text(row, "verdict"), name))
        if not measurable and not measured:
            hints.append(
                f"{name} : ce que l’affirmation décrit n’est pas dans l’extraction ; "
                "une colonne voisine ne mesure pas la même chose."
            )
        elif name == "A1" and (same(mine, beside["aout-toutes"], 2) or same(mine, beside["aout-sejours"], 2)):
            hints.append("A1 : relisez ce que l’on additionne (des euros), et sur quels douze mois.")
        elif name == "A6" and not measured and same(mine, beside["gbr-connus"], 2):
            hints.append("A6 : la part se calcule sur tous les séjours, même ceux dont le pays est inconnu.")
    return tally(items, hints)


# --- 3. The blind spot ---


@grader.check("angle-mort")
def blind_spot(case: Case) -> Result:
    given, expected = by_key(case.given["couverture"], "mois"), by_key(case.reference["couverture"], "mois")
    mine, theirs = keyed(case.given["angle_mort"]), keyed(case.reference["angle_mort"])
    covered = given.keys() == expected.keys() and all(
        same(given[key].get("extraites"), row["extraites"]) and same(given[key].get("taux"), row["taux"], 2)
        for key, row in expected.items()
    )
    rate = mine.get("taux_annulation")
    hints = []
    if same(rate, case.reference["taux-par-mois"], 2):
        hints.append("taux_annulation : la moyenne des taux mensuels n’est pas le taux de l’ensemble.")
    if same(rate, case.reference["taux-sur-honorees"], 2):
        hints.append("taux_annulation : rapportez les annulées à toutes les réservations, honorées et annulées.")
    if any(same(mine.get("annulees_extraites"), value) for value in case.reference["annulations-passees"]):
        hints.append(
            "annulees_extraites : annulations_passees compte d’autres réservations, que le client a annulées avant."
        )
    unseen = same(mine.get("invisibles"), theirs["invisibles"])
    months = labels(mine.get("mois_incomplets"))
    return tally(
        [
            (0.4, covered, "couverture"),
            (0.2, months is not None and months == labels(theirs["mois_incomplets"]), "mois_incomplets"),
            (0.15, same(rate, theirs["taux_annulation"], 2), "taux_annulation"),
            (0.15, unseen, "invisibles"),
            (0.1, unseen and same(mine.get("annulees_extraites"), 0), "annulees_extraites"),
        ],
        hints,
    )


# --- 4. Rules ---

MOMENTS = ["réservation", "arrivée", "départ"]


@grader.challenge("obstacles")
def sheets(draw: random.Random, case: Challenge) -> list[list[Any]]:
    """Draw sheets that break one rule, several, or none, and sit right on the borders."""
    wanted = [{rule} for rule in RULES for _ in range(4)]
    wanted += [{rule for rule in RULES if draw.random() < 0.3} for _ in range(20)] + [set() for _ in range(8)]
    found = [[sheet(draw, broken)] for broken in wanted]
    draw.shuffle(found)
    return found


def sheet(draw: random.Random, broken: set[str]) -> dict[str, Any]:
    columns = draw.sample([f"c{n}" for n in range(20)], 7)
    moment = draw.choice(MOMENTS[:2]) if "fuite" in broken else draw.choice(MOMENTS)
    rank = MOMENTS.index(moment)
    known = {name: draw.choice(MOMENTS[: rank + 1]) for name in columns}
    target, predictors = columns[0], columns[1:4]
    known[target] = draw.choice(MOMENTS)
    empty_share = {name: draw.choice([0.0, 0.05, 0.2]) for name in columns}
    empty_share[columns[5]] = 0.8  # not used: it must not count
    known[columns[5]] = "départ"
    if "lacunes" in broken:
        empty_share[draw.choice([target, *predictors])] = draw.choice([0.21, 0.5])
    if "fuite" in broken:
        if draw.random() < 0.4:
            predictors.append(target)
        else:
            known[draw.choice(predictors)] = MOMENTS[rank + 1]
    if "predicteur_absent" in broken:
        predictors.append("introuvable")
    seasonal = draw.random() < 0.5 or "historique_court" in broken
    months = draw.choice([12, 14, 23]) if "historique_court" in broken or not seasonal else draw.choice([24, 36])
    rare = draw.choice([0.01, 0.049]) if "trop_rare" in broken else draw.choice([0.05, 0.3, None])
    if "cible_absente" in broken:
        predictors = ["ailleurs" if name == target else name for name in predictors]
        target, rare = "ailleurs", None
    draw.shuffle(predictors)
    draw.shuffle(columns)
    return {
        "cible": target,
        "moment": moment,
        "predicteurs": predictors,
        "saisonnier": seasonal,
        "colonnes": columns,
        "connue_le": known,
        "manquants": empty_share,
        "plus_rare": rare,
        "mois": months,
    }


@grader.check("obstacles")
def rules(case: Case) -> Result:
    given, expected = case.given["obstacles"], case.reference["obstacles"]
    if len(given) != len(expected):
        return wrong("obstacles : la fonction n’a pas été appelée sur toutes les fiches.")
    replies = [
        (labels(mine.get("value")), labels(theirs.get("value"))) for mine, theirs in zip(given, expected, strict=True)
    ]
    answered = [(mine, theirs or set()) for mine, theirs in replies if mine is not None]
    if len(answered) < len(replies):
        return wrong("obstacles : sur une fiche au moins, la fonction échoue ou ne rend pas une liste de codes.")
    failed = [rule for rule in RULES if any((rule in mine) != (rule in theirs) for mine, theirs in answered)]
    if any(mine - RULES.keys() for mine, _ in answered):
        return wrong("obstacles : la fonction rend un code qui n’existe pas.")
    if not failed:
        return right()
    sentence = f"obstacles : règle(s) en défaut : {', '.join(failed)}. Rappel : {RULES[failed[0]]}."
    share = 1 - len(failed) / 3
    return partial(share, sentence) if share > 0 else wrong(sentence)


# --- 5. Needs ---


@grader.check("diagnostic")
def needs(case: Case) -> Result:
    given, expected = pairs(case.given["diagnostic"]), pairs(case.reference["diagnostic"])
    usable, wanted = labels(case.given["exploitables"]), labels(case.reference["exploitables"])
    gap = len(given ^ expected) if given else len(expected)
    missed = sorted({rule for _, rule in (given or set()) ^ expected})
    items: list[Item] = [
        (0.35, bool(given) and gap <= 2, ""),
        (0.35, bool(given) and gap == 0, f"diagnostic, pour {', '.join(missed[:3])}"),
        (0.3, usable is not None and usable == wanted and gap <= len(expected) // 2, "exploitables"),
    ]
    return tally(items)


def pairs(table: Any) -> set[tuple[str, str]]:
    columns = columns_of(table)
    if "besoin" not in columns or "obstacle" not in columns:
        return set()
    rows = [(fold(str(a)), fold(str(b))) for a, b in zip(columns["besoin"], columns["obstacle"], strict=True)]
    return set(rows) if len(rows) == len(set(rows)) else set()


# --- 6. Stakes ---


@grader.check("enjeu")
def stakes(case: Case) -> Result:
    mine, theirs, beside = keyed(case.given["enjeu"]), keyed(case.reference["enjeu"]), case.reference["enjeu-voisins"]
    loss, gain = number(mine.get("perte")), number(mine.get("gain"))
    hints = []
    if same(mine.get("prix_moyen_nuit"), beside["prix-par-sejour"], 2):
        hints.append("prix_moyen_nuit : la moyenne par séjour donne le même poids à une nuit et à un mois.")
    if same(loss, beside["quatorze-mois"], 2):
        hints.append("perte : le registre compte plus de douze mois.")
    if same(loss, beside["part-revendue"], 2):
        hints.append("perte : ce qui est revendu n’est pas perdu.")
    # Gain and balance are judged on the learner's own loss, so that one mistake is not paid twice.
    own = loss if loss is not None and 0.2 * theirs["perte"] < loss < 5 * theirs["perte"] else theirs["perte"]
    return tally(
        [
            (0.2, same(mine.get("nuits_moyennes"), theirs["nuits_moyennes"], 2), "nuits_moyennes"),
            (0.25, same(mine.get("prix_moyen_nuit"), theirs["prix_moyen_nuit"], 2), "prix_moyen_nuit"),
            (0.25, close_to(loss, theirs["perte"]), "perte"),
            (0.15, close_to(gain, own / 4), "gain"),
            (0.15, close_to(number(mine.get("solde")), own / 4 - 60_000), "solde"),
        ],
        hints,
    )


def close_to(given: float | None, expected: float) -> bool:
    return given is not None and abs(given - expected) <= 0.011


# --- 7. Ecosystem ---


@grader.check("ecosysteme")
def ecosystem(case: Case) -> Result:
    mine, theirs = keyed(case.given["ecosysteme"]), keyed(case.reference["ecosysteme"])
    above, outside = labels(mine.get("amont")), labels(mine.get("hors_eee"))
    hints = []
    if above is not None and above == labels(case.reference["amont-direct"]):
        hints.append("amont : une donnée peut passer par plusieurs systèmes avant d’arriver.")
    right_outside = outside is not None and outside == labels(theirs["hors_eee"])
    if not right_outside and outside in (
        labels(case.reference["hors-eee-tous"]),
        labels(case.reference["hors-eee-flux"]),
    ):
        hints.append("hors_eee : seuls comptent les flux reçus, et qui portent des données personnelles.")
    return tally(
        [
            (0.35, above is not None and above == labels(theirs["amont"]), "amont"),
            (0.35, same(mine.get("delai"), theirs["delai"]), "delai"),
            (0.3, right_outside, "hors_eee"),
        ],
        hints,
    )


# --- Common ---


def text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return fold(value) if isinstance(value, str) else ""


def empty(value: Any) -> bool:
    return (
        value is None or type(value).__name__ in ("NaTType", "NAType") or (isinstance(value, float) and value != value)
    )
