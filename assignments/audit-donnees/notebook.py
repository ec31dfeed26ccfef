# %% [markdown]
# # Auditer les données d’un laboratoire : volumes, types, qualité, carte
#
# ## La situation
#
# L’hôpital pédiatrique Sainte-Odile veut prévoir, au moment du prélèvement, les analyses dont le résultat tardera, pour prévenir les familles et
# mieux répartir le travail du laboratoire. Avant d’accepter le projet, sa directrice des opérations et sa déléguée à la protection des données (DPO)
# vous demandent un **audit** : quelles données existent, en quelle quantité, de quel type, dans quel état, lesquelles parlent des personnes, et comment
# elles se relient.
#
# Vous êtes chef ou cheffe de projet data et IA. On vous a ouvert un dossier de cinq fichiers, de cinq formats, tenus par cinq équipes. Personne
# ne les a jamais regardés ensemble.
#
# ## Objectifs
#
# - inventorier des sources hétérogènes : lignes, colonnes, octets, encodage ;
# - typer des colonnes par des règles explicites ;
# - mesurer complétude, unicité et intégrité entre sources ;
# - repérer les données personnelles, jusque dans le texte libre ;
# - tracer la carte des liens, décider des sources, et rendre un audit.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Partie | Vous remettez | Points |
# |---|---|---|
# | 1 L’inventaire | une table et un dictionnaire | 3 |
# | 2 Les types | une fonction et un dictionnaire | 3 |
# | 3 La qualité | une table et un dictionnaire | 3 |
# | 4 Les données personnelles | une fonction et deux dictionnaires | 3 |
# | 5 La carte des données | une table | 2 |
# | 6 Les sources à retenir | une table | 2 |
# | 7 L’audit | un texte, noté par une personne | 4 |
#
# Durée : 90 minutes. Total : 20 points. Prérequis : pandas ou SQL, fonctions Python, expressions régulières, formats courants, notions du RGPD.
#
# Toute méthode exacte est acceptée. Votre notebook est exécuté sur votre tirage, puis sur un autre tirage de même forme : un résultat recopié à la main ne
# convient donc pas. Les contrôles affichés sous vos réponses portent sur la forme. Quand une partie demande plusieurs réponses, remettez-les
# toutes, même imparfaites. L’ordre des lignes des tables est libre.
#
# ## Les données
#
# Ce sont de **vraies analyses** d’un hôpital pédiatrique des États-Unis, publiées après anonymisation, décalage des dates et permutation (`covid_testing`,
# paquet medicaldata, licence MIT). Les noms sont **fictifs**. La répartition en cinq fichiers, les remarques, les coordonnées et le journal de l’automate
# sont ajoutés pour l’exercice (`data/SOURCES.toml` le détaille). Traitez-les comme des données de santé de personnes réelles.
#
# La cellule suivante crée, dans un dossier temporaire, les fichiers de votre tirage. Les durées étranges que vous y trouverez sont, elles, d’origine.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="preparation" role="setup"
import csv
import gzip
import json
import random
import sqlite3
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from blocnotes_handin import choice, function, integer, mapping, sequence, table, text

hasard = random.Random(variante)
racine = tempfile.TemporaryDirectory(prefix="sainte-odile-")
DOSSIER = Path(racine.name)

tirage = pd.read_parquet("data/tests.parquet").sample(n=3000, random_state=variante).sort_values("numero")
tirage["prelevement"] = [f"{numero:06d}" for numero in tirage["numero"]]
REMARQUES = [
    "Enfant agité ; deuxième essai réussi", "Tube n° {n}, étiquette refaite", "Rappeler la mère : {tel}", "Résultat à envoyer à {mel}",
    "Voir dossier {ipp}", "Fièvre depuis {n} jours\nParents prévenus", "Père joignable au {tel}, ou par {mel}", "NC", "Envoi {long} par coursier",
]


def telephone():
    paires = ["06", "39", "98", f"{hasard.randint(0, 99):02d}", f"{hasard.randint(0, 99):02d}"]
    return hasard.choice(["", " ", ".", "-"]).join(paires) if hasard.random() < 0.7 else "+33 6" + hasard.choice(["", " "]) + "".join(paires[1:])


