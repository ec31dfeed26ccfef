# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Bilan d’une exploration : consigner, comparer, choisir, surveiller
#
# ## Situation
#
# Cap Lacaille assure des navires. Pour revoir ses tarifs dans l’Atlantique, son équipe data explore depuis six mois les
# trajectoires de cyclones publiées par l’agence météorologique des États-Unis. Elle l’a fait avec trois outils : pandas, du SQL dans
# DuckDB, et un tableur. Chaque exécution a laissé une ligne dans un **journal**.
#
# De la semaine 1 à la semaine 12, ce fut la **campagne** : chacun essayait. Le 25 mai 2026, il faut choisir un outil de référence ;
# de la semaine 13 à la semaine 26, ce fut le **suivi** de ce choix. Maud Le Goff, directrice des données, vous demande deux écrits :
# *ce que nous employons et ce que nous avons cherché*, puis *notre choix tient-il encore ?* Vous allez en établir chaque chiffre.
#
# ## Objectifs
#
# - tirer d’un journal les techniques les plus employées, et l’état de chaque recherche, échecs compris ;
# - faire répondre deux outils à la même question, et expliquer ce qui les sépare ;
# - comparer des outils de façon équitable ;
# - peser un choix, savoir à quoi il tient, le consigner avec ses preuves et ses conditions de révision ;
# - surveiller ce choix par des indicateurs et une alerte qui ne crie pas au loup ;
# - rendre compte par écrit.
#
# **Durée** : 90 minutes. **Prérequis** : pandas (filtrer, regrouper), SQL (agréger, grouper, `NULL`, une fonction de fenêtre),
# médiane, écart type, proportion et son écart type. Vous calculez avec les outils de votre choix ; seule la question 3 en demande deux.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | les techniques les plus employées | 2 |
# | 2 | l’état des recherches | 2 |
# | 3 | huit questions où un outil au moins se trompe : la cause, la réponse de pandas, celle du SQL | 3 |
# | 4 | une fonction de comparaison équitable, appelée sur des journaux que vous ne voyez pas | 3 |
# | 5 | le choix pondéré, et ce qui le renverserait | 2 |
# | 6 | l’entrée du registre des décisions | 2 |
# | 7 | les indicateurs du suivi, et une règle d’alerte éprouvée sur des semaines que vous ne voyez pas | 2 |
# | 8 | le document sur l’exploration, corrigé par une personne avec une grille | 2 |
# | 9 | le point de suivi du choix, corrigé par une personne avec une grille | 2 |
# | Total | neuf questions | 20 |
#
# Les questions 1 à 7 sont vérifiées par la machine, sur votre variante puis sur une autre : une valeur recopiée ne rapporte rien.
# N’arrondissez pas vos résultats ; si vous le faites, gardez au moins quatre décimales. Les contrôles affichés sous vos réponses
# portent sur leur forme : ils ne disent pas si elles sont justes. Chaque question se fait sans la précédente,
# sauf la 6, qui repart de vos seuils de la question 5.
#
# ## Les données
#
# `data/cyclones.parquet` : 19 537 relevés réels de 655 cyclones de l’Atlantique, 1975 à 2022 (base HURDAT2 de la NOAA). Votre variante
# en garde quatre cyclones sur cinq.
#
# | Colonne | Sens |
# |---|---|
# | `nom`, `annee` | nom du cyclone et année ; **un nom resert d’une année à l’autre** |
# | `instant` | date et heure du relevé (temps universel) |
# | `latitude`, `longitude` | position du centre, en degrés |
# | `statut` | classement du relevé (ouragan, tempête tropicale…) |
# | `categorie` | catégorie de Saffir-Simpson, de 1 à 5 ; **absente** si le relevé n’est pas celui d’un ouragan |
# | `vent` | vent maximal soutenu, en nœuds |
# | `pression` | pression au centre, en hectopascals |
# | `diametre` | diamètre de la zone où le vent dépasse 34 nœuds, en milles marins ; **absent** avant 2004 |
#
# `data/journal.jsonl` : le journal. Il est **synthétique**, comme l’entreprise et les personnes, mais ses défauts sont ceux de vrais journaux.
# Votre variante garde une partie des exécutions. Les analystes y sont des codes : le journal sert à juger des outils, jamais des personnes.
#
# | Champ | Sens |
# |---|---|
# | `id` | numéro de l’exécution |
# | `recu` | instant où le collecteur a reçu la ligne ; il reçoit parfois deux ou trois fois la même exécution (un **renvoi**) : seul `recu` diffère alors |
# | `semaine`, `jour` | semaine (1 à 26) et jour de l’exécution |
# | `analyste` | `a1` à `a6`, ou `robot` : chaque nuit, un programme rejoue des questions pour vérifier que tout marche |
# | `question`, `technique` | question explorée (`q01` à `q12`) et technique employée |
# | `outil`, `version` | outil, et sa version |
# | `donnees` | empreinte du fichier lu : les 12 premiers caractères de son SHA-256. Elle dit sur **quelle version des données** on a travaillé |
# | `lignes` | nombre de lignes du fichier lu |
# | `rang` | place de l’exécution dans sa session : la première (`rang` 1) ouvre l’outil et lit le fichier, elle est dite **à froid** |
# | `duree`, `unite` | durée, et son unité : `s` ou `ms` ; la durée manque parfois quand l’exécution échoue |
# | `memoire_mo` | mémoire, en mégaoctets |
# | `statut` | `ok`, `erreur`, ou `abandon` (interrompue, trop longue) |
# | `relance_de` | pour un nouvel essai après un échec (une **relance**) : l’`id` de l’exécution qui a échoué ; vide sinon |
# | `resultat` | le nombre obtenu, si l’exécution a réussi |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import hashlib
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from blocnotes_handin import choice, function, mapping, number, table

