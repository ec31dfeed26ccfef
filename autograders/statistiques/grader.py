"""Checks on statistical inference: each well-known mistake is told from the right answer by its value.

Bounds are compared in units of the reference interval's half-width: the same tolerance suits years and
proportions, and stays far below the distance to any of the mistakes.
"""

import math
from collections.abc import Mapping
from decimal import Decimal
from numbers import Real
from typing import Any

from blocnotes.grading.graders import Case, Grader, Result, fold, partial, right, share_of, wrong

grader = Grader()

DECIMALS = 6e-4
"""What three decimals leave open."""
OF_HALF_WIDTH = 0.01
OF_P_VALUE = 0.02
OF_SIZE = 0.005
MAX_ROWS = 100

Row = Mapping[str, Any]


def number(value: Any) -> float | None:
    """Give a finite number, or None for anything else (NaN, True, text, a number too large)."""
    if isinstance(value, bool) or type(value).__name__ == "bool_" or not isinstance(value, Real | Decimal):
        return None
    try:
        found = float(value)
    except (OverflowError, ValueError, ArithmeticError):
        return None
    return found if math.isfinite(found) else None


def near(given: Any, expected: Any, slack: float) -> bool:
    """Tell whether two numbers are proven to differ by `slack` at most."""
    mine, theirs = number(given), number(expected)
    return mine is not None and theirs is not None and abs(mine - theirs) <= slack


def near_share(given: Any, expected: Any, share: float) -> bool:
    """Tell whether two numbers are proven to differ by a share of the expected one at most."""
    theirs = number(expected)
    return theirs is not None and near(given, theirs, share * abs(theirs))


def by_key(mapping: Any) -> dict[str, Any]:
    """Give a mapping with its keys folded; empty for anything else."""
    return {fold(str(key)): item for key, item in mapping.items()} if isinstance(mapping, Mapping) else {}


def half_width(interval: Row) -> float:
    return (float(interval["borne_haute"]) - float(interval["borne_basse"])) / 2


def same_bounds(given: Row, expected: Row, slack: float) -> bool:
    return all(near(given.get(bound), expected[bound], slack) for bound in ("borne_basse", "borne_haute"))


def by_sector(table: Any) -> dict[str, dict[str, Any]]:
    """Give the rows of a table by sector, names folded; empty without sectors or with one twice."""
    if not hasattr(table, "columns") or len(table) > MAX_ROWS:
        return {}
    columns = {fold(str(name)): table.iloc[:, i].tolist() for i, name in enumerate(table.columns)}
    sectors = [fold(str(item)) for item in columns.get("secteur", [])]
    if not sectors or len(set(sectors)) != len(sectors):
        return {}
    return {sector: {name: items[i] for name, items in columns.items()} for i, sector in enumerate(sectors)}


def same_column(
    given: dict[str, dict[str, Any]],
    expected: dict[str, dict[str, Any]],
    column: str,
    slack: float = DECIMALS,
    times: float = 1.0,
) -> bool:
    """Tell whether a column holds the expected numbers, sector by sector."""
    return given.keys() == expected.keys() and all(
        near(given[sector].get(column), times * float(row[column]), times * slack)
        for sector, row in expected.items()
    )


NOT_BY_SECTOR = wrong(
    "La table doit compter une ligne par secteur du lot, avec le nom du secteur tel qu’il est écrit dans "
    "les données."
)


@grader.check("description")
def description(case: Case) -> Result:
    given, expected = by_sector(case.given["description"]), by_sector(case.reference["description"])
    if given.keys() != expected.keys():
        return NOT_BY_SECTOR
    return share_of(
        _counts(given, expected),
        _centre(given, expected),
        _spread(case, given, expected),
        _rate(given, expected),
    )


def _counts(given: Any, expected: Any) -> Result:
    if all(same_column(given, expected, name, slack=1e-6) for name in ("annonces", "cv")):
        return right()
    return wrong("Les effectifs ne sont pas ceux du lot : distinguez les annonces des CV.")


def _centre(given: Any, expected: Any) -> Result:
    if all(same_column(given, expected, name) for name in ("experience_moyenne", "experience_mediane")):
        return right()
    return wrong("La moyenne ou la médiane de l’expérience n’est pas celle des CV de chaque secteur.")