def remarque():
    if hasard.random() < 0.7:
        return ""
    return hasard.choice(REMARQUES).format(
        n=hasard.randint(2, 90), tel=telephone(), mel=f"{hasard.choice(['a.petit', 'famille-roy', 'lea_m'])}@{hasard.choice(['foyer', 'poste.foyer'])}.example",
        ipp=hasard.choice(["IPP", "ipp ", "IPP "]) + str(hasard.randint(10**6, 10**7 - 1)), long=str(hasard.randint(10**13, 10**14 - 1)))


# 1. Les prélèvements : un export CSV du logiciel des infirmières, où des lignes ont été renvoyées.
lignes = [
    [t.prelevement, f"{t.patient:06d}", t.service, (date(2020, 3, 1) + timedelta(days=int(t.jour))).strftime("%d/%m/%Y"),
     "oui" if t.voiture else "non", str(t.delai_reception).replace(".", ","), remarque()]
    for t in tirage.astype(object).itertuples()
]
lignes += hasard.sample(lignes, hasard.randint(150, 250))
hasard.shuffle(lignes)
with (DOSSIER / "prelevements.csv").open("w", encoding="cp1252", newline="") as fichier:
    ecrivain = csv.writer(fichier, delimiter=";")
    ecrivain.writerow(["prelevement", "patient", "service", "jour", "voiture", "delai_reception", "remarque"])
    ecrivain.writerows(lignes)

# 2. Le laboratoire : une base SQLite de deux tables.
patients = tirage.drop_duplicates("patient")[["patient", "prenom", "nom", "sexe", "age"]].sample(frac=hasard.uniform(0.95, 1), random_state=variante)
resultats = tirage[["prelevement", "resultat", "ct", "delai_validation"]].sample(frac=hasard.uniform(0.95, 1), random_state=variante)
with sqlite3.connect(DOSSIER / "laboratoire.sqlite") as base:
    patients.to_sql("patient", base, index=False)
    resultats.to_sql("resultat", base, index=False)
base.close()

# 3. La facturation : un fichier Parquet.
facture = tirage[["prelevement", "payeur", "classe"]].sample(frac=hasard.uniform(0.5, 0.75), random_state=variante + 1)
facture["payeur"] = [payeur if isinstance(payeur, str) or hasard.random() < 0.8 else "NC" for payeur in facture["payeur"]]
etrangers = pd.DataFrame({"prelevement": [f"9{n:05d}" for n in range(hasard.randint(20, 60))], "payeur": "other", "classe": "outpatient"})
pd.concat([facture, etrangers]).to_parquet(DOSSIER / "facturation.parquet", index=False)

# 4. L’annuaire des services : du JSON imbriqué.
noms = sorted(tirage["service"].unique())
annuaire = [
    {"nom": nom.title(), "lits": hasard.randint(0, 40),
     "contact": {"courriel": f"{nom.replace(' ', '.').replace('/', '.')}@sainte-odile.example", "telephone": telephone()}}
    for nom in hasard.sample(noms, len(noms) - hasard.randint(4, 9))
]
(DOSSIER / "services.json").write_text(json.dumps({"version": 3, "services": annuaire}, ensure_ascii=False, indent=1), encoding="utf-8")

# 5. L’automate : un journal JSON Lines compressé, un événement par ligne.
evenements = []
for t in tirage.sample(frac=hasard.uniform(0.9, 1), random_state=variante + 2).astype(object).itertuples():
    for etape in ["reçu", "mesuré"] + (["mesuré"] if hasard.random() < 0.05 else []):
        evenement = {"prelevement": int(t.prelevement), "etape": etape, "automate": hasard.choice("ABC")}
        evenements.append(json.dumps(evenement, ensure_ascii=False) + "\n" + ("\n" if hasard.random() < 0.01 else ""))
(DOSSIER / "automate.jsonl.gz").write_bytes(gzip.compress("".join(evenements).encode(), mtime=0))