fichier = Path("data/cyclones.parquet")
version_reference = hashlib.sha256(fichier.read_bytes()).hexdigest()[:12]  # le fichier qui fait foi
version_partielle = "3f9a1c07be52"  # une livraison précédente, arrêtée en 2015

tous = pd.read_parquet(fichier)
gardes = tous[["nom", "annee"]].drop_duplicates().sample(frac=0.8, random_state=variante)
cyclones = tous.merge(gardes, on=["nom", "annee"])  # un relevé par ligne

moteur = duckdb.connect(config={"threads": 1})
moteur.register("cyclones", cyclones)


def interroger(requete):
    """Exécute une requête SQL sur la table « cyclones » ; rend la première case du résultat, ou None si elle échoue."""
    try:
        lignes = moteur.execute(requete).fetchall()
        return float(lignes[0][0]) if lignes and lignes[0][0] is not None else None
    except Exception as erreur:
        print("La requête échoue :", str(erreur)[:300])
        return None


print(f"{len(cyclones)} relevés de {len(gardes)} cyclones ; version de référence : {version_reference}")
cyclones.head(3)

# %% [markdown]
# ### Les explorations menées
#
# Voici les questions telles que l’équipe les a posées, et le code qu’elle a exécuté, tel quel, avec chaque outil. `tableur` donne, en
# Python, le calcul de la feuille (`NaN` : l’outil n’a pas servi à cette question). La question `q12` (une jointure avec les routes des navires) n’a jamais abouti.

# %% name="explorations" role="setup"
enonces = {
    "q01": "Écart type de la pression, sur les relevés de catégorie 5",
    "q02": "Écart entre le neuvième et le premier décile de la latitude moyenne des cyclones (une moyenne par cyclone)",
    "q03": "Nombre moyen de relevés par groupe de catégorie",
    "q04": "Part des relevés qui ne sont pas de catégorie 5",
    "q05": "Rang moyen des cyclones qui ont atteint 137 nœuds, parmi tous les cyclones classés par vent maximal décroissant",
    "q06": "Nombre de cyclones qui ont atteint 64 nœuds",
    "q07": "Diamètre moyen des relevés",
    "q08": "Vent moyen d’un cyclone (moyenne, sur les cyclones, du vent moyen de chacun)",
    "q09": "Nombre de relevés à 64 nœuds ou plus",
    "q10": "Médiane de la pression",
    "q11": "Vent maximal de chaque année : moyenne des maximums annuels",
}
en_pandas = {
    "q01": lambda c: c.loc[c["categorie"] == 5, "pression"].std(),
    "q02": lambda c: c.groupby(["nom", "annee"])["latitude"].mean().pipe(lambda m: m.quantile(0.9) - m.quantile(0.1)),
    "q03": lambda c: c.groupby("categorie").size().mean(),
    "q04": lambda c: (c["categorie"] != 5).mean(),
    "q05": lambda c: c.groupby(["nom", "annee"])["vent"].max().pipe(lambda v: v.rank(ascending=False)[v >= 137].mean()),
    "q06": lambda c: c.loc[c["vent"] >= 64, "nom"].nunique(),
    "q07": lambda c: c["diametre"].fillna(0).mean(),
    "q08": lambda c: c.groupby(["nom", "annee"])["vent"].mean().mean(),
    "q09": lambda c: (c["vent"] >= 64).sum(),
    "q10": lambda c: c["pression"].median(),
    "q11": lambda c: c.groupby("annee")["vent"].max().mean(),
}
en_sql = {
    "q01": "SELECT stddev_pop(pression) FROM cyclones WHERE categorie = 5",
    "q02": """SELECT quantile_disc(m, 0.9) - quantile_disc(m, 0.1)
              FROM (SELECT avg(latitude) AS m FROM cyclones GROUP BY nom, annee)""",
    "q03": "SELECT avg(n) FROM (SELECT categorie, count(*) AS n FROM cyclones GROUP BY categorie)",
    "q04": "SELECT count(*) FILTER (WHERE categorie <> 5) / count(*) FROM cyclones",
    "q05": """SELECT avg(rang) FROM (
                SELECT max(vent) AS v, rank() OVER (ORDER BY max(vent) DESC) AS rang
                FROM cyclones GROUP BY nom, annee) WHERE v >= 137""",
    "q06": "SELECT count(DISTINCT nom) FROM cyclones WHERE vent >= 64",
    "q07": "SELECT avg(diametre) FROM cyclones",
    "q08": "SELECT avg(vent) FROM cyclones",
    "q09": "SELECT count(*) FROM cyclones WHERE vent >= 64",
    "q10": "SELECT median(pression) FROM cyclones",
}
tableur = {
    "q01": lambda c: float(np.std(c.loc[c["categorie"] == 5, "pression"])),
    "q05": lambda c: c.groupby(["nom", "annee"])["vent"].max().pipe(lambda v: v.rank(ascending=False, method="min")[v >= 137].mean()),
    "q07": lambda c: c["diametre"].sum() / len(c),
    "q09": lambda c: (c["vent"] >= 64).sum(),
    "q11": en_pandas["q11"],
}
resultats = {}
for empreinte, lus in [(version_reference, cyclones), (version_partielle, cyclones[cyclones["annee"] <= 2015])]:
    moteur.register("cyclones", lus)
    for q in enonces:
        resultats["pandas", q, empreinte] = float(en_pandas[q](lus))
        if q in en_sql:
            resultats["duckdb", q, empreinte] = interroger(en_sql[q])
        if q in tableur:
            resultats["tableur", q, empreinte] = float(tableur[q](lus))
moteur.register("cyclones", cyclones)

for q, enonce in enonces.items():
    print(f"{q} : {enonce}")
pd.DataFrame({
    outil: {q: resultats.get((outil, q, version_reference)) for q in enonces} for outil in ("pandas", "duckdb", "tableur")
})

