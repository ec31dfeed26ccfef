"""Checks of « qualite-donnees »: each part of an answer earns its share, known mistakes get their sentence."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from blocnotes.grading.graders import Case, Grader, Result, close, fold, partial, right, wrong

grader = Grader()

Rows = dict[tuple[str, ...], tuple[Any, ...]]
RULES = ("mensualite", "capital", "annee")
HUGE = 1e15


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
    return int(item) if isinstance(item, bool) else float("nan") if item is None else tame(item)


def tame(item: Any) -> Any:
    """Make an infinity of a number that no answer here can reach: it is wrong, and too long to write in decimals."""
    return float("inf") if isinstance(item, int | float) and abs(item) > HUGE else item


def same_column(given: Rows, expected: Rows, place: int, decimals: int | None) -> bool:
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


def counted(counts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what was counted at least once."""
    return {fold(name): count for name, count in counts.items() if not close(count, 0)}


@grader.check("manques")
def missing_cells(case: Case) -> Result:
    """Question 1: every writing of a missing value, column by column."""
    given, expected = keyed(case.given["manques"], ["colonne"], ["manquants"]), _missing(case.reference["manques"])
    if given is None:
        return wrong("La table doit avoir les colonnes « colonne » et « manquants », et une seule ligne par colonne.")
    mine = counted({name: values[0] for (name,), values in given.items()})
    errors = [name for name in mine.keys() | expected.keys() if not close(mine.get(name), expected.get(name, 0))]
    if not errors:
        return right()
    sentence = _explain_missing(case, mine, expected, errors)
    return partial(0.5, sentence) if len(errors) <= 2 else wrong(sentence)


def _missing(table: Any) -> dict[str, Any]:
    return counted(dict(zip(table["colonne"].tolist(), table["manquants"].tolist(), strict=True)))


def _explain_missing(case: Case, mine: dict[str, Any], expected: dict[str, Any], errors: list[str]) -> str:
    for name, sentence in (
        ("manques-vides", "Vous n’avez compté que les cases vides : une valeur manquante s’écrit ici de bien d’autres façons."),
        (
            "manques-defaut",
            "Vous avez laissé le lecteur de fichier décider de ce qui manque : il ignore les codes propres à ce partenaire.",
        ),
        ("manques-zeros", "Un 0 est une valeur quand le dictionnaire l’admet : ce n’est pas un manque."),
    ):
        if close(mine, counted(case.reference[name])):
            return sentence
    beyond = [name for name in errors if _is_more(mine.get(name), expected.get(name, 0))]
    count = f"{len(errors)} colonne{'s' if len(errors) > 1 else ''} à revoir. "
    if len(beyond) == len(errors):
        return count + "Des valeurs que le dictionnaire admet y sont comptées comme manquantes."
    return count + "Des écritures qui sortent du domaine du dictionnaire y passent encore pour des valeurs."


def _is_more(given: Any, expected: Any) -> bool:
    return isinstance(given, int | float) and given > expected


@grader.check("doublons")
def duplicates(case: Case) -> Result:
    """Question 2: copies, superseded versions, and the version that counts."""
    given, expected = _folded_keys(case.given["doublons"]), case.reference["doublons"]
    counts = ("lignes", "copies", "versions_depassees", "dossiers")
    if any(name not in given for name in expected):
        return wrong("Le dictionnaire Python n’a pas toutes les clés demandées.")
    counted_well = all(close(given[name], expected[name]) for name in counts)
    capital = close(given["capital_restant"], expected["capital_restant"], decimals=2)
    return weighted(
        (0.5, right() if counted_well else wrong(_explain_counts(case, given))),
        (0.5, right() if capital else wrong(_explain_capital(case, given["capital_restant"]))),
    )