# Les fiches des sources : qui les tient, quand elles ont été mises à jour (jours écoulés), ce que la DPO a accordé.
fiches = json.loads(Path("data/fiches.json").read_text(encoding="utf-8"))
for fiche in fiches:
    fiche["age_jours"] = fiche["frequence_jours"] * hasard.choice([1, 2, 2, 3]) + hasard.choice([0, 0, 1])
    fiche["accord_dpo"] = hasard.random() < 0.6
    if hasard.random() < 0.12:
        fiche["acces"] = "fermé"

# %%
for chemin in sorted(DOSSIER.iterdir()):
    print(f"{chemin.name:22} {chemin.stat().st_size:>9,} octets".replace(",", " "))

# %% [markdown]
# `DOSSIER` est le chemin du dossier (un objet `Path`). Le code qui le remplit montre ce qui a été ajouté ; mais c’est dans les fichiers que vous devez mesurer :
# les nombres dépendent du tirage.
#
# ## 1. L’inventaire (3 points)
#
# Six sources, sous ces noms : `prelevements.csv`, `laboratoire.sqlite:patient`, `laboratoire.sqlite:resultat`, `facturation.parquet`, `services.json`, `automate.jsonl.gz`.
#
# Remettez `inventaire`, une table d’une ligne par source :
#
# - `source` : son nom ;
# - `lignes` : le nombre d’enregistrements, tels qu’ils sont livrés, sans l’en-tête : lignes du tableau pour le CSV (une remarque peut contenir un retour à la ligne ou un point-virgule), lignes de
#   la table, services de l’annuaire, événements du journal (une ligne vide n’est pas un événement) ;
# - `colonnes` : le nombre de colonnes ; pour l’annuaire, le nombre de valeurs simples d’un service, celles des objets imbriqués comprises ; pour le journal, le nombre de clés d’un événement ;
# - `octets` : la taille, sur le disque, du fichier qui contient la source (tel qu’il est, donc compressé s’il l’est).
#
# Remettez aussi `lecture`, un dictionnaire qui dit comment lire `prelevements.csv` : `encodage` (`"utf-8"`, `"utf-16"` ou `"cp1252"`), `separateur` (`","`, `";"` ou `"tab"`) et `decimale`
# (`","` ou `"."`).

# %% name="inventaire-code" role="solution"
### BEGIN SOLUTION
csv_texte = pd.read_csv(DOSSIER / "prelevements.csv", sep=";", encoding="cp1252", dtype="str", keep_default_na=False)
with sqlite3.connect(DOSSIER / "laboratoire.sqlite") as base:
    patient = pd.read_sql("select * from patient", base)
    resultat = pd.read_sql("select * from resultat", base)
facturation = pd.read_parquet(DOSSIER / "facturation.parquet")
services = pd.json_normalize(json.loads((DOSSIER / "services.json").read_text(encoding="utf-8"))["services"])
with gzip.open(DOSSIER / "automate.jsonl.gz", "rt", encoding="utf-8") as journal:
    automate = pd.DataFrame([json.loads(ligne) for ligne in journal if ligne.strip()])
sources = {
    "prelevements.csv": csv_texte, "laboratoire.sqlite:patient": patient, "laboratoire.sqlite:resultat": resultat,
    "facturation.parquet": facturation, "services.json": services, "automate.jsonl.gz": automate,
}
inventaire = pd.DataFrame([
    {"source": nom, "lignes": len(t), "colonnes": t.shape[1], "octets": (DOSSIER / nom.split(":")[0]).stat().st_size}
    for nom, t in sources.items()
])
lecture = {"encodage": "cp1252", "separateur": ";", "decimale": ","}
### END SOLUTION

# %% name="inventaire-reference" role="reference"
answer("lignes-physiques", (DOSSIER / "prelevements.csv").read_bytes().count(b"\n") - 1)
answer("journal-avec-vides", gzip.decompress((DOSSIER / "automate.jsonl.gz").read_bytes()).count(b"\n"))
answer("journal-decompresse", len(gzip.decompress((DOSSIER / "automate.jsonl.gz").read_bytes())))