# %% name="journal" role="setup"
journal = pd.read_json("data/journal.jsonl", lines=True, convert_dates=False)
gardees = journal["id"].drop_duplicates().sample(frac=0.85, random_state=variante)
journal = journal[journal["id"].isin(gardees)].reset_index(drop=True)
journal["resultat"] = [
    resultats.get((ligne.outil, ligne.question, ligne.donnees)) if ligne.statut == "ok" else None for ligne in journal.itertuples()
]
journal["resultat"] = journal["resultat"].astype(float)
print(f"{len(journal)} lignes, semaines {journal['semaine'].min()} à {journal['semaine'].max()}")
journal.head()

# %%
journal.groupby("outil")["duree"].mean()  # le premier réflexe… qui ne vaut rien : dites pourquoi à la question 8

# %% [markdown]
# ## Question 1. Les techniques les plus employées (2 points)
#
# Sur la **campagne** (semaines 1 à 12). Une **exécution** est un `id` : ses renvois ne comptent pas. Une **exploration** est une exécution faite
# par une personne (pas par le robot) et qui n’est pas une relance ; elle compte quel que soit son statut.
#
# Remettez :
#
# - `comptes`, un dictionnaire : `lignes` (lignes du journal sur la campagne), `renvois` (lignes en trop), `robot` (exécutions du robot),
#   `relances` (exécutions qui sont des relances), `explorations` ;
# - `usages`, une table, une ligne par technique, dans l’ordre que vous voulez : `technique`, `explorations` (leur nombre), `analystes` (nombre
#   d’analystes différents qui les ont faites), `outil` (l’outil le plus fréquent parmi ces explorations ; à égalité, le premier dans l’ordre alphabétique).

# %% name="usages-code" role="solution"
### BEGIN SOLUTION
executions = journal.drop_duplicates("id")
campagne = executions[executions["semaine"] <= 12]
humaines = campagne[campagne["analyste"] != "robot"]
explorations = humaines[humaines["relance_de"].isna()]
lignes_campagne = int((journal["semaine"] <= 12).sum())
comptes = {
    "lignes": lignes_campagne,
    "renvois": lignes_campagne - len(campagne),
    "robot": len(campagne) - len(humaines),
    "relances": len(humaines) - len(explorations),
    "explorations": len(explorations),
}
usages = explorations.groupby("technique").agg(
    explorations=("id", "size"),
    analystes=("analyste", "nunique"),
    outil=("outil", lambda o: o.mode().min()),
).reset_index()
### END SOLUTION

# %% name="usages" role="answer" points=2
answer("comptes", form=mapping(["lignes", "renvois", "robot", "relances", "explorations"], of=number(0)), checks={
    "Les lignes se partagent entre renvois, robot, relances et explorations.":
        lambda c: c["lignes"] == c["renvois"] + c["robot"] + c["relances"] + c["explorations"],
})
answer("usages", form=table(["technique", "explorations", "analystes", "outil"]), ordered=False, checks={
    "Chaque technique a une seule ligne.": lambda t: t["technique"].is_unique,
})

# %% name="usages-autres" role="reference"
def compter(lignes):
    return lignes.groupby("technique")["id"].size().to_dict()


answer("usages-lignes", compter(journal[journal["semaine"] <= 12]))
answer("usages-robot", compter(campagne[campagne["relance_de"].isna()]))
answer("usages-relances", compter(humaines))
answer("usages-reussies", compter(explorations[explorations["statut"] == "ok"]))
answer("usages-tout", compter(executions[(executions["analyste"] != "robot") & executions["relance_de"].isna()]))

# %% [markdown]
# ## Question 2. L’état des recherches (2 points)
#
# Toujours sur la campagne, et sur les exécutions faites par des personnes, **relances comprises**. Un **résultat valable** est le `resultat` d’une
# exécution réussie (`statut` `ok`) sur les données de référence (`donnees` égal à `version_reference`). Deux résultats sont les mêmes
# s’ils s’écartent de 0,001 au plus.
#
# Remettez la table `recherches`, une ligne par question de `q01` à `q12`, dans l’ordre que vous voulez :
#
# - `question`, `essais` (nombre d’exécutions), `echecs` (nombre d’exécutions dont le statut n’est pas `ok`) ;
# - `etat`, le premier qui convient :
#   `"établi"` (au moins deux outils ont un résultat valable, et tous ces résultats sont les mêmes) ;
#   `"discordant"` (il y a des résultats valables, et ils ne sont pas tous les mêmes) ;
#   `"à confirmer"` (il y a des résultats valables, mais d’un seul outil) ;
#   `"périmé"` (aucun résultat valable, mais au moins une exécution réussie) ;
#   `"sans résultat"` (aucune exécution réussie) ;
# - `resultat` : le résultat valable si l’état est `"établi"` ou `"à confirmer"`, sinon une valeur absente (`NaN`).

# %% name="recherches-code" role="solution"
### BEGIN SOLUTION
fiches = []
for q, essais in humaines.groupby("question"):
    reussis = essais[essais["statut"] == "ok"]
    valables = reussis[reussis["donnees"] == version_reference]
    unanime = len(valables) > 0 and valables["resultat"].max() - valables["resultat"].min() <= 0.001
    if unanime and valables["outil"].nunique() >= 2:
        etat = "établi"
    elif len(valables) and not unanime:
        etat = "discordant"
    elif len(valables):
        etat = "à confirmer"
    else:
        etat = "périmé" if len(reussis) else "sans résultat"
    fiches.append({
        "question": q,
        "essais": len(essais),
        "echecs": len(essais) - len(reussis),
        "etat": etat,
        "resultat": valables["resultat"].iloc[0] if etat in ("établi", "à confirmer") else np.nan,
    })
recherches = pd.DataFrame(fiches)
### END SOLUTION

# %% name="recherches" role="answer" points=2
etats = ["établi", "discordant", "à confirmer", "périmé", "sans résultat"]
answer("recherches", form=table(["question", "essais", "echecs", "etat", "resultat"], rows=12), ordered=False, checks={
    "Chaque état est l’un des cinq.": lambda t: set(t["etat"]) <= set(etats),
    "Il n’y a pas plus d’échecs que d’essais.": lambda t: bool((t["echecs"] <= t["essais"]).all()),
})

