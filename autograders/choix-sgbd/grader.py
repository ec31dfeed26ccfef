"""Checks of « SQL ou NoSQL »: same answers from four engines, consistent claims, no mark for a duration."""

import math
from collections.abc import Mapping
from typing import Any

from blocnotes.grading.graders import Case, Grader, Result, close, fold, partial, right, same_table, share_of, wrong

grader = Grader()

COUNTS = ("mairies", "samedi", "population", "population_samedi")
ENGINES = ("sqlite", "duckdb", "surrealdb", "lmdb")


@grader.check("chargement")
def loading(case: Case) -> Result:
    return share_of(_sqlite(case), _duckdb(case), _surrealdb(case), _lmdb(case))


def _sqlite(case: Case) -> Result:
    given, expected = case.given["base_sqlite"], case.reference["base_sqlite"]
    if not _same(given, expected, "mairies", "population", "plages", "plages_samedi"):
        if _same(given, {"mairies": 0}, "mairies"):
            return wrong(
                "SQLite : une autre connexion ne voit aucune mairie. Une écriture n’est visible des "
                "autres qu’une fois validée."
            )
        if _same(given, expected, "mairies", "population"):
            return wrong(
                "SQLite : la table des mairies est bonne, celle des ouvertures ne compte pas toutes "
                "les plages, une fois chacune."
            )
        return wrong("SQLite : les tables ne contiennent pas toutes les fiches, une fois chacune.")
    if not _same(given, expected, "cle_primaire", "cle_etrangere"):
        return partial(
            0.5,
            "SQLite : les lignes y sont, mais la base ne connaît pas la clé primaire ou la clé "
            "étrangère ; elle ne refusera rien.",
        )
    return right()


def _duckdb(case: Case) -> Result:
    given, expected = case.given["base_duckdb"], case.reference["base_duckdb"]
    if _same(given, expected, "mairies", "population", "minutes", "minutes_samedi"):
        return right()
    if _same(given, expected, "mairies", "population"):
        return wrong("DuckDB : les mairies y sont, mais les minutes d’ouverture ne sont pas celles des horaires.")
    return wrong("DuckDB : la table large ne contient pas toutes les fiches, une fois chacune.")


def _surrealdb(case: Case) -> Result:
    given, expected = case.given["base_surrealdb"], case.reference["base_surrealdb"]
    if not _same(given, expected, "documents", "population"):
        return wrong("SurrealDB : la table ne contient pas toutes les fiches, une fois chacune.")
    if not _same(given, expected, "avec_site", "ouvertes_samedi", "deleguees"):
        return wrong(
            "SurrealDB : des rubriques facultatives ou emboîtées se sont perdues ou ont changé de forme en route."
        )
    if not _same(given, expected, "sonde"):
        return partial(
            0.5,
            "SurrealDB : les documents y sont, mais on ne les retrouve pas par le code de la "
            "commune comme identifiant.",
        )
    return right()


def _lmdb(case: Case) -> Result:
    given, expected = case.given["base_lmdb"], case.reference["base_lmdb"]
    if _same(given, expected, "entrees", "octets_cles", "octets_valeurs", "sonde"):
        return right()
    if _same(given, {"entrees": 0}, "entrees"):
        return wrong("LMDB : aucune entrée n’est visible. Une transaction d’écriture doit être validée.")
    if _same(given, expected, "entrees", "octets_cles"):
        return wrong("LMDB : les clés sont bonnes, mais les valeurs ne sont pas les octets demandés.")
    return wrong("LMDB : il n’y a pas exactement une entrée par fiche, sous le code de la commune.")


@grader.check("question-sql")
def sql(case: Case) -> Result:
    return share_of(_by_department(case, "samedi_sqlite", "SQLite"), _by_department(case, "samedi_duckdb", "DuckDB"))


@grader.check("question-nosql")
def nosql(case: Case) -> Result:
    return share_of(_by_department(case, "samedi_surrealdb", "SurrealDB"), _by_department(case, "samedi_lmdb", "LMDB"))