# %% name="inventaire" role="answer" points=3
answer("inventaire", form=table(["source", "lignes", "colonnes", "octets"], rows=6), ordered=False, checks={
    "Les sources portent les noms donnés.": lambda t: set(t["source"]) == {
        "prelevements.csv", "laboratoire.sqlite:patient", "laboratoire.sqlite:resultat", "facturation.parquet", "services.json", "automate.jsonl.gz"},
})
answer("lecture", form=mapping(["encodage", "separateur", "decimale"], of=choice("utf-8", "utf-16", "cp1252", ",", ";", "tab", ".")))

# %% [markdown]
# ## 2. Les types (3 points)
#
# Pour typer de la même façon toutes les colonnes qui arrivent en texte, écrivez `typer(valeurs)`. Elle reçoit une liste de textes, où `None` peut figurer, et rend un mot. On retire d’abord
# les espaces au début et à la fin de chaque texte, et l’on met de côté les valeurs **vides** (`None` et `""`). On rend alors le **premier** type de cette liste qui convient :
#
# | Rang | Type | Convient quand… |
# |---|---|---|
# | 1 | `vide` | il ne reste aucune valeur |
# | 2 | `booléen` | toutes les valeurs sont, sans regarder la casse, `oui`, `non`, `vrai`, `faux`, `true` ou `false` |
# | 3 | `code` | toutes ne sont faites que de chiffres (0 à 9), et l’une au moins commence par `0` et compte au moins deux chiffres |
# | 4 | `entier` | toutes sont faites d’un signe facultatif (`+` ou `-`), puis d’au moins un chiffre |
# | 5 | `décimal` | toutes sont faites d’un signe facultatif, d’au moins un chiffre et, facultativement, d’une virgule ou d’un point suivi d’au moins un chiffre |
# | 6 | `date` | toutes s’écrivent `AAAA-MM-JJ` ou `JJ/MM/AAAA` (quatre, deux et deux chiffres), et sont des jours qui existent |
# | 7 | `catégorie` | les valeurs différentes sont au plus 20, et au plus la moitié du nombre de valeurs |
# | 8 | `texte` | dans les autres cas |
#
# Un code n’est pas un nombre : un zéro de tête perdu ne se retrouve pas. À la correction, la fonction est appelée sur des listes que vous ne connaissez pas.
#
# Remettez aussi `types`, un dictionnaire qui donne à chacune des sept colonnes de `prelevements.csv`, lue en texte, son type d’après la fonction.

# %% name="types-code" role="solution"
### BEGIN SOLUTION
import re
from datetime import datetime


def est_un_jour(valeur):
    for motif, forme in [(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "%Y-%m-%d"), (r"[0-9]{2}/[0-9]{2}/[0-9]{4}", "%d/%m/%Y")]:
        if re.fullmatch(motif, valeur):
            try:
                return bool(datetime.strptime(valeur, forme))
            except ValueError:
                return False
    return False


def typer(valeurs):
    pleines = [valeur.strip() for valeur in valeurs if valeur is not None and valeur.strip()]
    toutes = lambda motif: all(re.fullmatch(motif, valeur) for valeur in pleines)
    if not pleines:
        return "vide"
    if all(valeur.lower() in {"oui", "non", "vrai", "faux", "true", "false"} for valeur in pleines):
        return "booléen"
    if toutes("[0-9]+") and any(re.fullmatch("0[0-9]+", valeur) for valeur in pleines):
        return "code"
    if toutes("[+-]?[0-9]+"):
        return "entier"
    if toutes("[+-]?[0-9]+([.,][0-9]+)?"):
        return "décimal"
    if all(est_un_jour(valeur) for valeur in pleines):
        return "date"
    return "catégorie" if len(set(pleines)) <= min(20, len(pleines) / 2) else "texte"


types = {colonne: typer(csv_texte[colonne].tolist()) for colonne in csv_texte.columns}
### END SOLUTION