# %% [markdown]
# ## Question 3. Deux outils, une seule réponse (3 points)
#
# Sept des questions `q01` à `q08` opposent pandas et SQL ; pour l’autre, les deux disent la même chose et **se trompent ensemble**. Maud Le Goff a
# fixé une convention :
#
# 1. un cyclone est un couple (`nom`, `annee`) ;
# 2. une valeur absente ne compte pas dans le calcul d’une moyenne ou d’un écart type ;
# 3. les relevés sans catégorie forment un groupe comme les autres, et ne sont pas « de catégorie 5 » ;
# 4. un écart type divise par *n* − 1 ;
# 5. un quantile *p* se lit à la position (*n* − 1)*p* des valeurs triées, numérotées à partir de 0 ; entre deux valeurs, par interpolation linéaire ;
# 6. des ex æquo partagent le meilleur rang (1, 2, 2, 4…).
#
# Pour chacune des huit questions, remettez, selon cette convention et l’énoncé de la question :
#
# - `causes` : dictionnaire question → ce qui a trompé l’outil (ou les outils) en défaut : `"diviseur"`, `"interpolation"`, `"groupe absent"` (un groupe a
#   disparu), `"comparaison"` (une comparaison avec une valeur absente), `"absence comptée zéro"` (une valeur absente est entrée dans le calcul comme un 0), `"ex æquo"` ou `"grain"` (on compte, ou on pondère, par autre chose que
#   le cyclone). Une cause peut servir deux fois ;
# - `par_pandas` : dictionnaire question → la réponse conforme, calculée avec pandas (ou numpy) ;
# - `requetes` : dictionnaire question → une requête SQL qui rend cette même réponse. Le notebook l’exécute avec `interroger`.
#
# Le but est l’accord : la réponse de pandas et celle du SQL ne comptent qu’ensemble, si les deux sont justes (deux tiers des points) ; la cause fait le reste, si l’une au moins des
# deux réponses à cette question est juste.

# %% name="accords-code" role="solution"
### BEGIN SOLUTION
cinq = cyclones[cyclones["categorie"] == 5]
maximums = cyclones.groupby(["nom", "annee"])["vent"].max()
causes = {
    "q01": "diviseur", "q02": "interpolation", "q03": "groupe absent", "q04": "comparaison",
    "q05": "ex æquo", "q06": "grain", "q07": "absence comptée zéro", "q08": "grain",
}
par_pandas = {
    "q01": cinq["pression"].std(),
    "q02": np.subtract(*cyclones.groupby(["nom", "annee"])["latitude"].mean().quantile([0.9, 0.1])),
    "q03": cyclones.groupby("categorie", dropna=False).size().mean(),
    "q04": (cyclones["categorie"] != 5).mean(),
    "q05": maximums.rank(ascending=False, method="min")[maximums >= 137].mean(),
    "q06": (maximums >= 64).sum(),
    "q07": cyclones["diametre"].mean(),
    "q08": cyclones.groupby(["nom", "annee"])["vent"].mean().mean(),
}
requetes = {
    "q01": "SELECT stddev_samp(pression) FROM cyclones WHERE categorie = 5",
    "q02": en_sql["q02"].replace("quantile_disc", "quantile_cont"),
    "q03": en_sql["q03"],
    "q04": "SELECT count(*) FILTER (WHERE categorie IS DISTINCT FROM 5) / count(*) FROM cyclones",
    "q05": en_sql["q05"],
    "q06": "SELECT count(*) FROM (SELECT DISTINCT nom, annee FROM cyclones WHERE vent >= 64)",
    "q07": en_sql["q07"],
    "q08": "SELECT avg(m) FROM (SELECT avg(vent) AS m FROM cyclones GROUP BY nom, annee)",
}
### END SOLUTION

# %% name="rejouer" role="setup"
def rejouer(textes):
    """Exécute les requêtes remises : question → nombre, ou None."""
    if not isinstance(textes, dict):
        return {}
    return {q: interroger(textes[q]) if isinstance(textes.get(q), str) else None for q in list(enonces)[:8]}


par_sql = rejouer(globals().get("requetes"))

# %% name="accords" role="answer" points=3
huit = list(enonces)[:8]
answer("causes", form=mapping(huit, of=choice(
    "diviseur", "interpolation", "groupe absent", "comparaison", "absence comptée zéro", "ex æquo", "grain",
)))
answer("par_pandas", form=mapping(huit, of=number()))
answer("par_sql", form=mapping(huit, of=number()), checks={
    "Chaque requête rend un nombre.": lambda r: all(v is not None for v in r.values()),
    "pandas et SQL sont d’accord sur les huit questions (à 0,001 près).":
        lambda r: all(abs(r[q] - par_pandas[q]) <= 0.001 for q in huit),
})

# %% name="accords-autres" role="reference"
answer("premiers-pandas", {q: resultats["pandas", q, version_reference] for q in huit})
answer("premiers-sql", {q: resultats["duckdb", q, version_reference] for q in huit})