def _by_department(case: Case, name: str, engine: str) -> Result:
    given, expected = case.given[name], case.reference[name]
    if same_table(given, expected, ordered=False):
        return right()
    if len(given) == 0:
        return wrong(f"{engine} : pas de résultat ; la demande manque ou le moteur l’a refusée.")
    names = {fold(str(column)) for column in given.columns}
    if names != {"departement", *COUNTS}:
        return wrong(f"{engine} : les colonnes du résultat ne sont pas exactement les cinq demandées.")
    rows, awaited = _rows(given), _rows(expected)
    if len(rows) != len(given) or rows.keys() != awaited.keys():
        if "ZZ" not in rows and len(rows) == len(awaited) - 1:
            return wrong(
                f"{engine} : les mairies témoins ne sont pas dans le résultat, qui ne vient donc pas "
                "de la base interrogée."
            )
        if len(rows) == len(given) and rows.keys() < awaited.keys():
            return wrong(
                f"{engine} : des départements manquent ; un département dont aucune mairie n’ouvre le "
                "samedi compte aussi."
            )
        return wrong(f"{engine} : il faut une ligne par département présent dans la base, et une seule.")
    return wrong(f"{engine} : {_why(rows, awaited)}")


def _why(rows: Mapping[str, Mapping[str, Any]], awaited: Mapping[str, Mapping[str, Any]]) -> str:
    if any(_more(rows[key]["population"], awaited[key]["population"]) for key in awaited):
        return (
            "la population est comptée plusieurs fois ; regardez combien de lignes une mairie "
            "occupe au moment de la somme."
        )
    if any(_more(rows[key]["samedi"], awaited[key]["samedi"]) for key in awaited):
        return (
            "trop de mairies ouvertes le samedi ; dites ce que vous comptez exactement : des "
            "mairies, des plages, des lignes ?"
        )
    if any(_more(rows[key]["population_samedi"], awaited[key]["population_samedi"]) for key in awaited):
        return (
            "la population des mairies ouvertes le samedi est trop forte ; une mairie peut avoir "
            "plusieurs plages le même jour."
        )
    if any(_more(awaited[key]["mairies"], rows[key]["mairies"]) for key in awaited):
        return "des mairies manquent ; celles qui n’ouvrent pas le samedi, ou sans horaire connu, comptent aussi."
    wrong_columns = [name for name in COUNTS if not all(close(rows[key][name], awaited[key][name]) for key in awaited)]
    return f"au moins une valeur n’est pas juste dans : {', '.join(wrong_columns)}."


@grader.check("mesure")
def measures(case: Case) -> Result:
    times = _times(case.given["mesures"])
    answers, awaited = _outcomes(case.given["mesures"]), _outcomes(case.reference["mesures"])
    good = sum(answers.get(key) == awaited[key] and key in times for key in awaited) / len(awaited)
    if good == 1:
        outcome = right()
    else:
        outcome = Result(
            good,
            "Mesures : un moteur au moins ne répond pas le nom de la mairie ou le nombre de mairies attendus ; "
            "un accès qui ne répond pas juste ne se compare pas.",
        )
    # A table that does not answer these data (a neighbour's, an invented one) supports no claim.
    claims = [
        _claim(case, times, access)
        if sum(answers.get((engine, access)) == awaited[engine, access] for engine in ENGINES) >= 2
        else wrong(f"{access} : la plupart des moteurs n’y répondent pas juste, il n’y a rien à comparer.")
        for access in ("lecture", "total")
    ]
    return share_of(outcome, share_of(*claims))


def _claim(case: Case, times: Mapping[tuple[str, str], float], access: str) -> Result:
    if any((engine, access) not in times for engine in ENGINES):
        return wrong(
            f"{access} : vos affirmations ne peuvent pas être vérifiées, car les quatre durées ne sont pas mesurées."
        )
    durations = {engine: times[engine, access] for engine in ENGINES}
    shortest, longest = min(durations.values()), max(durations.values())
    said = fold(str(_folded(case.given["plus_rapide"]).get(access, "")))
    fastest = said in durations and durations[said] == shortest
    ratio = _tame(_folded(case.given["rapport"]).get(access))
    consistent = close(ratio, longest / shortest, rel=1e-3) or close(ratio, longest / shortest, decimals=1)
    return share_of(
        right()
        if fastest
        else wrong(f"{access} : le moteur cité n’est pas celui de la durée la plus courte dans votre propre table."),
        right() if consistent else wrong(f"{access} : le rapport ne se déduit pas de votre propre table."),
    )


@grader.check("volume")
def volumes(case: Case) -> Result:
    return share_of(_weight(case), _growth(case))


