"""Checks of requetes-sql: tables that queries return at an asked grain, and what a published database keeps."""

from collections.abc import Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Grader, Result, fold, right, wrong
from blocnotes.grading.items import Item, by_key, columns_of, near, number, same, tally, weigh

grader = Grader()

Row = Mapping[str, Any]
Rows = Mapping[tuple[str, ...], Row]
SLACK = 0.00005001
"""Means and shares may be rounded to four decimals."""


def alike(mine: Any, theirs: Any) -> bool:
    """Nothing stands for nothing; a number is the same within the rounding that the statement allows."""
    return mine_is_nothing(mine) if number(theirs) is None else near(mine, theirs, SLACK)


def mine_is_nothing(value: Any) -> bool:
    # NaN is what a NULL becomes in a column of numbers: the only value that differs from itself.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (type(value) is float and value != value)


def column(mine: Rows, theirs: Rows, name: str, keys: Sequence[tuple[str, ...]] | None = None) -> bool:
    """Tell whether a column is right in all the rows (or some), where every row is there."""
    keys = list(theirs) if keys is None else keys
    return bool(keys) and all(
        key in mine and name in mine[key] and alike(mine[key][name], theirs[key][name]) for key in keys
    )


def common(mine: Rows, theirs: Rows) -> list[tuple[str, ...]]:
    """Rows that both have, where the learner's table is nearly whole and not much bigger: else none."""
    both = [key for key in theirs if key in mine]
    return both if len(both) >= 0.8 * len(theirs) > 0 and len(mine) <= 1.3 * len(theirs) else []


def follows(mine: Rows, other: Rows, name: str, theirs: Rows) -> bool:
    """Tell whether a wrong column is what a known mistake gives, on all its rows and not like the right one."""
    keys = [key for key in other if key in mine]
    return (
        len(keys) >= 0.8 * len(other) > 0
        and all(alike(mine[key].get(name), other[key].get(name)) for key in keys)
        and not column(mine, theirs, name)
    )


# Question 1


@grader.check("compagnies")
def companies(case: Case) -> Result:
    mine, theirs = by_key(case.given["compagnies"], "code"), by_key(case.reference["compagnies"], "code")
    zero = by_key(case.reference["compagnies-zero"], "code")
    both = common(mine, theirs)
    counted = [key for key in both if number(theirs[key]["programmes"])]
    flown = column(mine, theirs, "programmes", counted) and column(mine, theirs, "annules", counted)
    items: list[Item] = [
        (0.25, flown and mine.keys() == theirs.keys(), "une ligne par compagnie"),
        (0.25, column(mine, theirs, "programmes", both) and column(mine, theirs, "annules", both), "les effectifs"),
        (0.1, column(mine, theirs, "part_annules", counted), "part_annules"),
        (0.2, column(mine, theirs, "retard_moyen", both), "retard_moyen"),
        (0.2, column(mine, theirs, "part_retard", both), "part_retard"),
    ]
    hints = []
    if both and mine.keys() < theirs.keys():
        hints.append("Des compagnies ont disparu : la jointure écarte celles qui n’ont aucun vol.")
    if not items[1][1] and column(mine, theirs, "programmes", counted) and both:
        hints.append("Une compagnie sans vol n’en a aucun de programmé ni d’annulé : que compte-t-on sur sa ligne ?")
    if follows(mine, zero, "retard_moyen", theirs):
        hints.append("Un vol annulé n’est pas un vol à l’heure : son retard n’existe pas, il ne vaut pas zéro.")
    if follows(mine, zero, "part_retard", theirs):
        hints.append("La part des vols en retard se rapporte aux vols effectués, pas aux vols programmés.")
    return tally(items, hints)


# Question 2


@grader.check("absents")
def absent(case: Case) -> Result:
    return weigh((0.5, idle_planes(case)), (0.5, unknown_planes(case)))


def idle_planes(case: Case) -> Result:
    mine = by_key(case.given["sans_vol"], "immatriculation")
    theirs = by_key(case.reference["sans_vol"], "immatriculation")
    if theirs and mine.keys() == theirs.keys():
        return right()
    if not len(case.given["sans_vol"]):
        return wrong(
            "Aucun avion : la requête échoue, ou une valeur absente rend l’exclusion toujours inconnue, jamais vraie."
        )
    if mine and mine.keys() == by_key(case.reference["sans-programme"], "immatriculation").keys():
        return wrong("Il manque les avions dont tous les vols ont été annulés.")
    return wrong("La liste des avions sans vol effectué n’est pas la bonne, ou un avion y vient deux fois.")


def unknown_planes(case: Case) -> Result:
    mine = by_key(case.given["hors_registre"], "compagnie")
    theirs = by_key(case.reference["hors_registre"], "compagnie")
    whole = mine.keys() == theirs.keys()
    flights, planes = whole and column(mine, theirs, "vols"), whole and column(mine, theirs, "avions")
    hints = []
    if follows(mine, by_key(case.reference["hors-registre-avec-null"], "compagnie"), "vols", theirs):
        hints.append("Un vol sans avion désigné n’est pas un vol dont l’avion est hors du registre.")
    return tally([(0.6, flights, "vols hors registre"), (0.4, flights and planes, "avions hors registre")], hints)