def _spread(case: Case, given: Any, expected: Any) -> Result:
    if same_column(given, expected, "experience_ecart_type"):
        return right()
    of_the_sample = {
        sector: {"experience_ecart_type": row["ecart_type"]}
        for sector, row in by_sector(case.reference["description-population"]).items()
    }
    if same_column(given, of_the_sample, "experience_ecart_type"):
        return wrong(
            "L’écart-type est celui de vos seuls CV : pour estimer celui d’une population à partir d’un "
            "échantillon, on corrige le diviseur, car la moyenne est elle aussi estimée."
        )
    return wrong("L’écart-type de l’expérience n’est pas celui qui est demandé.")


def _rate(given: Any, expected: Any) -> Result:
    if same_column(given, expected, "taux_rappel"):
        return right()
    if same_column(given, expected, "taux_rappel", times=100):
        return wrong("Le taux de rappel est écrit en pourcentage ; il doit être compris entre 0 et 1.")
    return wrong("Le taux de rappel n’est pas la part des CV rappelés dans chaque secteur.")


@grader.check("pilote")
def pilot(case: Case) -> Result:
    given, expected = by_key(case.given["ic_pilote"]), case.reference["ic_pilote"]
    slack = max(OF_HALF_WIDTH * half_width(expected), 0.0051)  # two decimals are enough

    def is_the_mistake(name: str) -> bool:
        return same_bounds(given, case.reference[f"pilote-{name}"], slack)

    if same_bounds(given, expected, slack):
        return right()
    if is_the_mistake("normale"):
        return partial(
            0.5,
            "Le quantile vient de la loi normale : quand l’écart-type est lui-même estimé, et sur si peu "
            "de valeurs, l’intervalle obtenu est trop étroit.",
        )
    if is_the_mistake("ddof"):
        return partial(
            0.5,
            "L’écart-type est celui des seules douze valeurs : sans la correction du diviseur, il "
            "sous-estime en moyenne la dispersion de la population.",
        )
    if is_the_mistake("normale-ddof"):
        return wrong(
            "Deux choses rendent l’intervalle trop étroit : le quantile vient de la loi normale, et le "
            "diviseur de l’écart-type n’est pas corrigé."
        )
    if is_the_mistake("cv"):
        return wrong(
            "Vous avez compté chaque CV pour une observation ; l’échantillon est fait des moyennes par "
            "annonce."
        )
    if is_the_mistake("dispersion"):
        return wrong(
            "Votre intervalle décrit la dispersion des annonces, non l’incertitude sur leur moyenne : il "
            "doit se resserrer quand l’échantillon grandit."
        )
    return wrong("L’intervalle ne correspond pas aux moyennes par annonce du pilote.")


@grader.check("parts")
def one_way_shares(case: Case) -> Result:
    given, expected = by_sector(case.given["parts"]), by_sector(case.reference["parts"])
    if given.keys() != expected.keys():
        return NOT_BY_SECTOR
    return share_of(_one_way(given, expected), _wilson(case, given, expected))


def _one_way(given: Any, expected: Any) -> Result:
    if all(
        same_column(given, expected, name, slack=1e-6) for name in ("annonces", "sens_unique")
    ) and same_column(given, expected, "part"):
        return right()
    if not same_column(given, expected, "annonces", slack=1e-6):
        return wrong(
            "Le nombre d’annonces par secteur n’est pas celui du lot : l’unité est l’annonce, non le CV."
        )
    return wrong(
        "Le nombre d’annonces à sens unique, ou leur part, n’est pas celui du lot : relisez leur définition."
    )


def _wilson(case: Case, given: Any, expected: Any) -> Result:
    def bounds_of(name: str, clip: bool = False) -> bool:
        other = by_sector(case.reference[name])
        low = {
            s: {"borne_basse": max(0.0, r["borne_basse"]) if clip else r["borne_basse"]}
            for s, r in other.items()
        }
        return same_column(given, low, "borne_basse") and same_column(given, other, "borne_haute")

    if bounds_of("parts") or _wilson_of_own_counts(given, expected):
        return right()
    if bounds_of("parts-wald") or bounds_of("parts-wald", clip=True):
        return wrong(
            "Les bornes sont celles de l’intervalle usuel, proportion plus ou moins une marge : sur de "
            "très petits comptes, il peut descendre sous zéro ou se réduire à un point. Le comité en "
            "impose un autre."
        )
    if bounds_of("parts-clopper-pearson") or bounds_of("parts-agresti-coull"):
        return wrong(
            "L’intervalle est un intervalle reconnu pour une proportion, mais ce n’est pas celui que le "
            "comité impose."
        )
    return wrong(
        "Les bornes ne sont pas celles de l’intervalle de Wilson à 95 %, sans correction de continuité."
    )