# %% [markdown]
# ## Question 4. Une comparaison équitable (3 points)
#
# Écrivez la fonction `comparer(executions, version, a, b)`. `executions` est une liste de dictionnaires, un par ligne de journal, avec les clés `id`,
# `question`, `outil`, `donnees`, `rang`, `duree`, `unite` et `statut` ; `version` est une empreinte de données ; `a` et `b` sont deux outils. Le protocole :
#
# 1. d’un même `id`, on ne garde qu’une ligne (les renvois sont identiques) ;
# 2. on ne garde que les exécutions dont `donnees` est `version`, et, pour les outils `a` et `b`, celles qui ne sont pas à froid (`rang` au moins 2) ;
# 3. les durées sont comparées en secondes (`unite` vaut `"s"` ou `"ms"`) ;
# 4. pour chaque question et chaque outil, on prend la **médiane** des durées des exécutions réussies (`statut` `"ok"`) ; une question est
#    **comparable** si chacun des deux outils y a au moins trois exécutions réussies ;
# 5. le rapport d’une question comparable est (médiane de `a`) ÷ (médiane de `b`) ; `rapport` est la **médiane des rapports** des questions comparables ;
# 6. les échecs comptent : `echecs_a` et `echecs_b` sont la part des exécutions gardées à l’étape 2, **toutes questions confondues**, dont le statut n’est pas `"ok"`.
#
# La médiane d’un nombre pair de valeurs est la moyenne des deux du milieu. La fonction rend le dictionnaire
# `{"questions": …, "rapport": …, "echecs_a": …, "echecs_b": …}`, où `questions` est le nombre de questions comparables ; `rapport` vaut `None` s’il n’y en a pas, et
# la part d’échecs d’un outil vaut `None` s’il n’a aucune exécution gardée. La `duree` d’une exécution qui échoue peut être `None` (ou `NaN`).
#
# Appliquez-la ensuite aux exécutions de la campagne **faites par des personnes**, sur `version_reference`, avec `a` = `"pandas"` et `b` = `"duckdb"`, et
# remettez le résultat dans `bilan`. À la correction, la fonction vaut deux points, sur des journaux tirés au hasard, et `bilan` un point.

# %% name="comparer-code" role="solution"
### BEGIN SOLUTION
from statistics import median


def comparer(executions, version, a, b):
    """Compare deux outils sur les mêmes données, à chaud, question par question, échecs comptés."""
    uniques = {e["id"]: e for e in executions}.values()
    gardees = [e for e in uniques if e["donnees"] == version and e["rang"] >= 2 and e["outil"] in (a, b)]
    durees = {}
    for e in gardees:
        if e["statut"] == "ok":
            secondes = e["duree"] / 1000 if e["unite"] == "ms" else e["duree"]
            durees.setdefault(e["question"], {a: [], b: []})[e["outil"]].append(secondes)
    rapports = [median(d[a]) / median(d[b]) for d in durees.values() if len(d[a]) >= 3 and len(d[b]) >= 3]

    def echecs(outil):
        siennes = [e["statut"] != "ok" for e in gardees if e["outil"] == outil]
        return sum(siennes) / len(siennes) if siennes else None

    return {
        "questions": len(rapports),
        "rapport": median(rapports) if rapports else None,
        "echecs_a": echecs(a),
        "echecs_b": echecs(b),
    }


bilan = comparer(humaines.to_dict("records"), version_reference, "pandas", "duckdb")
### END SOLUTION

# %% name="comparer" role="answer" points=3
essai = [
    {"id": f"t{i}", "question": "q01", "outil": outil, "donnees": "v", "rang": 2, "duree": duree, "unite": "s", "statut": "ok"}
    for i, (outil, duree) in enumerate([("x", 1.0), ("x", 2.0), ("x", 9.0), ("y", 1.0), ("y", 1.0), ("y", 4.0)])
]
answer("comparer", form=function(), calls=[[essai, "v", "x", "y"]], checks={
    "Sur un petit journal, le dictionnaire a les quatre clés, et x y met deux fois plus de temps que y.":
        lambda f: set(f(essai, "v", "x", "y")) == {"questions", "rapport", "echecs_a", "echecs_b"} and f(essai, "v", "x", "y")["rapport"] == 2,
})
answer("bilan", form=mapping(["questions", "rapport", "echecs_a", "echecs_b"]))

# %% [markdown]
# ## Question 5. Peser, et savoir ce qui renverserait le choix (2 points)
#
# La cellule suivante donne cinq critères, mesurés pour chaque outil par une équipe extérieure au journal ; leurs poids, dont la somme vaut 1 ; les bornes d’une échelle ; et
# 2 000 jeux de poids tirés au hasard. `duree` est en secondes, `echecs` et `maitrise` (analystes à l’aise avec l’outil) sont des parts, `relecture` est une note sur 20 (un collègue
# refait-il l’exploration d’après ce qui en reste ?), `accessibilite` un pourcentage.

# %% name="criteres" role="setup"
criteres = pd.DataFrame(
    {
        "duckdb": [0.7 + variante % 5 / 10, 0.060 + variante % 7 / 500, 0.56, 16.5 + variante % 3 / 2, 68],
        "pandas": [1.8 + variante % 4 / 10, 0.050 + variante % 3 / 200, 0.70 + variante % 6 / 100, 12.5, 70],
        "tableur": [13.0 + variante % 3, 0.17 + variante % 8 / 100, 1.0, 8.0, 84],
    },
    index=["duree", "echecs", "maitrise", "relecture", "accessibilite"],
)
bornes = pd.DataFrame(
    {"pire": [10.0, 0.30, 0.0, 0.0, 50.0], "meilleur": [0.0, 0.0, 1.0, 20.0, 100.0]}, index=criteres.index
)
poids = pd.Series([0.25, 0.25, 0.15, 0.25, 0.10], index=criteres.index)
tirages = pd.DataFrame(
    np.random.default_rng(variante).dirichlet(np.ones(5), size=2000), columns=criteres.index
)
pd.concat([criteres, bornes, poids.rename("poids")], axis=1)

# %% [markdown]
# La **part** d’un critère est (valeur − pire) ÷ (meilleur − pire), ramenée à 0 si elle est négative et à 1 si elle dépasse 1. La **note** d’un outil est la somme de
# ses cinq parts multipliées par leurs poids. Remettez :
#
# - `notes` : dictionnaire outil → note, avec `poids` ;
# - `premiers` : dictionnaire outil → part des 2 000 jeux de `tirages` où sa note est la plus haute (0 si cela n’arrive jamais) ;
# - `seuils` : dictionnaire critère → la valeur de ce critère à laquelle l’outil de plus haute note, **si ce critère se dégrade seul chez lui**, n’a plus que la note du deuxième ; `None`
#   si, même à la valeur `pire`, il garde une note plus haute.

