"""Checks of `qualite-donnees`: each part of an answer earns its share, known mistakes get their sentence."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Grader, Result, close, fold, partial, right, wrong

grader = Grader()

Rows = dict[tuple[str, ...], tuple[Any, ...]]
"""A table's values by key."""

HUGE = 1e15
NAN = float("nan")
RULES = ("mensualite", "capital", "annee")
EFFECT = ("effectif", "moyenne", "ecart_type", "part_conjointe")
HOUSEHOLD = ("revenu_foyer", "endettement_foyer", "retard")
FILLED = ("anciennete_emploi", "plafond_credit")
MARKS = ("lot", "anciennete_absente", "plafond_absent")
MODEL = (*HOUSEHOLD, *FILLED, *MARKS)

KEYS_MISSING = "Le dictionnaire Python n’a pas toutes les clés demandées."

# Known mistakes: the name of a reference answer → what its author should hear.
MISSING_MISTAKES = {
    "manques-vides": "Vous n’avez compté que les cases vides : "
    "une valeur manquante s’écrit ici de bien d’autres façons.",
    "manques-defaut": "Vous avez laissé le lecteur de fichier décider de ce qui manque : "
    "il ignore les codes propres à ce partenaire.",
    "manques-zeros": "Un 0 est une valeur quand le dictionnaire l’admet : ce n’est pas un manque.",
}
CAPITAL_MISTAKES = {
    "capital-toutes-lignes": "Le capital additionne aussi les doublons : "
    "des dossiers y comptent plusieurs fois.",
    "capital-sans-copies": "Le capital additionne plusieurs versions d’un même dossier.",
    "capital-premiere-ligne": "La version gardée dépend de l’ordre du fichier, qui n’a pas de sens.",
    "capital-derniere-ligne": "La version gardée dépend de l’ordre du fichier, qui n’a pas de sens.",
    "capital-tri-texte": "Les dates ont été triées comme du texte : "
    "la version gardée n’est pas toujours la plus récente.",
}
NATURE_HINTS = {
    "revenu_commun": "« revenu_commun » : à qui le dictionnaire réserve-t-il cette colonne ?",
    "verification_revenu_commun": "« verification_revenu_commun » : ses absences n’ont pas toutes la même "
    "nature ; regardez le type de demande.",
    "endettement": "« endettement » : voyez dans quel cas le dictionnaire le dit sans objet, "
    "et si ce cas explique chaque absence.",
    "mois_depuis_retard": "« mois_depuis_retard » : une autre colonne de la ligne peut prouver "
    "qu’une valeur devrait exister.",
    "anciennete_emploi": "« anciennete_emploi » : voyez à qui le dictionnaire dit qu’elle est demandée.",
}
FILLING_MISTAKES = {
    "plafond-tous-les-mois": "Les médianes ont été apprises sur tous les dossiers : "
    "mars y a servi à préparer le jeu.",
    "plafond-sans-groupe-tous-les-mois": "Les médianes ont été apprises sur tous les dossiers, mars compris, "
    "et sans tenir compte du logement.",
    "plafond-sans-groupe": "Le plafond a été comblé par la même valeur partout, "
    "sans tenir compte du logement.",
}
LEAKS = ("plafond-tous-les-mois", "plafond-sans-groupe-tous-les-mois")
ADJUSTED_MISTAKES = {
    "moyenne-des-presents": "« moyenne_redressee » : vous supposez que les absents ressemblent aux présents, "
    "ce que les rappels contredisent.",
    "moyenne-presents-et-rappels": "« moyenne_redressee » : chaque dossier rappelé doit compter "
    "pour tous les absents qu’il représente.",
    "moyenne-des-rappels": "« moyenne_redressee » : les rappels ne représentent que les dossiers "
    "sans valeur, pas tous les dossiers.",
}


# Tools.