def _weight(case: Case) -> Result:
    given = _tame(case.given["octets_fiche"])
    if close(given, case.reference["octets_fiche"], decimals=1):
        return right()
    if close(given, case.reference["poids-valeurs"], decimals=1):
        return wrong("octets_fiche : une entrée, c’est aussi sa clé.")
    if close(given, case.reference["poids-caracteres"], decimals=1):
        return wrong("octets_fiche : vous comptez des caractères ; une lettre accentuée pèse plus d’un octet.")
    return wrong("octets_fiche : ce n’est pas le poids moyen d’une entrée de la base.")


def _growth(case: Case) -> Result:
    given, expected = _folded(_tame(case.given["volumes_go"])), case.reference["volumes_go"]
    hits = [close(given.get(module), volume, decimals=3) for module, volume in expected.items()]
    # A wrong weight costs its own points once, not again in what is computed from it.
    own = _tame(case.given["octets_fiche"])
    if not hits[0] and _is_positive(own):
        hits[0] = close(given.get("fiches"), expected["fiches"] * own / case.reference["octets_fiche"], decimals=3)
    if all(hits):
        return right()
    share = sum(hits) / len(hits)
    known = {
        "volumes-une-copie": "il manque les copies.",
        "volumes-trois-hausses": "de la première à la troisième année, l’activité n’augmente pas trois fois.",
        "volumes-sans-hausse": "c’est l’activité de la première année, pas celle de la troisième.",
        "volumes-hausse-simple": (
            "chaque hausse s’applique au niveau de l’année précédente, pas à celui de la première."
        ),
        "volumes-annuels": (
            "un enregistrement effacé au bout de sa durée de conservation ne s’accumule pas toute l’année."
        ),
        "volumes-trois-ans": "vous cumulez trois années, sans tenir compte de ce qui est effacé.",
        "volumes-gio": "l’unité demandée est le gigaoctet décimal.",
    }
    for name, sentence in known.items():
        if all(close(given.get(module), case.reference[name][module], decimals=3) for module in list(expected)[1:]):
            return Result(share, f"volumes_go : {sentence}")
    return Result(share, "volumes_go : un module au moins n’a pas le volume attendu.")


@grader.check("transaction")
def transaction(case: Case) -> Result:
    given, expected = case.given["reservations"], case.reference["reservations"]
    if all(close(given.get(name), expected[name]) for name in ("reponses", "places", "inscrits")):
        return right()
    answers = given.get("reponses")
    if isinstance(answers, list) and any(isinstance(text, str) and text == "OperationalError" for text in answers):
        return wrong(
            "Un guichet trouve la base verrouillée : l’autre a laissé sa transaction ouverte, "
            "même après un refus peut-être."
        )
    if all(close(given.get(name), expected[name]) for name in ("places", "inscrits")):
        return partial(
            0.5,
            "La base finit juste, mais la fonction ne rend pas True ou False à bon escient (ou "
            "laisse sortir une erreur).",
        )
    if _leaks(given):
        return wrong(
            "Places et inscrits ne se correspondent plus : une opération refusée a laissé une moitié de son effet."
        )
    return wrong("Après toutes les demandes, les inscriptions ne sont pas celles que les règles permettent.")


@grader.check("besoins-garanties")
def needs(case: Case) -> Result:
    return share_of(
        _cards(case, "familles", 0.2, "le modèle de données, l’accès le plus fréquent et le volume"),
        _cards(case, "garanties", 0.25, "ce que chaque moteur promet, et essayez-le quand c’est possible"),
    )


def _cards(case: Case, name: str, cost: float, hint: str) -> Result:
    given, expected = _folded(case.given[name]), case.reference[name]
    errors = sum(not close(given.get(fold(key)), value) for key, value in expected.items())
    if errors == 0:
        return right()
    share = max(0.0, 1 - cost * errors)
    noun = "erreur" if errors < 2 else "erreurs"
    return Result(share, f"{name} : {errors} {noun} ; relisez {hint}.")


@grader.check("matrice")
def matrix(case: Case) -> Result:
    table, switch = _scores(case), _switch(case)
    sentence = " ".join(filter(None, (table.sentence, switch.sentence)))
    return Result(round(0.6 * table.share + 0.4 * switch.share, 6), sentence)