# Question 3


@grader.check("charge")
def load(case: Case) -> Result:
    mine, theirs = by_key(case.given["charge"], "compagnie"), by_key(case.reference["charge"], "compagnie")
    both = common(mine, theirs)
    multiplied = by_key(case.reference["charge-multipliee"], "compagnie")
    flights = column(mine, theirs, "vols", both)
    items: list[Item] = [
        (0.1, flights and mine.keys() == theirs.keys(), "une ligne par compagnie qui vole"),
        (0.2, flights, "vols"),
        (0.4, column(mine, theirs, "minutes", both), "minutes"),
        (0.15, column(mine, theirs, "affectations", both), "affectations"),
        (0.15, column(mine, theirs, "agents", both), "agents"),
    ]
    hints = []
    left = {key: {"minutes": row["minutes_gauche"]} for key, row in multiplied.items()}
    if follows(mine, multiplied, "minutes", theirs) or follows(mine, left, "minutes", theirs):
        hints.append("Chaque vol est compté autant de fois qu’il a d’agents : sommez avant de joindre.")
    elif follows(mine, by_key(case.reference["charge-distincte"], "compagnie"), "minutes", theirs):
        hints.append("DISTINCT a réuni des vols différents qui ont le même retard : le remède efface des minutes.")
    if not items[1][1] and both:
        hints.append("Le nombre de vols est faux : vols multipliés, vols sans agent perdus, ou vols annulés comptés.")
    return tally(items, hints)


# Question 4


@grader.check("totaux")
def totals(case: Case) -> Result:
    mine = by_key(case.given["totaux"], "origine", "compagnie")
    theirs = by_key(case.reference["totaux"], "origine", "compagnie")
    detail = [key for key in theirs if key[1] != "toutes"]
    airports = [key for key in theirs if key[1] == "toutes" and key[0] != "toutes"]
    whole = [key for key in theirs if key == ("toutes", "toutes")]
    three = ("programmes", "effectues", "retard_moyen")

    def level(keys: Sequence[tuple[str, ...]]) -> bool:
        return all(column(mine, theirs, name, keys) for name in three)

    items: list[Item] = [
        (0.15, level(detail) and mine.keys() == theirs.keys(), "les lignes des trois niveaux"),
        (0.25, level(detail), "le détail"),
        (0.35, level(airports), "les totaux par aéroport"),
        (0.25, level(whole), "l’ensemble"),
    ]
    hints = []
    if len(case.given["totaux"]) and not mine:
        hints.append("Un même couple origine et compagnie vient deux fois : les niveaux ne se distinguent pas.")
    if items[1][1] and mine.keys() > theirs.keys():
        hints.append("La table a des lignes de trop : un niveau que l’on ne demande pas.")
    if follows(mine, by_key(case.reference["totaux-moyennes"], "origine", "compagnie"), "retard_moyen", theirs):
        hints.append("Un total n’est pas la moyenne des moyennes : chaque vol doit peser autant.")
    return tally(items, hints)


# Question 5


@grader.check("rotations")
def rotations(case: Case) -> Result:
    mine, theirs = by_key(case.given["rotations"], "situation"), by_key(case.reference["rotations"], "situation")
    if not theirs or mine.keys() != theirs.keys():
        return wrong("La table n’a pas exactement une ligne pour chacune des trois situations.")
    items: list[Item] = [
        (0.4, column(mine, theirs, "vols"), "vols"),
        (0.3, column(mine, theirs, "retard_moyen"), "retard_moyen"),
        (0.3, column(mine, theirs, "part_retard"), "part_retard"),
    ]
    sentences = {
        "rotations-sans-jour": "Le vol précédent est cherché au-delà du jour même.",
        "rotations-avec-annules": "Des vols annulés servent de vol précédent : la fenêtre voit des lignes à écarter.",
        "rotations-annules-premiers": "Des vols annulés servent de vol précédent : filtrez avant d’ouvrir la fenêtre.",
    }
    hints = [
        sentence
        for name, sentence in sentences.items()
        if follows(mine, by_key(case.reference[name], "situation"), "vols", theirs)
    ]
    return tally(items, hints)


# Question 6


@grader.check("glissant")
def sliding(case: Case) -> Result:
    mine, theirs = by_day(case.given["glissant"]), by_day(case.reference["glissant"])
    both = common(mine, theirs)
    flights = column(mine, theirs, "vols", both)
    items: list[Item] = [
        (0.2, flights and mine.keys() == theirs.keys(), "une ligne par compagnie et par jour de vol"),
        (0.2, flights, "vols"),
        (0.6, column(mine, theirs, "retard_7j", both), "retard_7j"),
    ]
    hints = []
    if follows(mine, by_day(case.reference["glissant-lignes"]), "retard_7j", theirs):
        hints.append("La fenêtre compte sept lignes, pas sept jours : un jour sans vol la fait remonter trop loin.")
    elif follows(mine, by_day(case.reference["glissant-moyennes"]), "retard_7j", theirs):
        hints.append("C’est la moyenne des moyennes de chaque jour : un jour de peu de vols y pèse autant qu’un autre.")
    return tally(items, hints)