# %% name="choix-code" role="solution"
### BEGIN SOLUTION
etendue = bornes["meilleur"] - bornes["pire"]
parts = criteres.sub(bornes["pire"], axis=0).div(etendue, axis=0).clip(0, 1)
note = parts.mul(poids, axis=0).sum().sort_values(ascending=False)
notes = note.to_dict()
gagnants = pd.DataFrame(tirages.to_numpy() @ parts.to_numpy(), columns=parts.columns).idxmax(axis=1)
premiers = {outil: float((gagnants == outil).mean()) for outil in criteres}
premier, avance = note.index[0], note.iloc[0] - note.iloc[1]
seuils = {}
for critere in criteres.index:
    part = parts.loc[critere, premier] - avance / poids[critere]
    seuils[critere] = float(bornes.loc[critere, "pire"] + part * etendue[critere]) if part >= 0 else None
### END SOLUTION

# %% name="choix" role="answer" points=2
answer("notes", form=mapping(list(criteres), of=number(0, 1)))
answer("premiers", form=mapping(list(criteres), of=number(0, 1)), checks={
    "La somme des parts vaut 1.": lambda p: abs(sum(p.values()) - 1) < 1e-6,
})
answer("seuils", form=mapping(list(criteres.index)))

# %% name="choix-autres" role="reference"
bruts = criteres.sub(bornes["pire"], axis=0).div(etendue, axis=0)
answer("notes-sans-bornes", bruts.mul(poids, axis=0).sum().to_dict())
relatives = criteres.sub(criteres.min(axis=1), axis=0).div(criteres.max(axis=1) - criteres.min(axis=1), axis=0)
relatives.loc[["duree", "echecs"]] = 1 - relatives.loc[["duree", "echecs"]]
answer("notes-relatives", relatives.mul(poids, axis=0).sum().to_dict())
answer("criteres", criteres.reset_index(names="critere"))

# %% [markdown]
# ## Question 6. Le registre des décisions (2 points)
#
# Un choix qu’on ne sait plus expliquer ne se surveille pas. Remettez le dictionnaire `decision`, l’entrée du registre au 25 mai 2026, avec les clés :
#
# - `date` : le texte `"2026-05-25"` ; `echeance` : un texte de même forme, la date de révision ordinaire, après `date` et le 23 novembre 2026 au plus tard ;
# - `responsable` : un rôle, pas un nom (3 à 80 caractères) ; `contexte` et `consequences` : deux textes de 80 à 600 caractères ;
# - `options` : la liste des trois outils étudiés ; `choix` : l’outil de plus haute note à la question 5 ;
# - `preuves` : une liste de 8 à 40 `id` différents. Chacun est une exécution de la campagne faite par une personne, sur `version_reference`, et qui n’est pas à froid. Pour au moins trois
#   questions, elle compte à la fois une exécution réussie de pandas et une de DuckDB ; et elle compte **au moins un échec** de l’outil choisi ;
# - `revision` : une liste de 2 à 6 conditions, chacune un dictionnaire : `indicateur` (`"taux_echec"`, `"part_usage"`, `"duree_mediane"` ou `"analystes"`), `outil` (l’outil choisi), `operateur` (`">"` ou `"<"`),
#   `seuil` (un nombre positif), `semaines` (nombre de semaines de suite, de 1 à 4), `effectif_min` (nombre d’exécutions par semaine sous lequel on ne conclut pas, 10 au moins). Elles portent sur deux indicateurs
#   au moins, et chacune alerte dans le sens où les choses empirent. L’une porte sur `taux_echec` : son seuil est **au-dessus du taux d’échec actuel** de l’outil (table `criteres`) et **ne dépasse pas le seuil** de
#   la question 5. Un seuil de `part_usage` est une part, de 0 à 1.

# %% name="registre-code" role="solution"
### BEGIN SOLUTION
admissibles = humaines[(humaines["donnees"] == version_reference) & (humaines["rang"] >= 2)]
reussies = admissibles[(admissibles["statut"] == "ok") & admissibles["outil"].isin(["pandas", "duckdb"])]
des_deux = reussies.groupby("question")["outil"].nunique().loc[lambda n: n == 2].index[:5]
paires = reussies[reussies["question"].isin(des_deux)].drop_duplicates(["question", "outil"])
ratees = admissibles[(admissibles["statut"] != "ok") & (admissibles["outil"] == premier)].head(4)
actuel, limite = criteres.loc["echecs", premier], seuils["echecs"]
decision = {
    "date": "2026-05-25",
    "contexte": "Douze semaines d’essais libres sur les cyclones de l’Atlantique : trois outils, des réponses qui divergent, "
    "aucune référence commune pour relire le travail d’un collègue.",
    "options": ["pandas", "duckdb", "tableur"],
    "preuves": [*paires["id"], *ratees["id"]],
    "choix": premier,
    "consequences": "Les explorations nouvelles se font dans l’outil choisi ; pandas reste admis pour les graphiques. "
    "Deux demi-journées de formation, et une convention écrite sur les valeurs absentes.",
    "responsable": "Responsable de l’analyse",
    "echeance": "2026-11-02",
    "revision": [
        {"indicateur": "taux_echec", "outil": premier, "operateur": ">", "seuil": (actuel + limite) / 2, "semaines": 2, "effectif_min": 15},
        {"indicateur": "part_usage", "outil": premier, "operateur": "<", "seuil": 0.5, "semaines": 3, "effectif_min": 20},
    ],
}
### END SOLUTION

