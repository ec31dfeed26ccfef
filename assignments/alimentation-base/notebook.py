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
# # Alimenter une base : charger les recharges de la nuit, sans rien perdre ni doubler
#
# ## Situation
#
# Bornéo exploite des bornes de recharge dans les parkings d’entreprises. Chaque nuit, le fabricant des bornes livre un fichier : les sites, les bornes, les badges
# et les sessions de recharge qui ont changé. Un programme les verse dans une base SQLite, d’où partent les factures.
#
# Le programme actuel fait des dégâts : une livraison rejouée double les recettes, une coupure laisse la base à moitié remplie, et des
# lignes disparaissent sans que personne le sache. Le responsable de la facturation, Youssef Haddad, vous demande de le réécrire :
# **un schéma qui refuse l’impossible, et un chargement que l’on peut rejouer sans crainte**.
#
# ## Objectifs
#
# - traduire des règles de gestion en contraintes ;
# - convertir des lignes livrées en texte sans perdre un centime, et dire pourquoi une ligne est refusée ;
# - charger table après table, dans une transaction, avec une mise à jour idempotente (la rejouer ne change plus rien) ;
# - garder la trace des refus sans bloquer le reste ;
# - contrôler le résultat, et écrire la consigne d’exploitation.
#
# **Durée** : 90 minutes. **Prérequis** : SQL (créer, insérer, mettre à jour), Python, module `sqlite3`.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. Le schéma | un texte SQL, éprouvé par des insertions que vous ne voyez pas | 4 |
# | 2. Convertir une ligne | une fonction, appelée sur des lignes que vous ne voyez pas | 3 |
# | 3. Charger une livraison | une fonction, essayée sur des livraisons que vous ne voyez pas | 4 |
# | 4. Rendre compte | la même fonction : refus, rapport, livraison fausse ou coupée | 3 |
# | 5. Trois nuits pour de bon | une table de contrôle et deux totaux | 2 |
# | 6. Les raccourcis des collègues | un dictionnaire | 1 |
# | 7. La consigne d’exploitation | un texte, noté par une personne avec une grille | 3 |
# | Total | sept questions | 20 |
#
# Les questions 1 à 6 sont vérifiées par la machine, sur vos données puis sur un autre tirage. Les essais de la question 3 et de la question 4 se font sur un schéma
# juste, fourni à la correction : une erreur à la question 1 n’y coûte rien. Les contrôles affichés sous vos réponses portent sur leur forme.
#
# ## Les données
#
# Les sessions sont **réelles** : 3 395 recharges sur 105 bornes d’une entreprise, publiées par des chercheurs ; tous les identifiants
# ont été remplacés. L’entreprise Bornéo, les corrections et les lignes fautives sont inventées. Le détail est dans `data/SOURCES.toml`.
#
# | Table | Colonne | Type | Règle |
# |---|---|---|---|
# | `site` | `site_id` | entier | clé primaire |
# | | `type` | texte | obligatoire ; `fabrication`, `bureaux`, `recherche` ou `autre` |
# | | `maj` | texte | obligatoire ; instant de la dernière modification, AAAA-MM-JJ HH:MM:SS |
# | `borne` | `borne_id` | entier | clé primaire |
# | | `site_id` | entier | obligatoire ; un site de la table `site` |
# | | `maj` | texte | obligatoire |
# | `badge` | `badge_id` | texte | clé primaire, **jamais vide** (`NULL` refusé) |
# | | `plateforme` | texte | facultative (`NULL` permis) ; sinon `android`, `ios` ou `web` |
# | | `maj` | texte | obligatoire |
# | `session` | `session_id` | entier | clé primaire |
# | | `borne_id` | entier | obligatoire ; une borne de la table `borne` |
# | | `badge_id` | texte | obligatoire ; un badge de la table `badge` |
# | | `debut`, `fin` | texte | obligatoires, AAAA-MM-JJ HH:MM:SS ; `fin` est **strictement après** `debut` |
# | | `kwh` | réel | obligatoire ; de 0 à 100, bornes comprises |
# | | `centimes` | entier | obligatoire ; au moins 0 |
# | | `maj` | texte | obligatoire |
# | `rejet` | `livraison` | entier | numéro de la livraison |
# | | `table_cible` | texte | nom de la table où la ligne devait aller |
# | | `cle` | texte | clé primaire de la ligne refusée, écrite en texte |
# | | | | les trois ensemble sont la clé primaire ; aucune n’est vide |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% [markdown]
# La cellule suivante prépare vos trois livraisons : la liste `livraisons`.