# %% name="types" role="answer" points=3
answer("typer", form=function(), calls=[[["007", "12", None]], [["1,5", " 2 "]]], checks={
    "typer([\"007\", \"12\", None]) rend « code ».": lambda f: f(["007", "12", None]) == "code",
    "typer([\"1,5\", \" 2 \"]) rend « décimal ».": lambda f: f(["1,5", " 2 "]) == "décimal",
})
answer("types", form=mapping(["prelevement", "patient", "service", "jour", "voiture", "delai_reception", "remarque"], of=text()))

# %% [markdown]
# ## 3. La qualité (3 points)
#
# Une case est **manquante** quand elle vaut nul (`None`, `NaN`, `NULL`), quand elle est vide (aucun caractère, ou des espaces seulement) ou quand elle contient exactement `NC` (non communiqué).
#
# Remettez `completude`, une table d’une ligne par colonne qui a au moins une case manquante, dans les quatre sources tabulaires (le CSV, les deux tables SQLite, le Parquet) : `source`, `colonne`
# et `manquants` (nombre de cases, sur toutes les lignes livrées).
#
# Remettez aussi `integrite`, un dictionnaire de nombres entiers :
#
# - `renvois` : nombre de lignes de `prelevements.csv` à retirer pour que chaque `prelevement` n’y figure qu’une fois ;
# - `sans_resultat` : nombre de prélèvements différents du CSV qui n’ont pas de ligne dans la table `resultat` ;
# - `factures_sans_prelevement` : nombre de lignes de `facturation.parquet` dont le prélèvement n’est pas dans le CSV ;
# - `patients_inconnus` : nombre de patients différents du CSV qui ne sont pas dans la table `patient`. Un patient est désigné par un nombre, écrit ici avec des zéros de tête, là sans ;
# - `durees_suspectes` : nombre de lignes de la table `resultat` dont `delai_validation` (en heures) est négatif ou dépasse 24 (strictement).

# %% name="qualite-code" role="solution"
### BEGIN SOLUTION
comptes = [
    (nom, colonne, int((t[colonne].isna() | t[colonne].astype("str").str.strip().isin(["", "NC"])).sum()))
    for nom, t in list(sources.items())[:4] for colonne in t.columns
]
completude = pd.DataFrame([c for c in comptes if c[2]], columns=["source", "colonne", "manquants"])
uniques = csv_texte.drop_duplicates("prelevement")
integrite = {
    "renvois": len(csv_texte) - len(uniques),
    "sans_resultat": int((~uniques["prelevement"].isin(resultat["prelevement"])).sum()),
    "factures_sans_prelevement": int((~facturation["prelevement"].isin(uniques["prelevement"])).sum()),
    "patients_inconnus": len(set(csv_texte["patient"].astype(int)) - set(patient["patient"])),
    "durees_suspectes": int((~resultat["delai_validation"].between(0, 24)).sum()),
}
### END SOLUTION

# %% name="qualite-reference" role="reference"
answer("sans-nc", {f"{nom} {colonne}": int((t[colonne].isna() | (t[colonne].astype("str").str.strip() == "")).sum())
                   for nom, t in list(sources.items())[:4] for colonne in t.columns})
answer("tous-les-patients", csv_texte["patient"].nunique())
answer("lignes-sans-resultat", int((~csv_texte["prelevement"].isin(resultat["prelevement"])).sum()))

# %% name="qualite" role="answer" points=3
answer("completude", form=table(["source", "colonne", "manquants"]), ordered=False, checks={
    "Aucune colonne n’est citée deux fois.": lambda t: not t.duplicated(["source", "colonne"]).any(),
    "Seules les colonnes qui ont un manque sont citées.": lambda t: (t["manquants"] > 0).all(),
})
answer("integrite", form=mapping(["renvois", "sans_resultat", "factures_sans_prelevement", "patients_inconnus", "durees_suspectes"], of=integer(0)))