def _wilson_of_own_counts(given: Any, expected: Any) -> bool:
    # The right interval of a miscounted numerator; the number of ads of this very lot must be right.
    if not same_column(given, expected, "annonces", slack=1e-6):
        return False
    bounds = {}
    for sector, row in given.items():
        hits, trials = number(row.get("sens_unique")), float(expected[sector]["annonces"])
        if hits is None or not 0 <= hits <= trials or not hits.is_integer():
            return False
        bounds[sector] = _score_interval(hits, trials)
    return same_column(given, bounds, "borne_basse") and same_column(given, bounds, "borne_haute")


def _score_interval(hits: float, trials: float, z: float = 1.959963985) -> dict[str, float]:
    share, weight = hits / trials, z * z / trials
    centre = (share + weight / 2) / (1 + weight)
    margin = z / (1 + weight) * math.sqrt(share * (1 - share) / trials + weight / (4 * trials))
    return {"borne_basse": centre - margin, "borne_haute": centre + margin}


@grader.check("ecart")
def gap(case: Case) -> Result:
    given, expected = by_key(case.given["ecart"]), case.reference["ecart"]
    slack = OF_HALF_WIDTH * half_width(expected)
    if same_bounds(given, case.reference["ecart-cv"], slack):
        return wrong(
            "Vous avez traité les CV comme des observations indépendantes ; ceux d’une même annonce ont "
            "le même lecteur, et chaque annonce doit compter pour une."
        )
    p_values = (
        float(expected["p_value"]),
        float(case.reference["ecart-normale"]),
    )  # Student or normal: both are right here
    estimate, interval, p_value = (
        near(given.get("ecart"), expected["ecart"], slack),
        same_bounds(given, expected, slack),
        any(near_share(given.get("p_value"), p, OF_P_VALUE) for p in p_values),
    )
    if not estimate and near(given.get("ecart"), -expected["ecart"], slack):
        return wrong("La différence est prise dans l’autre sens : relisez la définition de l’écart.")
    if not interval and same_bounds(given, case.reference["ecart-non-apparie"], slack):
        return share_of(
            right() if estimate else wrong("L’écart moyen n’est pas celui des annonces de votre lot."),
            wrong(
                "L’intervalle traite les deux séries de taux comme deux groupes indépendants : or chaque "
                "annonce a reçu les deux sortes de CV, et se compare à elle-même."
            ),
            right() if p_value else wrong(""),
        )
    return share_of(
        right() if estimate else wrong("L’écart moyen n’est pas celui des annonces de votre lot."),
        right() if interval else wrong("L’intervalle de confiance ne correspond pas aux écarts par annonce."),
        right() if p_value else _p_value_fault(given, *p_values),
    )


def _p_value_fault(given: Row, *two_sided: float) -> Result:
    mine = given.get("p_value")
    for half in (p / 2 for p in two_sided):
        if near_share(mine, half, OF_P_VALUE) or near(mine, 1 - half, OF_P_VALUE * half):
            return wrong(
                "La p-valeur ne compte qu’un côté : rien n’était supposé d’avance sur le sens de la "
                "différence."
            )
    return wrong("La p-valeur n’est pas celle du test demandé.")


@grader.check("encadrement")
def management(case: Case) -> Result:
    given, expected = by_key(case.given["encadrement"]), case.reference["encadrement"]
    slack = OF_HALF_WIDTH * half_width(expected)
    if any(same_bounds(given, case.reference[f"encadrement-{name}"], slack) for name in ("cv", "cv-commune")):
        return wrong(
            "Vous avez compté chaque CV pour une observation ; l’unité est l’annonce, avec l’expérience "
            "moyenne de ses CV."
        )
    if near(given.get("difference"), -expected["difference"], slack) and not near(
        given.get("difference"), expected["difference"], slack
    ):
        return wrong("La différence est prise dans l’autre sens : relisez l’énoncé.")
    estimate = near(given.get("difference"), expected["difference"], slack)
    interval = same_bounds(given, expected, slack)
    p_values = (float(expected["p_value"]), float(case.reference["encadrement-normale"]))
    p_value = any(near_share(given.get("p_value"), p, OF_P_VALUE) for p in p_values)
    if estimate and same_bounds(given, case.reference["encadrement-commune"], slack):
        return partial(
            0.5,
            "Votre méthode suppose que les deux groupes ont la même dispersion ; ici elle se trompe sur "
            "l’incertitude, car ni les dispersions ni les effectifs ne se ressemblent.",
        )
    inference = share_of(
        right() if interval else wrong("L’intervalle de confiance ne correspond pas à ces deux groupes."),
        right() if p_value else _p_value_fault(given, *p_values),
    )
    return share_of(
        right()
        if estimate
        else wrong("La différence n’est pas celle des moyennes par annonce de votre lot."),
        inference,
    )