# %% name="livraisons" role="setup"
import copy
import random
import re
import sqlite3
import tempfile
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
from blocnotes_handin import choice, function, integer, mapping, number, source, table

TABLES = ["badge", "borne", "session", "site"]  # par ordre alphabétique
COLONNES = {
    "site": ["site_id", "type", "maj"],
    "borne": ["borne_id", "site_id", "maj"],
    "badge": ["badge_id", "plateforme", "maj"],
    "session": ["session_id", "borne_id", "badge_id", "debut", "fin", "kwh", "centimes", "maj"],
    "rejet": ["livraison", "table_cible", "cle"],
}
dossier = tempfile.TemporaryDirectory(prefix="borneo-")
schema = convertir = charger = None  # ce que vous écrirez


def preparer_livraisons():
    """Trois nuits : des lignes nouvelles, des corrections, des envois répétés, des lignes fautives."""
    hasard = random.Random(variante)
    tout = pd.read_parquet("data/sessions.parquet").sample(frac=0.5, random_state=variante).sort_values("session_id")
    sites = [{"site_id": int(n), "type": t, "maj": "2014-11-01 00:00:00"} for n, t in tout[["site_id", "type_site"]].drop_duplicates().itertuples(index=False)]
    bornes = [{"borne_id": int(b), "site_id": int(n), "maj": "2014-11-01 00:00:00"} for b, n in tout[["borne_id", "site_id"]].drop_duplicates().itertuples(index=False)]
    badges = [{"badge_id": b, "plateforme": p, "maj": "2014-11-01 00:00:00"} for b, p in tout[["badge_id", "plateforme"]].drop_duplicates().itertuples(index=False)]
    sessions = tout[COLONNES["session"][:-1]].assign(maj=tout["fin"]).to_dict("records")
    tiers = len(sessions) // 3
    lots = [sessions[:tiers], sessions[tiers : 2 * tiers], sessions[2 * tiers :]]
    vues, vus = Counter(s["borne_id"] for s in lots[0]), Counter(s["badge_id"] for s in lots[0])
    tardives = hasard.sample([b for b in bornes if 4 <= vues[b["borne_id"]] <= 20], 3)
    tardifs = hasard.sample([b for b in badges if 4 <= vus[b["badge_id"]] <= 20], 2)
    premieres = {
        "site": list(sites), "borne": [b for b in bornes if b not in tardives], "badge": [b for b in badges if b not in tardifs],
        "session": lots[0],
    }
    corrigees = [s | {"centimes": s["centimes"] + hasard.randint(50, 400), "maj": "2015-09-30 08:00:00"} for s in hasard.sample(lots[0], 15)]
    fautives = [
        hasard.choice(lots[1]) | faute | {"session_id": 90_000 + n}
        for n, faute in enumerate([{"kwh": 700.0 + hasard.randint(0, 99)}, {"kwh": -1.0}, {"centimes": -hasard.randint(1, 900)}, {"fin": "2014-01-01 00:00:00"}])
    ]
    secondes = {
        "site": [sites[0] | {"type": "autre", "maj": "2015-06-01 00:00:00"}], "borne": tardives[:2], "badge": tardifs[:1],
        "session": lots[1] + hasard.sample(lots[0], 40) + corrigees + fautives,
    }
    troisiemes = {"site": [sites[0]], "borne": [], "badge": tardifs[1:], "session": lots[2] + hasard.sample(corrigees, 5) + hasard.sample(lots[1], 60)}
    return [
        {"numero": n, "attendus": {nom: len(lot[nom]) for nom in lot}, **copy.deepcopy(lot)} for n, lot in enumerate([premieres, secondes, troisiemes], start=1)
    ]


livraisons = preparer_livraisons()
for livraison in livraisons:
    print("Livraison", livraison["numero"], livraison["attendus"])
for nom in TABLES:
    print(nom, livraisons[0][nom][0])

# %% [markdown]
# Une **livraison** est un dictionnaire : son `numero`, le nombre de lignes `attendus` de chaque table, et pour chacune des quatre tables la liste
# de ses lignes (des dictionnaires, avec toutes les colonnes de la table). Dans une liste, l’ordre est celui des événements ; une même clé peut y venir plusieurs fois.