def _scores(case: Case) -> Result:
    given = _tame(case.given["scores"])
    if close(given, case.reference["scores"], decimals=3):
        # Two products may tie at the precision that is asked for.
        best = max(case.reference["scores"].values())
        ranked = {fold(name) for name, score in case.reference["scores"].items() if close(score, best, decimals=3)}
        if fold(str(case.given["retenu"])) in ranked:
            return right()
        return partial(0.7, "retenu : ce n’est pas le produit de votre meilleur score.")
    known = {
        "scores-sans-elimination": ("des produits incompatibles avec le système du client sont restés dans la grille."),
        "scores-cout-de-tous": "le coût le plus bas se cherche parmi les produits restants, pas parmi tous.",
        "scores-non-ponderes": "les critères n’ont pas tous le même poids.",
        "scores-somme": "une moyenne pondérée se rapporte à la somme des poids.",
        "scores-cout-brut": "un coût en euros n’est pas une note : appliquez la règle 2.",
        "scores-cout-inverse": "tel quel, le produit le plus cher reçoit la meilleure note de coût.",
    }
    for name, sentence in known.items():
        if close(given, case.reference[name], decimals=3):
            return (
                partial(0.5, f"scores : {sentence}") if name == "scores-cout-de-tous" else wrong(f"scores : {sentence}")
            )
    if _same_keys(given, case.reference["scores-sans-elimination"]):
        return wrong("scores : des produits incompatibles avec le système du client sont restés dans la grille.")
    return wrong("scores : un produit au moins n’a pas le score que donnent les règles du client.")


def _switch(case: Case) -> Result:
    given = _tame(case.given["bascule"])
    if close(given, case.reference["bascule"], decimals=2):
        return right()
    if close(given, case.reference["bascule-supplement"], decimals=2):
        return wrong("bascule : c’est ce qu’il faut ajouter au poids actuel ; on demande le poids lui-même.")
    if close(given, case.reference["bascule-cout-de-tous"], decimals=2):
        return partial(0.5, "bascule : la méthode est bonne, mais les notes de coût ne sont pas celles de la règle 2.")
    return wrong("bascule : à ce poids, les deux produits n’ont pas le même score.")


def _same(given: Mapping[str, Any], expected: Mapping[str, Any], *names: str) -> bool:
    return all(name in given and close(given[name], expected[name]) for name in names)


def _folded(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {fold(str(key)): item for key, item in mapping.items()}


def _tame(value: Any) -> Any:
    """Replace what no answer can be (NaN, infinite, beyond 10¹²) before it meets a rounding comparison."""
    if isinstance(value, Mapping):
        return {key: _tame(item) for key, item in value.items()}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if math.isfinite(value) and abs(value) < 1e12 else None
    return value


def _is_positive(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0


def _same_keys(given: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    return {fold(str(key)) for key in given} == {fold(str(key)) for key in expected}


def _rows(table: Any) -> dict[str, dict[str, Any]]:
    columns = {fold(str(column)): table[column].tolist() for column in table.columns}
    keys = [str(key).strip().upper() for key in columns["departement"]]
    return {key: {name: columns[name][rank] for name in COUNTS} for rank, key in enumerate(keys[:1000])}


def _more(first: Any, second: Any) -> bool:
    try:
        return float(first) > float(second)
    except (TypeError, ValueError, OverflowError):
        return False


def _pairs(table: Any, column: str) -> list[tuple[tuple[str, str], Any]]:
    columns = {fold(str(name)): table[name].tolist()[:100] for name in table.columns}
    if not {"moteur", "acces", column} <= columns.keys():
        return []
    return [
        ((fold(str(engine)), fold(str(access))), item)
        for engine, access, item in zip(columns["moteur"], columns["acces"], columns[column], strict=True)
    ]


def _times(table: Any) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    pairs = _pairs(table, "millisecondes")
    known = {(engine, access) for engine in ENGINES for access in ("lecture", "total")}
    for key, item in pairs:
        number = isinstance(item, int | float) and not isinstance(item, bool)
        if number and math.isfinite(item) and item > 0 and key in known and key not in found:
            found[key] = float(item)
    return found if len(pairs) == len(known) else {}


def _outcomes(table: Any) -> dict[tuple[str, str], str]:
    return {key: fold(str(item)) for key, item in _pairs(table, "resultat")}


def _leaks(given: Mapping[str, Any]) -> bool:
    places, booked, sizes = (given.get(name) for name in ("places", "inscrits", "capacites"))
    if not all(isinstance(item, Mapping) for item in (places, booked, sizes)):
        return False
    numbers = [item for counts in (places, booked, sizes) for item in counts.values()]
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in numbers):
        return False
    return any(places.get(code, 0) + booked.get(code, 0) != size for code, size in sizes.items())