def keyed(table: Any, keys: Sequence[str], values: Sequence[str]) -> Rows | None:
    """Give a table's values by key; None where a column is missing or a key comes twice."""
    names = {fold(str(name)): name for name in table.columns}
    if any(name not in names for name in (*keys, *values)):
        return None
    columns = [[_plain(item) for item in table[names[name]].tolist()] for name in (*keys, *values)]
    rows: Rows = {}
    for row in zip(*columns, strict=True):
        key = tuple(fold(str(item)) for item in row[: len(keys)])
        if key in rows:
            return None
        rows[key] = row[len(keys) :]
    return rows


def _plain(item: Any) -> Any:
    # An indicator may be True or 1; nothing else depends on the difference.
    return int(item) if isinstance(item, bool) else NAN if item is None else tame(item)


def tame(item: Any) -> Any:
    """Make an infinity of a number that no answer here can reach, so that nothing tries to write it out."""
    return float("inf") if isinstance(item, int | float) and abs(item) > HUGE else item


def by_key(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    """Give a mapping with its keys folded and its numbers tamed."""
    return {fold(str(key)): tame(item) for key, item in mapping.items()}


def same_column(given: Rows, expected: Rows, place: int, decimals: int) -> bool:
    """Tell whether two keyed tables hold the same values in one place, for the same keys."""
    return given.keys() == expected.keys() and all(
        close(given[key][place], expected[key][place], decimals=decimals) for key in expected
    )


def weighted(*parts: tuple[float, Result]) -> Result:
    """Add up parts that do not weigh the same; the weights sum to 1."""
    if all(result.share == 1.0 for _, result in parts):
        return right()
    sentences = [result.sentence for _, result in parts if result.share < 1.0 and result.sentence]
    return Result(min(1.0, sum(weight * result.share for weight, result in parts)), " ".join(sentences[:3]))


def folded(items: Collection[Any]) -> set[str]:
    """Give the file numbers of a list."""
    return {fold(str(item)) for item in items}


# Question 1.


@grader.check("manques")
def missing_cells(case: Case) -> Result:
    """Every writing of a missing value, column by column; two columns may slip."""
    given = keyed(case.given["manques"], ["colonne"], ["manquants"])
    reference = keyed(case.reference["manques"], ["colonne"], ["manquants"])
    if given is None or reference is None:
        return wrong("La table doit avoir « colonne » et « manquants », et une seule ligne par colonne.")
    mine, expected = _counts(given), _counts(reference)
    names = mine.keys() | expected.keys()
    errors = [name for name in names if not close(mine.get(name), expected.get(name, 0))]
    if not errors:
        return right()
    sentence = _explain_missing(case, mine, expected, errors)
    return partial(0.5, sentence) if len(errors) <= 2 else wrong(sentence)


def _counts(rows: Rows) -> dict[str, Any]:
    return counted({name: count for (name,), (count,) in rows.items()})


def counted(counts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what was counted at least once."""
    return {fold(name): count for name, count in counts.items() if not close(count, 0)}


def _explain_missing(case: Case, mine: dict[str, Any], expected: dict[str, Any], errors: list[str]) -> str:
    for name, sentence in MISSING_MISTAKES.items():
        if close(mine, counted(case.reference[name])):
            return sentence
    count = f"{len(errors)} colonne{'s' if len(errors) > 1 else ''} à revoir. "
    if all(_is_more(mine.get(name), expected.get(name, 0)) for name in errors):
        return count + "Des valeurs que le dictionnaire admet y sont comptées comme manquantes."
    return count + "Des écritures qui sortent du domaine du dictionnaire y passent encore pour des valeurs."


def _is_more(given: Any, expected: Any) -> bool:
    return isinstance(given, int | float) and given > expected


# Question 2.


@grader.check("doublons")
def duplicates(case: Case) -> Result:
    """Copies, superseded versions, and the version that counts."""
    given, expected = by_key(case.given["doublons"]), case.reference["doublons"]
    if any(name not in given for name in expected):
        return wrong(KEYS_MISSING)
    counts = ("lignes", "copies", "versions_depassees", "dossiers")
    lines = all(close(given[name], expected[name]) for name in counts)
    capital = close(given["capital_restant"], expected["capital_restant"], decimals=2)
    return weighted(
        (0.5, right() if lines else wrong(_explain_lines(case, given))),
        (0.5, right() if capital else wrong(_explain_capital(case, given["capital_restant"]))),
    )


def _explain_lines(case: Case, given: dict[str, Any]) -> str:
    if close(given["copies"], case.reference["repetitions-de-cle"]):
        return (
            "Deux lignes d’un même dossier ne sont pas forcément des copies : comparez toutes leurs colonnes."
        )
    if close(given["versions_depassees"], 0):
        return "Une fois les copies retirées, des dossiers ont encore plusieurs lignes : voyez pourquoi."
    return (
        "Les nombres de lignes, de copies, de versions et de dossiers ne sont pas tous ceux de votre fichier."
    )


def _explain_capital(case: Case, capital: Any) -> str:
    for name, sentence in CAPITAL_MISTAKES.items():
        if close(capital, case.reference[name], decimals=2):
            return sentence
    return "Le capital restant ne correspond pas aux seules versions qui font foi."


# Question 3.


@grader.check("nature")
def nature(case: Case) -> Result:
    """Missing, or not applicable; one column may slip."""
    given = keyed(case.given["nature"], ["colonne"], ["sans_objet", "manque_reel"])
    expected = keyed(case.reference["nature"], ["colonne"], ["sans_objet", "manque_reel"])
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("La table doit avoir les trois colonnes et les cinq lignes demandées.")
    errors = sorted(name for (name,), values in expected.items() if not close(given[(name,)], values))
    if not errors:
        return right()
    sentence = " ".join(NATURE_HINTS[name] for name in errors[:2])
    return partial(0.5, sentence) if len(errors) == 1 else wrong(sentence)


# Question 4.


@grader.check("anomalies")
def anomalies(case: Case) -> Result:
    """Three rules, and the one correction that a known cause allows."""
    given = keyed(case.given["anomalies"], ["dossier", "regle"], ["correction"])
    expected = keyed(case.reference["anomalies"], ["dossier", "regle"], ["correction"])
    if given is None or expected is None or {rule for _, rule in given} - set(RULES):
        return wrong(
            "La table doit avoir les trois colonnes demandées, les seuls noms de règle donnés, "
            "et une ligne par dossier et par règle."
        )
    parts = [(0.25, _rule(case, given, expected, rule)) for rule in RULES]
    return weighted(*parts, (0.25, _corrections(given, expected)))


def _rule(case: Case, given: Rows, expected: Rows, rule: str) -> Result:
    mine, theirs = _files(given, rule), _files(expected, rule)
    if mine == theirs:
        return right()
    if mine and mine == folded(case.reference["anomalies-trois-sigma"][rule]):
        why = "s’éloigner de la moyenne n’est pas contredire le dictionnaire."
    elif rule == "capital" and mine == folded(case.reference["capital-sans-statut"]):
        why = "le dictionnaire prévoit un cas où l’écart est normal."
    elif mine > theirs:
        why = "des dossiers qui respectent le dictionnaire sont signalés."
    elif mine < theirs:
        why = "des dossiers qui la contredisent sont oubliés."
    else:
        why = "les dossiers signalés ne sont pas ceux qui la contredisent."
    return wrong(f"Règle « {rule} » : {why}")


def _files(rows: Rows, rule: str) -> set[str]:
    return {file for file, name in rows if name == rule}


def _corrections(given: Rows, expected: Rows) -> Result:
    mine, theirs = _corrected(given), _corrected(expected)
    if close(mine, theirs, decimals=2):
        return right()
    if mine.keys() > theirs.keys():
        return wrong(
            "Corrections : vous corrigez des dossiers que la cause reconnue n’explique pas ; "
            "ceux-là se signalent seulement."
        )
    return wrong("Corrections : les mensualités rétablies ne sont pas celles que la cause reconnue explique.")


def _corrected(rows: Rows) -> dict[str, Any]:
    return {" ".join(key): value for key, (value,) in rows.items() if not close(value, NAN)}


# Question 5.


@grader.check("trois-sigma")
def three_sigma(case: Case) -> Result:
    """What the colleague's rule would do; the learner's own anomalies of question 4 count."""
    given, expected = by_key(case.given["trois_sigma"]), case.reference["trois_sigma"]
    if any(name not in given for name in expected):
        return wrong(KEYS_MISSING)
    if close(given["ecartes"], expected["ecartes"]):
        first = right()
    elif close(given["ecartes"], case.reference["ecartes-ddof-0"]):
        first = wrong("« ecartes » : l’écart type demandé divise par n − 1.")
    else:
        first = wrong("« ecartes » : ce nombre n’est pas celui des dossiers que la règle écarte.")
    second = wrong("« en_anomalie » et « oublies » ne croisent pas justement la règle et vos anomalies.")
    for inside, outside in _crossings(case):
        if close(given["en_anomalie"], inside) and close(given["oublies"], outside):
            second = right()
    return weighted((0.5, first), (0.5, second))


def _crossings(case: Case) -> list[tuple[int, int]]:
    sure = case.reference["trois_sigma"]
    crossings = [(sure["en_anomalie"], sure["oublies"])]
    expected = keyed(case.reference["anomalies"], ["dossier", "regle"], ["correction"])
    table = case.given.get("anomalies")
    given = keyed(table, ["dossier", "regle"], ["correction"]) if hasattr(table, "columns") else None
    # A slip in question 4 is not paid twice, as long as one of its rules is right.
    if given and expected and any(_files(given, rule) == _files(expected, rule) for rule in RULES):
        flagged = folded(case.reference["dossiers-a-trois-sigmas"])
        files = {file for file, _ in given}
        crossings.append((len(files & flagged), len(files - flagged)))
    return crossings


# Question 6.


@grader.check("mecanismes")
def mechanisms(case: Case) -> Result:
    """Two proofs, and a verdict that is worth nothing when no proof carries it."""
    witnesses, callbacks = _witnesses(case), _callbacks(case)
    verdict = _verdict(case, proven=1.0 in (witnesses.share, callbacks.share))
    return weighted((1 / 3, witnesses), (1 / 3, callbacks), (1 / 3, verdict))


def _witnesses(case: Case) -> Result:
    given = keyed(case.given["temoins"], ["colonne", "temoin"], ["ecart"])
    expected = keyed(case.reference["temoins"], ["colonne", "temoin"], ["ecart"])
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("« temoins » : la table doit avoir les trois colonnes et les neuf lignes demandées.")
    if same_column(given, expected, 0, 3):
        return right()
    if same_column(given, {key: (-ecart,) for key, (ecart,) in expected.items()}, 0, 3):
        return wrong("« temoins » : les écarts sont pris dans l’autre sens.")
    return wrong("« temoins » : les écarts standardisés ne sont pas ceux de vos données.")


def _callbacks(case: Case) -> Result:
    given, expected = by_key(case.given["ecarts_rappels"]), case.reference["ecarts_rappels"]
    if close(given, expected, decimals=3):
        return right()
    if close(given, case.reference["rappels-sans-tranche"], decimals=3):
        return wrong("« ecarts_rappels » : la comparaison se fait à revenu comparable, tranche par tranche.")
    return wrong("« ecarts_rappels » : les écarts ne sont pas ceux de vos données.")


def _verdict(case: Case, *, proven: bool) -> Result:
    if not proven:
        return wrong("« mecanismes » : un verdict ne compte qu’appuyé sur une preuve juste.")
    given, expected = by_key(case.given["mecanismes"]), case.reference["mecanismes"]
    errors = [name for name, word in expected.items() if not close(given.get(name), word)]
    if not errors:
        return right()
    sentence = "« mecanismes » : confrontez chaque verdict à vos deux preuves et au seuil donné."
    if any(close(given.get(name), "mar-etabli") for name in errors):
        sentence = (
            "« mecanismes » : un lien avec une colonne observée ne suffit pas à écarter un lien "
            "avec la valeur absente elle-même ; il faudrait d’autres preuves."
        )
    return partial(0.5, sentence) if len(errors) == 1 else wrong(sentence)


# Question 7.


@grader.check("jeu")
def model_table(case: Case) -> Result:
    """Not-applicable values resolved, missing ones filled without a look at March, blanks kept in sight."""
    given = keyed(case.given["jeu"], ["dossier"], MODEL)
    expected = keyed(case.reference["jeu"], ["dossier"], MODEL)
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("La table doit avoir les colonnes demandées, et chaque dossier une seule fois.")
    wrongs = {name for place, name in enumerate(MODEL) if not same_column(given, expected, place, 2)}
    return weighted(
        (1 / 3, _household([name for name in HOUSEHOLD if name in wrongs])),
        (1 / 2, _filled(case, given, [name for name in FILLED if name in wrongs])),
        (1 / 6, _marks([name for name in MARKS if name in wrongs])),
    )


def _household(wrongs: list[str]) -> Result:
    sentence = (
        f"À revoir : {', '.join(wrongs)}. Une valeur sans objet ne se comble pas par une statistique ; "
        "le dictionnaire dit ce qu’elle signifie et où lire ce qui la remplace."
    )
    return Result(1 - len(wrongs) / len(HOUSEHOLD), sentence if wrongs else "")


def _filled(case: Case, given: Rows, wrongs: list[str]) -> Result:
    if not wrongs:
        return right()
    mistake = _filling_mistake(case, given)
    sentence = FILLING_MISTAKES.get(mistake) or (
        f"À revoir : {', '.join(wrongs)}. Vérifiez d’où viennent les médianes, par quel groupe elles sont "
        "prises, et que les valeurs présentes restent intactes."
    )
    return partial(0.5, sentence) if len(wrongs) == 1 and mistake not in LEAKS else wrong(sentence)


def _filling_mistake(case: Case, given: Rows) -> str:
    place = MODEL.index("plafond_credit")
    for name in FILLING_MISTAKES:
        filled = case.reference[name].items()
        if all(close(given[(fold(file),)][place], value, decimals=2) for file, value in filled):
            return name
    return ""


def _marks(wrongs: list[str]) -> Result:
    return wrong(f"À revoir : {', '.join(wrongs)}.") if wrongs else right()


# Question 8.


@grader.check("effet")
def effect(case: Case) -> Result:
    """What each treatment does to the figures, and what the call-backs allow to estimate."""
    return weighted((0.5, _treatments(case)), (0.5, _adjusted(case)))


def _treatments(case: Case) -> Result:
    given = keyed(case.given["effet"], ["traitement"], EFFECT)
    expected = keyed(case.reference["effet"], ["traitement"], EFFECT)
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("« effet » : la table doit avoir les cinq colonnes et les quatre lignes demandées.")
    decimals = dict(zip(EFFECT, (0, 2, 2, 4), strict=True))
    wrongs = [
        name for place, name in enumerate(EFFECT) if not same_column(given, expected, place, decimals[name])
    ]
    if not wrongs:
        return right()
    population = {(fold(name),): (value,) for name, value in case.reference["ecarts-types-ddof-0"].items()}
    deviations = {key: (values[EFFECT.index("ecart_type")],) for key, values in given.items()}
    if "ecart_type" in wrongs and same_column(deviations, population, 0, 2):
        sentence = "« effet » : l’écart type demandé divise par n − 1."
    else:
        sentence = f"« effet », à revoir : {', '.join(wrongs)}. Voyez ce que chaque traitement garde ou pose."
    return Result(1 - len(wrongs) / len(EFFECT), sentence)


def _adjusted(case: Case) -> Result:
    given = tame(case.given["moyenne_redressee"])
    if close(given, case.reference["moyenne_redressee"], decimals=2):
        return right()
    for name, sentence in ADJUSTED_MISTAKES.items():
        if close(given, case.reference[name], decimals=2):
            return wrong(sentence)
    return wrong(
        "« moyenne_redressee » : ce n’est pas la moyenne que vos présents et vos rappels donnent ensemble."
    )