# %% [markdown]
# ## Question 1. Le schéma (4 points)
#
# Écrivez dans le texte `schema` les instructions SQL qui créent les **cinq tables** du dictionnaire, avec leurs noms et leurs colonnes. La base doit **refuser
# d’elle-même** toute ligne qui enfreint une règle du dictionnaire. Une valeur d’un autre type que celui de la colonne est refusée aussi : ni texte comme `'douze'`, ni `12.5` dans une colonne
# d’entiers. Par défaut, SQLite est plus tolérant que vous ne croyez, sur les types comme sur les clés en texte.
#
# À la correction, votre schéma est créé dans une base neuve, les clés étrangères activées, puis des lignes justes et fausses y sont insérées.

# %% name="schema-code" role="solution"
### BEGIN SOLUTION
schema = """
CREATE TABLE site (
    site_id INTEGER PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('fabrication', 'bureaux', 'recherche', 'autre')),
    maj TEXT NOT NULL
) STRICT;
CREATE TABLE borne (
    borne_id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (site_id),
    maj TEXT NOT NULL
) STRICT;
CREATE TABLE badge (
    badge_id TEXT NOT NULL PRIMARY KEY,
    plateforme TEXT CHECK (plateforme IN ('android', 'ios', 'web')),
    maj TEXT NOT NULL
) STRICT;
CREATE TABLE session (
    session_id INTEGER PRIMARY KEY,
    borne_id INTEGER NOT NULL REFERENCES borne (borne_id),
    badge_id TEXT NOT NULL REFERENCES badge (badge_id),
    debut TEXT NOT NULL,
    fin TEXT NOT NULL,
    kwh REAL NOT NULL CHECK (kwh BETWEEN 0 AND 100),
    centimes INTEGER NOT NULL CHECK (centimes >= 0),
    maj TEXT NOT NULL,
    CHECK (fin > debut)
) STRICT;
CREATE TABLE rejet (
    livraison INTEGER NOT NULL,
    table_cible TEXT NOT NULL,
    cle TEXT NOT NULL,
    PRIMARY KEY (livraison, table_cible, cle)
) STRICT;
"""
### END SOLUTION