# %% [markdown]
# ## 4. Les données personnelles (3 points)
#
# Le texte libre est l’endroit où personne ne pense à regarder. Écrivez `reperer(texte)`, qui rend la **liste** des sortes de données trouvées dans un texte (liste vide s’il n’y en a pas ; ordre libre,
# chaque sorte une fois) :
#
# - `telephone` : soit dix chiffres, `0` puis un chiffre de 1 à 9 puis huit chiffres, collés ou séparés deux par deux par une espace, un point ou un tiret (le même ou non) ; soit `+33`, une espace
#   facultative, un chiffre de 1 à 9, une espace facultative, puis huit chiffres collés. Dans les deux cas, aucun chiffre ne précède ni ne suit immédiatement ;
# - `courriel` : des lettres, chiffres, points, tirets ou tirets bas, une arobase, des lettres, chiffres, points ou tirets, un point, puis au moins deux lettres (sans accents) ;
# - `ipp` (l’identifiant permanent du patient) : les lettres `IPP`, en majuscules ou en minuscules, une espace facultative, puis sept chiffres exactement (aucun chiffre ne suit). Ce qui précède est libre.
#
# Il suffit qu’une partie du texte convienne. « Espace » désigne ici le caractère ordinaire. À la correction, la fonction est appelée sur d’autres textes.
#
# Remettez `fuites`, un dictionnaire (`telephone`, `courriel`, `ipp`) : pour chaque sorte, le nombre de lignes de `prelevements.csv`, renvois compris, dont la `remarque` en contient.
#
# Remettez enfin `sensibilite`, un dictionnaire qui donne aux dix colonnes ci-dessous l’une de ces classes :
#
# - `identifiante` : désigne à elle seule une personne par son identité civile, ou permet de la joindre ;
# - `pseudonyme` : un code qui relie entre elles les lignes d’une même personne, sans dire qui elle est ;
# - `quasi-identifiante` : un trait de la personne qui, recoupé avec d’autres, peut la désigner, sans être une donnée de santé ;
# - `santé` : dit par nature quelque chose de l’état de santé d’une personne ;
# - `sans personne` : décrit un service ou une machine.
#
# Les colonnes : `prenom`, `nom`, `sexe`, `age`, `patient` (le numéro, dans le CSV), `resultat`, `ct` (le seuil de l’analyse, qui dit la charge virale), `lits` (nombre de lits d’un service), `automate`
# (lettre de la machine), `telephone_mere` (une colonne que l’on propose d’ajouter).

# %% name="personnelles-code" role="solution"
### BEGIN SOLUTION
MOTIFS = {
    "telephone": r"(?<![0-9])(0[1-9]([ .-]?[0-9]{2}){4}|\+33 ?[1-9] ?[0-9]{8})(?![0-9])",
    "courriel": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    "ipp": r"[Ii][Pp][Pp] ?[0-9]{7}(?![0-9])",
}


def reperer(texte):
    return [sorte for sorte, motif in MOTIFS.items() if re.search(motif, texte)]


trouvees = csv_texte["remarque"].map(reperer)
fuites = {sorte: int(trouvees.map(lambda liste: sorte in liste).sum()) for sorte in MOTIFS}
sensibilite = {
    "prenom": "identifiante", "nom": "identifiante", "telephone_mere": "identifiante", "patient": "pseudonyme", "sexe": "quasi-identifiante",
    "age": "quasi-identifiante", "resultat": "santé", "ct": "santé", "lits": "sans personne", "automate": "sans personne",
}
### END SOLUTION

# %% name="personnelles" role="answer" points=3
answer("reperer", form=function(), calls=[["Rappeler le 06 39 98 00 11"], ["Tube 12"]], checks={
    "Elle trouve le téléphone de « Rappeler le 06 39 98 00 11 ».": lambda f: list(f("Rappeler le 06 39 98 00 11")) == ["telephone"],
    "Elle ne trouve rien dans « Tube 12 ».": lambda f: list(f("Tube 12")) == [],
})
answer("fuites", form=mapping(["telephone", "courriel", "ipp"], of=integer(0)))
answer("sensibilite", form=mapping(["prenom", "nom", "sexe", "age", "patient", "resultat", "ct", "lits", "automate", "telephone_mere"], of=choice(
    "identifiante", "pseudonyme", "quasi-identifiante", "santé", "sans personne")))