# %% name="registre" role="answer" points=2
answer("decision", form=mapping([
    "date", "contexte", "options", "preuves", "choix", "consequences", "responsable", "echeance", "revision",
]), checks={
    "Les preuves sont de 8 à 40 numéros différents, tous présents dans le journal.":
        lambda d: 8 <= len(d["preuves"]) == len(set(d["preuves"])) <= 40 and set(d["preuves"]) <= set(journal["id"]),
    "Chaque condition de révision a ses six clés.": lambda d: all(
        set(c) == {"indicateur", "outil", "operateur", "seuil", "semaines", "effectif_min"} for c in d["revision"]
    ),
})

# %% name="registre-admissibles" role="reference"
answer("admissibles", {
    ligne.id: [ligne.question, ligne.outil, ligne.statut == "ok"] for ligne in admissibles.itertuples()
})
answer("refusees", {
    "froid": campagne.loc[campagne["rang"] < 2, "id"].tolist(),
    "version": campagne.loc[campagne["donnees"] != version_reference, "id"].tolist(),
    "robot": campagne.loc[campagne["analyste"] == "robot", "id"].tolist(),
    "suivi": executions.loc[executions["semaine"] > 12, "id"].tolist(),
})

# %% [markdown]
# ## Question 7. Surveiller le choix, sans crier au loup (2 points)
#
# DuckDB a été retenu. Remettez la table `suivi`, une ligne par semaine de 13 à 26, dans l’ordre que vous voulez (renvois et robot ne comptent jamais) :
#
# - `semaine`, `explorations` (au sens de la question 1) et `part_duckdb` (part de ces explorations faites avec DuckDB) ;
# - `executions` et `echecs` : les exécutions de DuckDB, relances comprises, et celles dont le statut n’est pas `ok` ;
# - `limite` : la limite haute de contrôle de leur taux d’échec, $p_0 + 3\sqrt{p_0(1-p_0)/n}$, où *n* est `executions` et $p_0$ le taux d’échec de DuckDB, compté de la même façon, sur la campagne.
#
# Écrivez aussi la fonction `alerter(semaines, p0)`. `semaines` est la liste, dans l’ordre du temps, de paires `[exécutions, échecs]`, et `p0` le taux de référence. Elle rend la place (0 pour la
# première) de la semaine où vous donnez l’alerte pour la première fois, ou `None` ; elle ne décide une semaine qu’avec cette semaine et les précédentes. Toute règle convient (limites de contrôle, loi binomiale,
# cumul…) si, sur des suites de 16 semaines tirées au hasard, $p_0$ allant de 0,03 à 0,15 :
#
# - **suites stables** (60 à 200 exécutions par semaine, taux $p_0$) : moins de 15 % déclenchent une alerte ;
# - **dérives** (mêmes effectifs ; le taux passe, et reste, à au moins le double de $p_0$ et 12 points de plus) : dans 80 % des suites au moins, la première alerte tombe dans les quatre premières semaines de la dérive, la semaine
#   où elle commence comprise ; une alerte donnée avant est une fausse alerte ;
# - **semaines creuses** (suites stables, 1 à 3 exécutions par semaine) : moins de 20 % déclenchent une alerte. À cette taille, un échec isolé ne prouve rien ;
# - une semaine sans exécution `[0, 0]` ne déclenche rien et ne fait pas d’erreur ; une liste vide rend `None`.
#
# La table vaut la moitié des points, la fonction l’autre moitié.

# %% name="surveillance-code" role="solution"
### BEGIN SOLUTION
from math import comb

vraies = executions[executions["analyste"] != "robot"]
de_duckdb = vraies[vraies["outil"] == "duckdb"].assign(echec=lambda t: t["statut"] != "ok")
p0 = de_duckdb.loc[de_duckdb["semaine"] <= 12, "echec"].mean()
nouvelles = vraies[vraies["relance_de"].isna() & (vraies["semaine"] >= 13)].assign(d=lambda t: t["outil"] == "duckdb")
suivi = nouvelles.groupby("semaine").agg(explorations=("id", "size"), part_duckdb=("d", "mean")).join(
    de_duckdb.groupby("semaine").agg(executions=("id", "size"), echecs=("echec", "sum"))
).reset_index()
suivi["limite"] = p0 + 3 * np.sqrt(p0 * (1 - p0) / suivi["executions"])


def alerter(semaines, p0):
    """Première semaine dont les échecs ont moins d’une chance sur mille d’arriver au taux de référence."""
    for place, (n, k) in enumerate(semaines):
        moins_de_k = sum(comb(n, i) * p0**i * (1 - p0) ** (n - i) for i in range(k))
        if 1 - moins_de_k < 0.001:
            return place
    return None
### END SOLUTION

# %% name="surveillance" role="answer" points=2
answer("suivi", form=table(["semaine", "explorations", "part_duckdb", "executions", "echecs", "limite"], rows=14), ordered=False, checks={
    "Les semaines vont de 13 à 26.": lambda t: set(t["semaine"]) == set(range(13, 27)),
})
alarme = [[100, 5], [0, 0], [100, 60], [100, 60]]
answer("alerter", form=function(), calls=[[alarme, 0.05], [[], 0.05]], checks={
    "Rien à signaler sur une liste vide.": lambda f: f([], 0.05) is None,
    "Soixante échecs sur cent, au lieu de cinq, déclenchent l’alerte.": lambda f: f(alarme, 0.05) in (2, 3),
})

# %% name="surveillance-autres" role="reference"
avec_renvois = journal[(journal["analyste"] != "robot") & (journal["semaine"] >= 13) & journal["relance_de"].isna()]
answer("suivi-renvois", avec_renvois.groupby("semaine").size().rename_axis("semaine").reset_index(name="explorations"))
p_robot = (executions.loc[(executions["semaine"] <= 12) & (executions["outil"] == "duckdb"), "statut"] != "ok").mean()
answer("limite-robot", suivi[["semaine"]].assign(limite=p_robot + 3 * np.sqrt(p_robot * (1 - p_robot) / suivi["executions"])))
answer("limite-propre", suivi[["semaine"]].assign(
    limite=(lambda p: p + 3 * np.sqrt(p * (1 - p) / suivi["executions"]))(suivi["echecs"].sum() / suivi["executions"].sum())
))