def by_day(table: Any) -> dict[tuple[str, ...], Row]:
    """Rows by company and day, the day written AAAA-MM-JJ whatever its type."""
    columns = columns_of(table)
    if not {"compagnie", "jour"} <= columns.keys():
        return {}
    days = [day(item) for item in columns["jour"]]
    keys = [(fold(str(code)), text) for code, text in zip(columns["compagnie"], days, strict=True)]
    if len(set(keys)) != len(keys):
        return {}
    return {key: {name: items[row] for name, items in columns.items()} for row, key in enumerate(keys)}


def day(value: Any) -> str:
    text = value.isoformat() if hasattr(value, "isoformat") else value
    return text[:10] if isinstance(text, str) and text[10:] in ("", "T00:00:00", " 00:00:00") else ""


# Question 7

SIX = {"pseudonyme", "escale", "tranche_age", "contrat", "vols", "vols_retard"}


@grader.check("publication")
def publication(case: Case) -> Result:
    state = case.given["etat"] if isinstance(case.given["etat"], Mapping) else {}
    mine = by_key(case.given["etude_agent"], "pseudonyme")
    theirs = by_key(case.reference["etude_agent"], "pseudonyme")
    known = bool(theirs) and mine.keys() == theirs.keys()
    exact = set(columns_of(case.given["etude_agent"])) == SIX

    def texts(name: str) -> bool:
        return known and all(text(mine[key].get(name)) == text(theirs[key][name]) for key in theirs)

    ages = texts("tranche_age")
    described = texts("escale") and texts("contrat")
    flights = known and column(mine, theirs, "vols") and column(mine, theirs, "vols_retard")
    durable = names(state.get("tables")) == ["etude_agent"] and names(state.get("vues")) == ["etude_equipe"]
    secret = state.get("cle_ecrite") is False and exact and known
    temporary = "correspondance" in names(state.get("temporaires")) and same(
        state.get("correspondances"), case.reference["etat"]["correspondances"], 0
    )
    groups = teams(case.given["etude_equipe"], case.reference["etude_equipe"])
    exposed = same(case.given["exposes"], case.reference["exposes"], 0)
    items: list[Item] = [
        (0.2, durable and known, "ce qui dure"),
        (0.1, temporary and known, "correspondance, temporaire"),
        (0.15, secret, "ni clé, ni colonne de trop"),
        (0.1, described, "escale et contrat"),
        (0.1, ages, "tranche_age"),
        (0.15, flights, "vols et vols_retard"),
        (0.1, groups, "etude_equipe"),
        (0.1, exposed and described, "exposes"),
    ]
    return tally(items, publication_hints(state, case, known=known, exact=exact, flights=flights, groups=groups))


def publication_hints(state: Row, case: Case, *, known: bool, exact: bool, flights: bool, groups: bool) -> list[str]:
    hints = []
    if state.get("cle_ecrite") is True:
        hints.append("La clé est écrite en clair dans le script ou dans une vue : qui le lit peut tout relier.")
    if "etude_agent" in names(state.get("vues")):
        hints.append("Une vue recalcule à chaque lecture : sans clé ni tables de départ, elle ne rend plus rien.")
    if "correspondance" in names(state.get("tables")):
        hints.append("La correspondance entre matricules et pseudonymes dure : le pseudonyme ne protège plus personne.")
    elif len(names(state.get("tables"))) > 1:
        hints.append("Une table de travail reste après la session.")
    columns = columns_of(case.given["etude_agent"])
    if columns and not exact:
        hints.append("La table publiée n’a pas exactement les six colonnes prévues.")
    elif columns and not known:
        hints.append("Les pseudonymes ne sont pas ceux de tous les agents, chacun une fois : revoyez la règle.")
    if known and not flights:
        hints.append("Les vols par agent sont faux : agents sans vol, vols annulés, retard de 15 minutes juste…")
    if known and flights and not groups:
        hints.append("La vue par équipe est fausse, ou montre un groupe trop petit pour protéger ses agents.")
    return hints


def teams(given: Any, expected: Any) -> bool:
    mine, theirs = by_key(given, "escale", "contrat"), by_key(expected, "escale", "contrat")
    wanted = ("agents", "vols", "part_retard")
    return mine.keys() == theirs.keys() and all(column(mine, theirs, name) for name in wanted)


def names(value: Any) -> list[str]:
    return [fold(item) for item in value if isinstance(item, str)] if isinstance(value, list) else []


def text(value: Any) -> str | None:
    return fold(value) if isinstance(value, str) and len(value) < 100 else None