# %% [markdown]
# ## 5. La carte des données (2 points)
#
# `prelevements.csv`, une fois les renvois retirés (une ligne par prélèvement), est au centre de la carte. Remettez `carte`, une table d’une ligne pour chacune des cinq autres sources :
#
# - `source` : son nom ;
# - `cle` : la colonne du CSV qui permet de la relier (`prelevement`, `patient` ou `service`) ;
# - `cardinalite` : `"1-1"`, `"1-n"`, `"n-1"` ou `"n-n"`. Le premier signe vaut `n` si une valeur de la clé figure sur plusieurs lignes du CSV, le second si elle figure sur plusieurs
#   lignes de l’autre source ; on ne regarde que les valeurs présentes des deux côtés ;
# - `couverture` : part (%) des valeurs **différentes** de la clé dans le CSV que l’on retrouve dans l’autre source, à 2 décimales près.
#
# Un nombre est le même avec ou sans zéros de tête. Deux noms de service sont les mêmes s’ils ne diffèrent que par la casse.

# %% name="carte-code" role="solution"
### BEGIN SOLUTION
cles = {
    "laboratoire.sqlite:patient": ("patient", patient["patient"]),
    "laboratoire.sqlite:resultat": ("prelevement", resultat["prelevement"].astype(int)),
    "facturation.parquet": ("prelevement", facturation["prelevement"].astype(int)),
    "services.json": ("service", services["nom"].str.lower()),
    "automate.jsonl.gz": ("prelevement", automate["prelevement"]),
}
liens = []
for nom, (cle, autres) in cles.items():
    miennes = uniques[cle].str.lower() if cle == "service" else uniques[cle].astype(int)
    a, b = miennes[miennes.isin(autres)], autres[autres.isin(miennes)]
    cardinalite = ("n" if a.duplicated().any() else "1") + "-" + ("n" if b.duplicated().any() else "1")
    liens.append({"source": nom, "cle": cle, "cardinalite": cardinalite, "couverture": 100 * a.nunique() / miennes.nunique()})
carte = pd.DataFrame(liens)
### END SOLUTION

# %% name="carte" role="answer" points=2
answer("carte", form=table(["source", "cle", "cardinalite", "couverture"], rows=5), decimals=2, ordered=False, checks={
    "Les clés sont des colonnes du CSV.": lambda t: set(t["cle"]) <= {"prelevement", "patient", "service"},
    "Les cardinalités portent les noms donnés.": lambda t: set(t["cardinalite"]) <= {"1-1", "1-n", "n-1", "n-n"},
    "Les couvertures vont de 0 à 100.": lambda t: t["couverture"].between(0, 100).all(),
})

# %% [markdown]
# ## 6. Les sources à retenir (2 points)
#
# Les fiches disent, pour chaque source, si l’accès est ouvert, à quelle fréquence elle devrait être mise à jour, depuis combien de jours elle ne l’a pas été, et si la DPO a donné son accord.

# %%
display(pd.DataFrame(fiches))

# %% [markdown]
# Remettez `decisions`, une table d’une ligne par source (les six) : `source` et `decision`, la première des décisions suivantes qui convient :
#
# 1. `"écartée"` : l’accès est `fermé`, **ou** la couverture de la source (partie 5) est inférieure à 60 % (strictement). Le CSV, au centre de la carte, n’a pas de couverture : cette condition ne le concerne pas ;
# 2. `"sous condition"` : la source contient des données de personnes et la DPO n’a pas donné son accord, **ou** `age_jours` dépasse (strictement) le double de `frequence_jours`, **ou** la couverture est
#    inférieure à 98 % (strictement) ;
# 3. `"retenue"` : dans les autres cas.
#
# Toutes les sources contiennent des données de personnes, sauf `services.json`, dont les coordonnées sont celles de services, et `automate.jsonl.gz`, que l’hôpital considère comme un journal de machine.
# (Ce dernier point se discute : il porte le numéro de prélèvement. Gardez-le pour la partie 7.)