# %% [markdown]
# ## Question 8. Le document : techniques employées, recherches menées (2 points)
#
# Rédigez en 250 à 350 mots, pour l’équipe et pour qui la rejoindra, le document qui reste de la campagne. Il :
#
# 1. **présente les techniques et les outils les plus employés**, chiffres à l’appui, en disant ce qu’un décompte du journal ne montre pas ;
# 2. **rend compte des recherches** : combien sont établies, discordantes, périmées ou sans résultat ; au moins deux désaccords expliqués, avec la règle à suivre désormais et la façon de refaire le calcul (données de référence, outil) ;
#    ce qui reste à faire ;
# 3. dit ce que vaut la comparaison des outils : le résultat de la question 4, et pourquoi la moyenne brute affichée sous le journal ne pouvait pas servir.

# %% [markdown] name="document" role="manual" points=2
# ### BEGIN SOLUTION
# *(Chiffres d’une variante, à titre d’exemple.)*
#
# **Ce que nous employons.** En douze semaines, le journal compte 856 lignes, mais seulement 528 explorations : le reste, ce sont 133 renvois, 156 passages du robot et 39
# relances. Les rangs et fenêtres viennent en tête (158 explorations), mais un seul analyste les emploie. La technique partagée par les six est l’agrégation par groupe (122), suivie des valeurs manquantes (65) et de la
# visualisation (58). pandas a servi à 263 explorations, DuckDB à 184, le tableur à 81. Le journal dit ce qui est lancé, pas ce qui est utile, ni ce qu’on a renoncé à essayer.
#
# **Ce que nous avons cherché.** Sur douze questions, deux sont établies (q06, q09), sept discordantes (q01 à q05, q07, q08), une à confirmer (q10, un seul outil), une périmée (q11 : aucun essai sur les données de
# référence), une sans résultat (q12, 34 essais, 34 échecs). Les désaccords viennent de conventions. q07 : 80 milles si l’on compte les diamètres absents pour zéro, 149 si on les
# laisse de côté ; désormais on les laisse. q03 : pandas oubliait les relevés sans catégorie ; on les garde, avec `dropna=False`. q06 était « établie » et fausse : les deux outils comptaient des
# noms, qui resservent ; on compte des couples (nom, année). Pour refaire ces calculs : le fichier d’empreinte afc14b79696c, les requêtes de la question 3, et pandas en contrôle. Restent q10 à confirmer en SQL, q11 à rejouer, q12 à
# reprendre hors du tableur.
#
# **Ce que vaut la comparaison.** À données égales, à chaud, question par question, pandas met 1,5 fois le temps de DuckDB (médiane de huit questions), mais DuckDB échoue plus souvent (13 % contre 6 %). La
# moyenne brute disait l’inverse : elle mêle secondes et millisecondes, exécutions à froid, deux versions des données, abandons, et quelques durées extrêmes.
# ### END SOLUTION

# %% [markdown]
# ## Question 9. Le point de suivi : le choix tient-il encore ? (2 points)
#
# Appliquez votre règle `alerter` aux quatorze semaines du suivi, regardez aussi `part_duckdb` et la colonne `version` du journal, puis rédigez en 200 à 300 mots, pour Maud Le Goff, le point de suivi au 31 août 2026. Il :
#
# 1. **dit ce que montrent les indicateurs**, en distinguant le hasard d’un changement : au moins un taux avec sa limite, la semaine de l’alerte, et ce que l’usage en dit ; ce qui a pu le causer, et ce qui ne le prouve pas encore ;
# 2. **conclut sur le choix** : conditions de révision remplies ou non, décision (garder, suspendre, changer, revenir à une version…), actions datées avec un responsable, et ce qu’on surveillera ensuite, avec quel seuil.

# %% [markdown] name="revision" role="manual" points=2
# ### BEGIN SOLUTION
# *(Chiffres d’une variante, à titre d’exemple.)*
#
# **Ce que montrent les indicateurs.** De la semaine 13 à la semaine 20, le taux d’échec de DuckDB va de 0 à 12 %, sous sa limite (21 à 26 % selon l’effectif) : rien ne le distingue des
# 8 % de la campagne. Semaine 21 : 8 échecs sur 33, soit 24 % pour une limite de 22 %. Ma règle, plus exigeante, alerte en semaine 22 (13 sur 33, 39 %) ; les semaines 23, 25 et 26 restent près de
# la limite ou au-dessus. La semaine 24, sans échec, ne rassure pas : six exécutions ne prouvent rien. L’usage suit : de 69 % des explorations en semaine 19 à 24 % en semaine 26.
#
# La hausse commence la semaine où DuckDB passe de la version 1.4 à la 2.0. C’est une coïncidence forte, pas une preuve : les questions posées ont pu changer aussi. Pour trancher, rejouer les mêmes questions dans les deux
# versions.
#
# **Le choix.** La première condition de révision (plus de 8,65 % d’échecs, deux semaines de suite, 15 exécutions au moins) est remplie depuis la semaine 22. La seconde (moins de la moitié des explorations, trois semaines de
# suite, 20 exécutions au moins) ne l’est pas : les semaines creuses ne comptent pas. Au-delà de 11,3 % d’échecs, pandas redevenait premier : tel quel, le choix ne tient plus. Je propose de **suspendre** la
# version 2.0, sans changer d’outil.
#
# **Actions.** Retour à la version 1.4 pour tous : service informatique, 4 septembre. Rejeu des huit questions dans les deux versions : responsable de l’analyse, 11 septembre. Décision consignée au registre :
# directrice des données, 18 septembre. D’ici là, le taux d’échec est lu chaque lundi ; au-dessus de 11,3 % avec la version 1.4 deux semaines de suite, sur vingt exécutions au moins, les
# explorations nouvelles repassent en pandas.
# ### END SOLUTION