# %% name="essai-schema" role="setup"
def essai_schema(insertions):
    """Crée votre schéma dans une base neuve, tente chaque insertion, et dit si la base l’accepte."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.executescript(schema)
        base.execute("PRAGMA foreign_keys = ON")
    except Exception as erreur:
        return [f"schéma refusé : {type(erreur).__name__}"]
    sorts = []
    for cible, ligne in insertions:
        try:
            base.execute(f"INSERT INTO {cible} ({', '.join(ligne)}) VALUES ({', '.join('?' * len(ligne))})", list(ligne.values()))
            sorts.append("acceptée")
        except sqlite3.IntegrityError:
            sorts.append("refusée")
        except sqlite3.Error as erreur:
            sorts.append(type(erreur).__name__)
    return sorts


maj = "2015-01-01 00:00:00"
essai_schema([
    ["site", {"site_id": 1, "type": "bureaux", "maj": maj}],  # à accepter
    ["site", {"site_id": 2, "type": "plage", "maj": maj}],  # à refuser
    ["borne", {"borne_id": 1, "site_id": 99, "maj": maj}],  # à refuser
])

# %% name="schema" role="answer" points=4
answer("schema", form=source("sql"), language="sql")
answer("essai_schema", form=function(), calls=[[[["site", {"site_id": 1, "type": "bureaux", "maj": "2015-01-01 00:00:00"}]]]])

# %% [markdown]
# ## Question 2. Convertir une ligne (3 points)
#
# Un second fabricant livre ses sessions en texte. Écrivez la fonction `convertir(ligne)` : elle reçoit un dictionnaire de textes, dont les clés sont `session`, `borne`, `badge`, `debut`, `fin`, `kwh`, `montant` et `maj`.
# Elle rend soit un **dictionnaire** aux huit colonnes de la table `session`, prêt à insérer, soit un **texte**, la première de ces raisons, dans cet ordre :
#
# 1. `"champ absent"` : une des huit clés manque, vaut `None`, ou ne contient que des espaces ;
# 2. `"nombre illisible"` : `session` ou `borne` n’est pas fait de 1 à 9 chiffres ; `kwh` ou `montant` (en euros) n’est pas fait de 1 à 9 chiffres, suivis ou non d’une virgule **ou** d’un point et de
#    un ou deux chiffres ;
# 3. `"date illisible"` : `debut`, `fin` ou `maj` n’est pas une date qui existe, écrite JJ/MM/AAAA HH:MM:SS (deux chiffres, quatre pour l’année, une espace) ;
# 4. `"fin avant début"` : la fin n’est pas strictement après le début ;
# 5. `"énergie hors bornes"` : plus de 100 kWh.
#
# Les espaces en début et en fin de chaque texte ne comptent pas. Les chiffres sont ceux de 0 à 9. Dans le dictionnaire rendu, `session_id`, `borne_id` et `centimes` sont des entiers, `kwh` un réel, `badge_id` le texte sans
# ses espaces de bord, et les dates sont écrites AAAA-MM-JJ HH:MM:SS. Pas un centime ne doit se perdre.

# %% name="convertir-code" role="solution"
### BEGIN SOLUTION
def convertir(ligne):
    """Rend la ligne typée, ou la raison du refus."""
    champs = {}
    for cle in ("session", "borne", "badge", "debut", "fin", "kwh", "montant", "maj"):
        champs[cle] = (ligne.get(cle) or "").strip()
        if not champs[cle]:
            return "champ absent"
    entier, decimal = re.compile(r"[0-9]{1,9}"), re.compile(r"[0-9]{1,9}([.,][0-9]{1,2})?")
    if not all(entier.fullmatch(champs[cle]) for cle in ("session", "borne")):
        return "nombre illisible"
    if not all(decimal.fullmatch(champs[cle]) for cle in ("kwh", "montant")):
        return "nombre illisible"
    dates = {}
    for cle in ("debut", "fin", "maj"):
        if not re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}", champs[cle]):
            return "date illisible"
        try:
            dates[cle] = datetime.strptime(champs[cle], "%d/%m/%Y %H:%M:%S").strftime("%Y-%m-%d %H:%M:%S")
        except ValueError:
            return "date illisible"
    if dates["fin"] <= dates["debut"]:
        return "fin avant début"
    kwh = float(champs["kwh"].replace(",", "."))
    if kwh > 100:
        return "énergie hors bornes"
    return {
        "session_id": int(champs["session"]), "borne_id": int(champs["borne"]), "badge_id": champs["badge"],
        "debut": dates["debut"], "fin": dates["fin"], "kwh": kwh,
        "centimes": int(Decimal(champs["montant"].replace(",", ".")) * 100), "maj": dates["maj"],
    }
### END SOLUTION

# %% name="exemple-convertir" role="setup"
exemple = {
    "session": "20001", "borne": "142", "badge": " B1042 ", "debut": "18/11/2014 15:40:26", "fin": "18/11/2014 17:11:04", "kwh": "7,78",
    "montant": "0.58", "maj": "18/11/2014 17:11:04",
}
print(exemple)

# %% name="convertir" role="answer" points=3
answer("convertir", form=function(), calls=[[exemple]], checks={
    "L’exemple donne 58 centimes.": lambda f: f(exemple)["centimes"] == 58,
    "Un champ manquant est signalé.": lambda f: f({"session": "1"}) == "champ absent",
})

# %% [markdown]
# ## Question 3. Charger une livraison (4 points)
#
# Écrivez la fonction `charger(connexion, livraison)`. Elle verse une livraison dans la base (le schéma y est déjà créé), table après table, puis rend un rapport. La connexion arrive **telle que `sqlite3.connect`
# l’ouvre**, sans autre réglage. Pour chaque ligne, dans l’ordre de sa liste :
#
# - sa clé est **inconnue** de la base : la ligne est insérée ;
# - sa clé est **connue** et sa `maj` est **strictement plus récente** que celle de la base : toutes les colonnes sont mises à jour ;
# - sa clé est connue et sa `maj` est égale ou plus ancienne : la ligne est ignorée ;
# - l’insertion ou la mise à jour **enfreint une contrainte** (clé étrangère comprise) : la ligne est refusée et notée dans `rejet` ; les autres lignes continuent. La même ligne refusée deux fois dans la même livraison n’y
#   est notée qu’une fois.
#
# La livraison forme **un tout** :
#
# - si une table n’a pas le nombre de lignes `attendus`, la fonction lève une `ValueError` et **rien** ne change dans la base, pas même `rejet` ;
# - si la lecture de la livraison échoue en route (une exception sort d’une de ses listes pendant qu’on la parcourt), rien ne change non plus, et l’exception ressort ;
# - sinon, au retour de la fonction, tout est validé : une autre connexion le voit. Rejouer la même livraison ne change plus rien.
#
# La fonction rend le rapport : un dictionnaire qui donne, pour chacune des quatre tables, un dictionnaire de quatre effectifs, `inserees`, `mises_a_jour`, `ignorees` et `refusees` (le nombre de lignes de
# la livraison dans chaque cas). Le rapport et les refus sont notés à la question 4.

# %% name="charger-code" role="solution"
### BEGIN SOLUTION
ORDRE = ["site", "badge", "borne", "session"]


def charger(connexion, livraison):
    """Verse une livraison, en entier ou pas du tout, et rend le rapport."""
    connexion.execute("PRAGMA foreign_keys = ON")  # sans effet dans une transaction : donc avant
    for nom in ORDRE:
        if len(livraison[nom]) != livraison["attendus"][nom]:
            raise ValueError(f"{nom} : {len(livraison[nom])} lignes, {livraison['attendus'][nom]} attendues")
    rapport = {nom: dict.fromkeys(("inserees", "mises_a_jour", "ignorees", "refusees"), 0) for nom in ORDRE}
    with connexion:  # valide à la fin du bloc, annule si une exception en sort
        for nom in ORDRE:
            colonnes = COLONNES[nom]
            cle = colonnes[0]
            insertion = f"INSERT INTO {nom} ({', '.join(colonnes)}) VALUES ({', '.join(':' + c for c in colonnes)})"
            correction = f"UPDATE {nom} SET {', '.join(f'{c} = :{c}' for c in colonnes[1:])} WHERE {cle} = :{cle}"
            for ligne in livraison[nom]:
                connue = connexion.execute(f"SELECT maj FROM {nom} WHERE {cle} = ?", (ligne[cle],)).fetchone()
                if connue and ligne["maj"] <= connue[0]:
                    rapport[nom]["ignorees"] += 1
                    continue
                try:
                    connexion.execute(correction if connue else insertion, ligne)
                    rapport[nom]["mises_a_jour" if connue else "inserees"] += 1
                except sqlite3.IntegrityError:
                    rapport[nom]["refusees"] += 1
                    connexion.execute("INSERT OR IGNORE INTO rejet VALUES (?, ?, ?)", (livraison["numero"], nom, str(ligne[cle])))
    return rapport
### END SOLUTION

# %% [markdown]
# La cellule suivante essaie votre fonction : elle charge des livraisons l’une après l’autre dans une base neuve, et regarde après chacune ce qu’**une autre connexion** y voit. `coupure` arrête la lecture d’une
# liste en route.

# %% name="essai-chargement" role="setup"
class Coupee(list):
    """Une liste dont la lecture échoue après quelques lignes, comme un fichier tronqué."""

    def __init__(self, lignes, apres):
        super().__init__(lignes)
        self.apres = apres

    def __iter__(self):
        for rang, ligne in enumerate(list.__iter__(self)):
            if rang == self.apres:
                raise OSError("fichier tronqué")
            yield ligne

    def __getitem__(self, rang):
        if isinstance(rang, slice) or rang < 0 or rang >= self.apres:
            raise OSError("fichier tronqué")
        return super().__getitem__(rang)


def etat(chemin):
    """Ce qu’une autre connexion voit : les lignes de chaque table, triées."""
    autre = sqlite3.connect(chemin, timeout=0.2)
    try:
        return {nom: sorted(map(list, autre.execute(f"SELECT {', '.join(colonnes)} FROM {nom}")), key=str) for nom, colonnes in COLONNES.items()}
    finally:
        autre.close()


def essai_chargement(creation, suite):
    """Charge des livraisons l’une après l’autre ; rend, pour chacune, le rapport ou l’erreur, et l’état de la base."""
    with tempfile.TemporaryDirectory(dir=dossier.name) as ici:
        chemin = str(Path(ici) / "essai.sqlite")
        connexion = sqlite3.connect(chemin, timeout=0.2)
        connexion.executescript(creation)
        connexion.commit()
        etapes = []
        for livraison in suite:
            livraison = copy.deepcopy(livraison)
            for nom, apres in livraison.pop("coupure", {}).items():
                livraison[nom] = Coupee(livraison[nom], apres)
            etape = {}
            try:
                etape["rapport"] = charger(connexion, livraison)
            except Exception as erreur:
                etape["erreur"] = type(erreur).__name__
            try:
                etape["etat"] = etat(chemin)
            except Exception as erreur:
                etape["etat"] = {"erreur": type(erreur).__name__}
            etapes.append(etape)
        connexion.close()
        return etapes


petite = {
    "numero": 1, "attendus": {"site": 1, "borne": 1, "badge": 1, "session": 0}, "badge": [{"badge_id": "B1", "plateforme": None, "maj": maj}],
    "site": [{"site_id": 1, "type": "bureaux", "maj": maj}], "borne": [{"borne_id": 1, "site_id": 1, "maj": maj}], "session": [],
}
essai_chargement(schema or "", [petite])

# %% name="chargement" role="answer" points=4
answer("essai_chargement", form=function(), calls=[[schema or "", [petite]]])

# %% [markdown]
# ## Question 4. Rendre compte (3 points)
#
# Rien de plus à écrire : on essaie ici, dans la même fonction `charger`, ce qu’elle fait quand tout ne va pas bien. Sont vérifiés : la table `rejet` et le fait que les autres lignes
# continuent, le rapport rendu, la livraison dont les effectifs sont faux, la livraison coupée en route, et la livraison suivante.

# %% name="essai-refus" role="setup"
def essai_refus(creation, suite):
    """Le même essai, sur des livraisons à problèmes."""
    return essai_chargement(creation, suite)


fautive = petite | {"numero": 2, "session": [{"session_id": 1, "borne_id": 9, "badge_id": "B1", "debut": maj, "fin": "2015-01-01 01:00:00", "kwh": 1.0, "centimes": 0, "maj": maj}]}
essai_refus(schema or "", [fautive, fautive | {"attendus": fautive["attendus"] | {"session": 1}}])

# %% name="rejets" role="answer" points=3
answer("essai_refus", form=function(), calls=[[schema or "", [petite]]])

# %% [markdown]
# ## Question 5. Trois nuits pour de bon (2 points)
#
# Créez une base neuve avec votre `schema`, chargez-y vos trois `livraisons` dans l’ordre, puis rejouez la deuxième. Remettez :
#
# - `controle`, une table de quatre lignes (une par table), avec les colonnes `table_cible`, `recues` (lignes reçues dans les trois livraisons, sans compter le rejeu), `en_base` (lignes dans la table à la fin) et
#   `refusees` (lignes de `rejet` pour cette table) ; l’ordre des lignes est libre ;
# - `energie` : le total des `kwh` en base (arrondi à deux décimales ou non) ; `recettes` : le total en **euros** des montants en base.

# %% name="controle-code" role="solution"
### BEGIN SOLUTION
base = sqlite3.connect(":memory:")
base.executescript(schema)
rapports = [charger(base, livraison) for livraison in [*livraisons, livraisons[1]]]
controle = pd.DataFrame([
    {
        "table_cible": nom,
        "recues": sum(len(livraison[nom]) for livraison in livraisons),
        "en_base": base.execute(f"SELECT count(*) FROM {nom}").fetchone()[0],
        "refusees": base.execute("SELECT count(*) FROM rejet WHERE table_cible = ?", (nom,)).fetchone()[0],
    }
    for nom in TABLES
])
energie = base.execute("SELECT sum(kwh) FROM session").fetchone()[0]
recettes = base.execute("SELECT sum(centimes) FROM session").fetchone()[0] / 100
### END SOLUTION

# %% name="controle" role="answer" points=2
answer("controle", form=table(["table_cible", "recues", "en_base", "refusees"], rows=4), ordered=False)
answer("energie", form=number(0), decimals=2)
answer("recettes", form=number(0), decimals=2)

# %% name="controle-autres" role="reference"
recues_toutes = pd.DataFrame([ligne for livraison in livraisons for ligne in livraison["session"]])
answer("recettes-doublees", float(recues_toutes["centimes"].sum()) / 100)
answer("recettes-premieres", float(recues_toutes.drop_duplicates("session_id")["centimes"].sum()) / 100)

# %% [markdown]
# ## Question 6. Les raccourcis des collègues (1 point)
#
# Chaque collègue propose un raccourci. Dites ce qu’il provoque : remettez le dictionnaire `raccourcis`, qui donne à chaque raccourci le nom d’un effet. Chaque effet sert une fois.

# %% name="raccourcis-liste" role="setup"
RACCOURCIS = {
    "or-replace": "INSERT OR REPLACE pour mettre à jour une borne, dans un schéma où session la cite avec ON DELETE CASCADE.",
    "or-ignore": "INSERT OR IGNORE pour toutes les lignes d’une livraison.",
    "sans-reglage": "Ouvrir la connexion et charger, sans aucun PRAGMA.",
    "commit-par-ligne": "Valider après chaque ligne, pour ne rien perdre.",
    "sans-commit": "Ne jamais valider : le programme reste ouvert jusqu’au lendemain.",
    "vider-recharger": "Vider toutes les tables, valider, puis recharger dans une seconde transaction.",
    "executemany": "executemany pour insérer en une transaction des lignes déjà contrôlées.",
}
EFFETS = {
    "efface-enfants": "des lignes d’une autre table sont supprimées",
    "refus-muets": "des lignes refusées et des corrections disparaissent sans trace",
    "orphelines": "des sessions citent des bornes qui n’existent pas",
    "demi-livraison": "une coupure laisse une partie de la livraison en base",
    "invisible": "les autres connexions ne voient pas le chargement",
    "base-vide": "pendant un moment, les lecteurs ne trouvent plus aucune donnée",
    "aucun": "aucun dégât : c’est une bonne pratique",
}
for nom, texte in RACCOURCIS.items():
    print(f"« {nom} » : {texte}")
print()
for nom, texte in EFFETS.items():
    print(f"« {nom} » : {texte}")

# %% name="raccourcis-code" role="solution"
### BEGIN SOLUTION
raccourcis = {
    "or-replace": "efface-enfants",
    "or-ignore": "refus-muets",
    "sans-reglage": "orphelines",
    "commit-par-ligne": "demi-livraison",
    "sans-commit": "invisible",
    "vider-recharger": "base-vide",
    "executemany": "aucun",
}
### END SOLUTION

# %% name="raccourcis" role="answer" points=1
answer("raccourcis", form=mapping(list(RACCOURCIS), of=choice(*EFFETS)))

# %% [markdown]
# ## Question 7. La consigne d’exploitation (3 points)
#
# Rédigez la consigne (200 à 300 mots) que lira la personne d’astreinte la nuit :
#
# 1. **les refus et le rejeu** : les causes que vous voyez dans vos rejets, avec leurs effectifs ; qui fait quoi ; dans quel ordre rejouer, et pourquoi c’est sans danger ;
# 2. **le contrôle et la panne** : ce qu’on compare d’une nuit à l’autre, à partir de quel seuil on alerte ; ce que contient la base si le chargement s’arrête en route, et quoi faire ;
# 3. **les limites** : ce qui est une donnée personnelle dans cette base et ce que vous en faites ; à quel signe précis on saura que SQLite ne suffit plus.

# %% [markdown] name="consigne" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres de la variante 0, à titre d’exemple.)*
#
# **Refus et rejeu.** La table `rejet` compte 61 sessions. Cinquante-sept citent une borne ou un badge que le fabricant n’avait pas encore livré : le référent du fabricant livre les bornes et badges manquants,
# puis l’astreinte rejoue la livraison d’origine. Quatre ont une énergie, un montant ou une durée impossible : la facturation les renvoie au fabricant, qui corrige à la source. On rejoue dans
# l’ordre des numéros. C’est sans danger : une ligne déjà en base n’est reprise que si sa date de mise à jour est plus récente, et un refus n’est noté qu’une fois par livraison.
#
# **Contrôle et panne.** Chaque matin : reçues = insérées + mises à jour + ignorées + refusées, table par table. On alerte au-delà de 3 % de sessions refusées, ou si l’énergie totale baisse,
# ou si elle monte de plus de deux fois la moyenne des sept dernières nuits. Si le chargement s’arrête, la base est celle d’avant la livraison, en entier : il suffit de relancer. Si les effectifs annoncés sont faux, on ne
# force rien : on demande un nouveau fichier.
#
# **Limites.** Un badge désigne indirectement un salarié, dont les sessions disent les heures de présence : accès réservé à la facturation, badge remplacé par un code au bout de treize mois, y compris dans `rejet` et
# dans les fichiers livrés, qui sont effacés à trente jours. SQLite n’accepte qu’un écrivain à la fois : dès qu’un second programme devra écrire la nuit, ou à la première erreur « database is locked », on passera à un
# serveur comme PostgreSQL.
# ### END SOLUTION