@grader.check("secteurs")
def sectors(case: Case) -> Result:
    given, expected = by_sector(case.given["secteurs"]), by_sector(case.reference["secteurs"])
    if given.keys() != expected.keys():
        return NOT_BY_SECTOR
    tests = _tests(case, given, expected)
    return share_of(tests, _adjustment(case, given, expected))


def _same_p_values(given: Any, expected: Any, column: str) -> bool:
    return given.keys() == expected.keys() and all(
        near(given[sector].get(column), row[column], max(OF_P_VALUE * float(row[column]), 1e-5))
        for sector, row in expected.items()
    )


def _tests(case: Case, given: Any, expected: Any) -> Result:
    if _same_p_values(given, expected, "p_value"):
        return right()
    if _same_p_values(given, by_sector(case.reference["secteurs-cv"]), "p_value"):
        return wrong(
            "Vous avez traité les CV d’une même annonce comme des observations indépendantes ; l’unité "
            "est l’annonce."
        )
    if _same_p_values(given, by_sector(case.reference["secteurs-unilateral"]), "p_value"):
        return wrong(
            "Les p-valeurs ne comptent qu’un côté : rien n’est supposé d’avance sur le sens de l’écart."
        )
    return wrong(
        "Les p-valeurs avant ajustement ne sont pas celles du test de Student sur les écarts par annonce."
    )


def _adjustment(case: Case, given: Any, expected: Any) -> Result:
    # An adjustment rightly made on p-values wrong for a reason already paid for keeps its points.
    mistaken = [by_sector(case.reference[name]) for name in ("secteurs-cv", "secteurs-unilateral")]
    if _same_p_values(given, expected, "p_ajustee") or any(
        _same_p_values(given, base, "p_value") and _same_p_values(given, base, "p_ajustee")
        for base in mistaken
    ):
        return _decision(given)
    if _same_p_values(given, by_sector(case.reference["secteurs-bonferroni"]), "p_ajustee"):
        return partial(
            0.5,
            "Bonferroni remplit bien la condition du comité, mais une autre des trois procédures la "
            "remplit aussi en perdant moins de puissance.",
        )
    if _same_p_values(given, by_sector(case.reference["secteurs-fdr_bh"]), "p_ajustee"):
        return wrong(
            "Cette procédure borne la part attendue de fausses découvertes parmi celles qui sont "
            "annoncées : ce n’est pas le risque que le comité veut borner."
        )
    if all(near(row.get("p_ajustee"), row.get("p_value"), 1e-12) for row in given.values()):
        return wrong(
            "Les p-valeurs ne sont pas ajustées : plus on fait de tests, plus il devient probable que "
            "l’un d’eux franchisse le seuil par hasard."
        )
    return wrong(
        "Les p-valeurs ajustées ne sont pas celles de la procédure qui remplit la condition du comité."
    )


def _decision(given: Any) -> Result:
    for row in given.values():
        said, adjusted = row.get("sur_la_liste"), number(row.get("p_ajustee"))
        is_truth = isinstance(said, bool) or type(said).__name__ in ("bool", "bool_")
        if not is_truth or adjusted is None or bool(said) is not (adjusted <= 0.05):
            return partial(
                0.5, "La liste ne suit pas la règle de décision : comparez chaque p-valeur ajustée au seuil."
            )
    return right()


@grader.check("dimension")
def size(case: Case) -> Result:
    given = case.given["dimension"]
    if near_share(given, case.reference["dimension"], OF_SIZE):
        return right()
    if near_share(given, case.reference["dimension-unilateral"], OF_SIZE):
        return partial(
            0.5,
            "Votre calcul place tout le risque de 5 % d’un seul côté ; le comité veut déceler un écart "
            "dans un sens ou dans l’autre.",
        )
    if near_share(given, case.reference["dimension-sans-puissance"], OF_SIZE):
        return wrong(
            "Avec cet effectif, un écart réel de 2 points ne serait décelé qu’une fois sur deux : vous "
            "avez tenu compte du seuil, mais pas de la puissance."
        )
    if near_share(given, case.reference["dimension-deux-groupes"], OF_SIZE):
        return wrong(
            "Votre formule compare deux groupes d’annonces différents ; ici chaque annonce donne à elle "
            "seule un écart."
        )
    return wrong("Ce nombre d’annonces ne donne pas la puissance demandée pour un écart de 2 points.")