def _folded_keys(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    return {fold(str(key)): tame(item) for key, item in mapping.items()}


def _explain_counts(case: Case, given: dict[str, Any]) -> str:
    if close(given["copies"], case.reference["repetitions-de-cle"]):
        return "Deux lignes d’un même dossier ne sont pas forcément des copies : comparez toutes leurs colonnes."
    if close(given["versions_depassees"], 0):
        return "Une fois les copies retirées, des dossiers ont encore plusieurs lignes : cherchez en quoi elles diffèrent."
    return "Les nombres de lignes, de copies, de versions et de dossiers ne correspondent pas tous à votre fichier."


def _explain_capital(case: Case, capital: Any) -> str:
    for name, sentence in (
        ("capital-toutes-lignes", "Le capital additionne aussi les doublons : des dossiers y comptent plusieurs fois."),
        ("capital-sans-copies", "Le capital additionne plusieurs versions d’un même dossier."),
        ("capital-premiere-ligne", "La version gardée dépend de l’ordre du fichier, qui n’a pas de sens."),
        ("capital-derniere-ligne", "La version gardée dépend de l’ordre du fichier, qui n’a pas de sens."),
        ("capital-tri-texte", "Les dates ont été triées comme du texte : la version gardée n’est pas toujours la plus récente."),
    ):
        if close(capital, case.reference[name], decimals=2):
            return sentence
    return "Le capital restant ne correspond pas aux seules versions qui font foi."


@grader.check("nature")
def nature(case: Case) -> Result:
    """Question 3: missing, or not applicable."""
    given = keyed(case.given["nature"], ["colonne"], ["sans_objet", "manque_reel"])
    expected = keyed(case.reference["nature"], ["colonne"], ["sans_objet", "manque_reel"])
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("La table doit avoir les trois colonnes et les cinq lignes demandées.")
    errors = [name for (name,), values in expected.items() if not close(given[(name,)], values)]
    if not errors:
        return right()
    sentence = " ".join(_explain_nature(name) for name in sorted(errors)[:2])
    return partial(0.5, sentence) if len(errors) == 1 else wrong(sentence)


def _explain_nature(name: str) -> str:
    return {
        "revenu_commun": "« revenu_commun » : à qui le dictionnaire réserve-t-il cette colonne ?",
        "verification_revenu_commun": "« verification_revenu_commun » : toutes ses absences n’ont pas la même nature ; "
        "regardez le type de demande.",
        "endettement": "« endettement » : voyez dans quel cas le dictionnaire le dit sans objet, et si ce cas explique chaque absence.",
        "mois_depuis_retard": "« mois_depuis_retard » : une autre colonne de la ligne peut prouver qu’une valeur devrait exister.",
        "anciennete_emploi": "« anciennete_emploi » : voyez à qui le dictionnaire dit qu’elle est demandée.",
    }[name]


@grader.check("anomalies")
def anomalies(case: Case) -> Result:
    """Question 4: three rules, and the one correction that a known cause allows."""
    given = keyed(case.given["anomalies"], ["dossier", "regle"], ["correction"])
    expected = keyed(case.reference["anomalies"], ["dossier", "regle"], ["correction"])
    if given is None or expected is None or {rule for _, rule in given} - set(RULES):
        return wrong("La table doit avoir les trois colonnes demandées, les trois noms de règle, et une ligne par dossier et règle.")
    parts = [(0.25, _rule(case, given, expected, rule)) for rule in RULES]
    return weighted(*parts, (0.25, _corrections(given, expected)))


def _rule(case: Case, given: Rows, expected: Rows, rule: str) -> Result:
    mine, theirs = _files(given, rule), _files(expected, rule)
    if mine == theirs:
        return right()
    if mine and mine == folded(case.reference["anomalies-trois-sigma"][rule]):
        return wrong(f"Règle « {rule} » : s’éloigner de la moyenne n’est pas contredire le dictionnaire ; vérifiez la règle elle-même.")
    if rule == "capital" and mine == folded(case.reference["capital-sans-statut"]):
        return wrong("Règle « capital » : le dictionnaire prévoit un cas où l’écart est normal.")
    if mine > theirs:
        return wrong(f"Règle « {rule} » : des dossiers qui respectent le dictionnaire sont signalés.")
    if mine < theirs:
        return wrong(f"Règle « {rule} » : des dossiers qui la contredisent sont oubliés.")
    return wrong(f"Règle « {rule} » : les dossiers signalés ne sont pas ceux qui la contredisent.")


def _files(rows: Rows, rule: str) -> set[str]:
    return {file for file, name in rows if name == rule}


def _corrections(given: Rows, expected: Rows) -> Result:
    mine = {" ".join(key): values[0] for key, values in given.items() if not close(values[0], float("nan"))}
    theirs = {" ".join(key): values[0] for key, values in expected.items() if not close(values[0], float("nan"))}
    if close(mine, theirs, decimals=2):
        return right()
    if mine.keys() > theirs.keys():
        return wrong("Corrections : vous corrigez des dossiers que la cause reconnue n’explique pas ; ceux-là se signalent seulement.")
    return wrong("Corrections : les mensualités rétablies ne sont pas celles que la cause reconnue explique.")


@grader.check("trois-sigma")
def three_sigma(case: Case) -> Result:
    """Question 5: what the colleague's rule would do; the learner's own anomalies of question 4 count."""
    given, expected = _folded_keys(case.given["trois_sigma"]), case.reference["trois_sigma"]
    if any(name not in given for name in expected):
        return wrong("Le dictionnaire Python n’a pas toutes les clés demandées.")
    if close(given["ecartes"], expected["ecartes"]):
        first = right()
    elif close(given["ecartes"], case.reference["ecartes-ddof-0"]):
        first = wrong("« ecartes » : l’écart type demandé divise par n − 1.")
    else:
        first = wrong("« ecartes » : ce nombre n’est pas celui des dossiers que la règle écarte.")
    crossed = any(
        close(given["en_anomalie"], inside) and close(given["oublies"], outside) for inside, outside in _crossings(case)
    )
    second = right() if crossed else wrong("« en_anomalie » et « oublies » ne croisent pas justement la règle et vos anomalies.")
    return weighted((0.5, first), (0.5, second))


def _crossings(case: Case) -> list[tuple[int, int]]:
    crossings = [(case.reference["trois_sigma"]["en_anomalie"], case.reference["trois_sigma"]["oublies"])]
    expected = keyed(case.reference["anomalies"], ["dossier", "regle"], ["correction"])
    table = case.given.get("anomalies")
    given = keyed(table, ["dossier", "regle"], ["correction"]) if hasattr(table, "columns") else None
    # A slip in question 4 is not paid twice, as long as one of its rules is right.
    if given and expected and any(_files(given, rule) == _files(expected, rule) for rule in RULES):
        flagged = folded(case.reference["dossiers-a-trois-sigmas"])
        files = {file for file, _ in given}
        crossings.append((len(files & flagged), len(files - flagged)))
    return crossings


@grader.check("mecanismes")
def mechanisms(case: Case) -> Result:
    """Question 6: two proofs, and a verdict that no proof carries is worth nothing."""
    witnesses, callbacks = _witnesses(case), _callbacks(case)
    verdict = _verdict(case, proven=right() in (witnesses, callbacks))
    return weighted((1 / 3, witnesses), (1 / 3, callbacks), (1 / 3, verdict))


def _witnesses(case: Case) -> Result:
    given = keyed(case.given["temoins"], ["colonne", "temoin"], ["ecart"])
    expected = keyed(case.reference["temoins"], ["colonne", "temoin"], ["ecart"])
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("« temoins » : la table doit avoir les trois colonnes et les neuf lignes demandées.")
    if same_column(given, expected, 0, 3):
        return right()
    reversed_signs = {key: (-values[0],) for key, values in expected.items()}
    if same_column(given, reversed_signs, 0, 3):
        return wrong("« temoins » : les écarts sont pris dans l’autre sens.")
    return wrong("« temoins » : les écarts standardisés ne sont pas ceux de vos données.")


def _callbacks(case: Case) -> Result:
    given, expected = _folded_keys(case.given["ecarts_rappels"]), case.reference["ecarts_rappels"]
    if close(given, expected, decimals=3):
        return right()
    if close(given, case.reference["rappels-sans-tranche"], decimals=3):
        return wrong("« ecarts_rappels » : la comparaison doit se faire à revenu comparable, tranche par tranche.")
    return wrong("« ecarts_rappels » : les écarts ne sont pas ceux de vos données.")


def _verdict(case: Case, *, proven: bool) -> Result:
    given, expected = _folded_keys(case.given["mecanismes"]), case.reference["mecanismes"]
    if not proven:
        return wrong("« mecanismes » : un verdict ne compte qu’appuyé sur une preuve juste.")
    errors = [name for name, word in expected.items() if not close(given.get(name), word)]
    if not errors:
        return right()
    if any(close(given.get(name), "mar-etabli") for name in errors):
        sentence = (
            "« mecanismes » : un lien avec une colonne observée ne suffit pas à écarter un lien avec la valeur absente ; "
            "il faudrait avoir retrouvé cette valeur."
        )
    else:
        sentence = "« mecanismes » : confrontez chaque verdict à vos deux preuves et au seuil donné."
    return partial(0.5, sentence) if len(errors) == 1 else wrong(sentence)


JEU = ("lot", "revenu_foyer", "endettement_foyer", "retard", "anciennete_emploi", "anciennete_absente", "plafond_credit", "plafond_absent")


@grader.check("jeu")
def model_table(case: Case) -> Result:
    """Question 7: not-applicable values resolved, missing ones filled without a look at March, blanks kept in sight."""
    given, expected = keyed(case.given["jeu"], ["dossier"], JEU), keyed(case.reference["jeu"], ["dossier"], JEU)
    if given is None or expected is None or given.keys() != expected.keys():
        return wrong("La table doit avoir les colonnes demandées, et chaque dossier de livraison_2 une seule fois.")
    same = {name: same_column(given, expected, place, 2) for place, name in enumerate(JEU)}
    household = [name for name in ("revenu_foyer", "endettement_foyer", "retard") if not same[name]]
    marks = [name for name in ("lot", "anciennete_absente", "plafond_absent") if not same[name]]
    return weighted(
        (1 / 3, Result(1 - len(household) / 3, _explain_household(household))),
        (1 / 2, _filled(case, given, same)),
        (1 / 6, wrong(f"À revoir : {', '.join(marks)}.") if marks else right()),
    )


def _explain_household(names: list[str]) -> str:
    return {
        0: "",
        1: f"« {', '.join(names)} » ne suit pas l’énoncé : ",
    }.get(len(names), f"Ces colonnes ne suivent pas l’énoncé : {', '.join(names)}. ").removesuffix(" : ") + (
        " Une valeur sans objet ne se comble pas par une statistique ; le dictionnaire dit où lire ce qu’elle veut dire." if names else ""
    )


def _filled(case: Case, given: Rows, same: Mapping[str, bool]) -> Result:
    if same["anciennete_emploi"] and same["plafond_credit"]:
        return right()
    place = JEU.index("plafond_credit")
    for name, sentence in (
        ("plafond-tous-les-mois", "Les médianes ont été apprises sur tous les dossiers : mars y a servi à préparer le jeu."),
        ("plafond-sans-groupe-tous-les-mois", "Les médianes ont été apprises sur tous les dossiers, et sans tenir compte du logement."),
        ("plafond-sans-groupe", "Le plafond a été comblé par la même valeur partout, sans tenir compte du logement."),
    ):
        filled = {fold(file): value for file, value in case.reference[name].items()}
        if all(close(given[(file,)][place], value, decimals=2) for file, value in filled.items()):
            leak = "tous-les-mois" in name
            return wrong(sentence) if leak or not same["anciennete_emploi"] else partial(0.5, sentence)
    wrongs = [name for name in ("anciennete_emploi", "plafond_credit") if not same[name]]
    sentence = f"À revoir : {', '.join(wrongs)}. Vérifiez d’où viennent les médianes, par quel groupe, et que les valeurs présentes restent intactes."
    return partial(0.5, sentence) if len(wrongs) == 1 else wrong(sentence)


@grader.check("effet")
def effect(case: Case) -> Result:
    """Question 8: what each treatment does to the figures."""
    columns = ("effectif", "moyenne", "ecart_type", "part_conjointe")
    given = keyed(case.given["effet"], ["traitement"], columns)
    expected = keyed(case.reference["effet"], ["traitement"], columns)
    if given is None or expected is None or given.keys() != expected.keys():
        table = wrong("« effet » : la table doit avoir les cinq colonnes et les quatre lignes demandées.")
    else:
        decimals = (0, 2, 2, 4)
        wrongs = [
            name for place, name in enumerate(columns) if not same_column(given, expected, place, decimals[place])
        ]
        table = Result(1 - len(wrongs) / 4, _explain_effect(case, given, wrongs))
    return weighted((0.5, table), (0.5, _adjusted(case)))


def _explain_effect(case: Case, given: Rows, wrongs: list[str]) -> str:
    if not wrongs:
        return ""
    population = {(fold(name),): value for name, value in case.reference["ecarts-types-ddof-0"].items()}
    if "ecart_type" in wrongs and all(close(given[key][2], value, decimals=2) for key, value in population.items()):
        return "« effet » : l’écart type demandé divise par n − 1."
    return f"« effet », à revoir : {', '.join(wrongs)}. Vérifiez quels dossiers chaque traitement garde."


def _adjusted(case: Case) -> Result:
    given = tame(case.given["moyenne_redressee"])
    if close(given, case.reference["moyenne_redressee"], decimals=2):
        return right()
    present = keyed(case.reference["effet"], ["traitement"], ["moyenne"])
    if present and close(given, present[("presents",)][0], decimals=2):
        return wrong("« moyenne_redressee » : vous supposez que les absents ressemblent aux présents, ce que les rappels contredisent.")
    if close(given, case.reference["moyenne-presents-et-rappels"], decimals=2):
        return wrong("« moyenne_redressee » : chaque dossier rappelé doit compter pour tous les absents qu’il représente.")
    if close(given, case.reference["moyenne-des-rappels"], decimals=2):
        return wrong("« moyenne_redressee » : les rappels ne représentent que les dossiers sans valeur, pas tous les dossiers.")
    return wrong("« moyenne_redressee » : ce n’est pas la moyenne que vos présents et vos rappels donnent ensemble.")