# %% name="decisions-code" role="solution"
### BEGIN SOLUTION
couvertures = carte.set_index("source")["couverture"].to_dict()


def decider(fiche):
    couverture = couvertures.get(fiche["source"], 100)
    if fiche["acces"] == "fermé" or couverture < 60:
        return "écartée"
    personnes = fiche["source"] not in {"services.json", "automate.jsonl.gz"}
    if (personnes and not fiche["accord_dpo"]) or fiche["age_jours"] > 2 * fiche["frequence_jours"] or couverture < 98:
        return "sous condition"
    return "retenue"


decisions = pd.DataFrame([{"source": fiche["source"], "decision": decider(fiche)} for fiche in fiches])
### END SOLUTION

# %% name="decisions-reference" role="reference"
answer("fiches", fiches)

# %% name="decisions" role="answer" points=2
answer("decisions", form=table(["source", "decision"], rows=6), ordered=False, checks={
    "Chaque source figure une fois.": lambda t: sorted(t["source"]) == sorted(fiche["source"] for fiche in fiches),
    "Les décisions portent les noms donnés.": lambda t: set(t["decision"]) <= {"retenue", "sous condition", "écartée"},
})

# %% [markdown]
# ## 7. L’audit (4 points)
#
# Rédigez, en 200 à 350 mots, la synthèse que liront la directrice des opérations et la DPO. Elle est notée par une personne :
#
# 1. **Les données à retenir** (1,5 point). Quelle colonne peut servir de cible, quelles sources retenez-vous ou écartez-vous, et pourquoi ? Citez au moins trois de vos chiffres, et une colonne à écarter.
# 2. **La protection** (1,5 point). De quelles données s’agit-il, et qu’est-ce que cela exige ? Que retirez-vous, masquez-vous, mettez-vous sous pseudonyme ? Qui y accède, et pour combien de temps ?
# 3. **Le chargement** (1 point). Avec quelle démarche ou quel outil (ETL ou ELT) réunir ces sources, pour quelles raisons tirées de l’audit, et dans quel ordre ?

# %% [markdown] name="audit" role="manual" points=4
# ### BEGIN SOLUTION
# **Les données à retenir.** La cible existe : `delai_validation`, dans la table des résultats, qui couvre 96 % des 3 000 prélèvements. Quelques durées sont négatives : à faire expliquer par le laboratoire avant tout
# modèle. Le CSV est au centre, une fois retirées environ 200 lignes renvoyées. La facturation ne couvre que 50 à 75 % des prélèvements et `payeur` y manque souvent : je l’écarte. L’annuaire sert au
# nombre de lits, sous réserve des services absents. J’écarte `nom` et `prenom`, sans utilité pour prévoir un délai, et `resultat`, qui n’est pas connu au moment du prélèvement.
#
# **La protection.** Ce sont des données de santé d’enfants : l’article 9 du RGPD s’applique, et une analyse d’impact est à mener avec la DPO avant de commencer. Retirer les noms ne rend pas le jeu anonyme : le numéro de patient
# relie les lignes, et même le journal de l’automate se relie par le prélèvement. Le numéro sera remplacé par un pseudonyme dont le laboratoire garde la clé ; l’âge sera mis en classes ; les remarques, où plus de deux cents lignes portent un
# téléphone ou un courriel, ne sont pas copiées. Accès : deux développeurs nommés, sur le serveur de l’hôpital, pour six mois, puis effacement ; la DPO tient la liste.
#
# **Le chargement.** Un ETL, avec duckdb et Python : les volumes sont petits, les formats nombreux, et il faut masquer avant de copier, ce qu’un ELT ferait trop tard. Ordre : lire en texte en gardant les zéros de tête ; retirer les renvois ; pseudonymiser ; contrôler les clés et rejeter
# les orphelins ; charger. Une exécution par nuit suffit, puisque les sources utiles sont quotidiennes.
# ### END SOLUTION
