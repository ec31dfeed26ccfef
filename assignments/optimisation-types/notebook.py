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
# # Une table trop grosse : choisir le type et l’octet de chaque colonne
#
# ## Situation
#
# Escale Services assiste des compagnies aériennes au sol : bagages, passerelles, ravitaillement. Ses chefs d’escale
# consultent les vols sur des tablettes qui n’ont que 2 Go de mémoire, et l’application y est devenue inutilisable. La
# cause est connue : la table des vols est chargée **telle que livrée, toute en texte**. Un premier essai de conversion, fait par un
# collègue, a bien allégé la table… et fait disparaître des données.
#
# On vous confie le chantier : **donner à chaque colonne le type le plus petit qui garde toutes ses valeurs**, montrer ce qui a été perdu au
# premier essai, puis poser les index qui rendent les requêtes rapides.
#
# ## Objectifs
#
# - profiler une table livrée en texte ;
# - choisir le type et le nombre d’octets de chaque colonne, sans perdre une valeur ;
# - reconnaître les conversions qui détruisent des données ;
# - mesurer la mémoire avant et après ;
# - choisir les colonnes d’un index d’après la requête, et lire un plan d’exécution.
#
# **Durée** : 75 minutes. **Prérequis** : Python, pandas, SQL (`SELECT`, `WHERE`, `ORDER BY`). Vous pouvez calculer avec les outils de
# votre choix (pandas, numpy, SQL, Python seul). Les noms de types sont ceux de pandas 3.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | le profil de chaque colonne | 3 |
# | 2 | une fonction qui choisit un type entier, appelée sur des cas que vous ne voyez pas | 4 |
# | 3 | le type de chaque colonne, et des lignes témoins converties | 4 |
# | 4 | la mémoire avant et après | 1 |
# | 5 | ce que le premier essai a détruit | 2 |
# | 6 | les colonnes des index, et l’effet mesuré | 3 |
# | 7 | une note écrite, corrigée par une personne avec une grille | 3 |
# | Total | sept questions | 20 |
#
# Les questions 1 à 6 sont vérifiées par la machine, sur votre variante des données puis sur une autre variante : une valeur
# recopiée ne rapporte rien. Les contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes.
#
# ## Les données
#
# `data/vols.parquet` : des vols réels au départ des trois aéroports de New York en 2013 (ponctualité publiée par le
# département des Transports des États-Unis). L’origine, la licence et les modifications sont décrites dans `data/SOURCES.toml` ; l’entreprise est
# inventée. Toutes les colonnes arrivent en texte ; une valeur absente est absente (`NaN`), jamais un texte vide.
#
# | Colonne | Sens |
# |---|---|
# | `cle` | clé technique du vol, unique |
# | `date` | jour du vol, année-mois-jour |
# | `heure_prevue` | **code horaire** de départ sur quatre chiffres, comme sur les billets : `0515` pour 5 h 15 |
# | `compagnie` | code de la compagnie |
# | `vol` | numéro de vol |
# | `immatriculation` | immatriculation de l’appareil, parfois absente |
# | `origine`, `destination` | codes des aéroports |
# | `retard_depart`, `retard_arrivee` | retards, négatifs si le vol est en avance, absents si le vol est annulé ou dérouté |
# | `duree_vol` | durée du vol, en minutes, absente si le vol est annulé ou dérouté |
# | `distance` | distance parcourue |

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="imports" role="setup"
import random
import sqlite3

import numpy as np
import pandas as pd

from blocnotes_handin import function, integer, mapping, table


def leve(fonction, *arguments):
    """Dit si une fonction lève ValueError (pour les contrôles de forme)."""
    try:
        fonction(*arguments)
    except ValueError:
        return True
    return False

# %% [markdown]
# ## Votre livraison
#
# La cellule suivante charge votre livraison. **Les unités dépendent de votre variante** : lisez ce qu’elle affiche, les
# types en dépendent.

# %% name="donnees" role="setup"
vols = pd.read_parquet("data/vols.parquet").sample(frac=0.8, random_state=variante).sort_index().reset_index(drop=True)


def changer_unite(colonne, facteur):
    """Multiplie une colonne écrite en texte ; une valeur absente le reste."""
    return colonne.map(lambda texte: str(round(int(texte) * facteur)), na_action="ignore")


unite_distance, facteur_distance = [("milles", 1), ("kilomètres", 1.609), ("hectomètres", 16.09)][variante % 3]
unite_retard, facteur_retard = [("minutes", 1), ("secondes", 60)][variante // 3 % 2]
vols["distance"] = changer_unite(vols["distance"], facteur_distance)
for colonne in ("retard_depart", "retard_arrivee"):
    vols[colonne] = changer_unite(vols[colonne], facteur_retard)

print(f"{len(vols)} vols ; distances en {unite_distance}, retards en {unite_retard}.")
vols.head()

# %% [markdown]
# ## Question 1. Le profil de la livraison (3 points)
#
# Avant de choisir un type, on regarde. Remettez dans `profil` une table avec **une ligne par colonne de `vols`**, et les colonnes :
#
# - `colonne` : le nom de la colonne ;
# - `absentes` : le nombre de valeurs absentes ;
# - `distinctes` : le nombre de valeurs distinctes, les absentes n’en sont pas une ;
# - `longueur` : le plus grand nombre de caractères d’une valeur présente ;
# - `minimum`, `maximum` : la plus petite et la plus grande valeur **une fois lue comme un nombre**, pour `vol`, `retard_depart`,
#   `retard_arrivee`, `duree_vol` et `distance` ; absents (`NaN` ou `None`) pour les autres colonnes.
#
# L’ordre des lignes et des colonnes est libre.

# %% name="profil-code" role="solution"
### BEGIN SOLUTION
nombres = ["vol", "retard_depart", "retard_arrivee", "duree_vol", "distance"]
lignes = []
for nom in vols.columns:
    presentes = vols[nom].dropna()
    valeurs = pd.to_numeric(presentes) if nom in nombres else pd.Series(dtype=float)
    lignes.append({
        "colonne": nom,
        "absentes": int(vols[nom].isna().sum()),
        "distinctes": presentes.nunique(),
        "longueur": int(presentes.str.len().max()),
        "minimum": valeurs.min() if len(valeurs) else None,
        "maximum": valeurs.max() if len(valeurs) else None,
    })
profil = pd.DataFrame(lignes)
### END SOLUTION

# %% name="profil" role="answer" points=3
answer("profil", form=table(["colonne", "absentes", "distinctes", "longueur", "minimum", "maximum"]), ordered=False, checks={
    "Une ligne par colonne de la livraison.": lambda t: sorted(t["colonne"]) == sorted(vols.columns),
    "Aucune colonne n’a plus de valeurs distinctes que de lignes.": lambda t: (t["distinctes"] <= len(vols)).all(),
})

# %% name="profil-autres" role="reference"
answer("profil-autres", {
    nom: {
        "distinctes_avec_absente": int(vols[nom].nunique(dropna=False)),
        "longueur_avec_absente": int(vols[nom].astype("object").map(str).str.len().max()),
        "minimum_texte": str(vols[nom].dropna().min()),
        "maximum_texte": str(vols[nom].dropna().max()),
    }
    for nom in vols.columns
})

# %% [markdown]
# ## Question 2. Le plus petit type entier (4 points)
#
# Écrivez la fonction `type_entier(minimum, maximum, absents)` qui rend **le nom du plus petit type entier de pandas** capable de
# garder toutes les valeurs de `minimum` à `maximum`, bornes comprises :
#
# - `minimum` et `maximum` sont des entiers Python, `absents` dit (`True` ou `False`) si la colonne a des valeurs absentes ;
# - sans valeur négative, le type est non signé : `"uint8"`, `"uint16"`, `"uint32"`, `"uint64"` ; avec une valeur négative, il est signé :
#   `"int8"`, `"int16"`, `"int32"`, `"int64"` ;
# - s’il y a des absents, c’est le type « nullable » de même taille, dont le nom prend des majuscules : `"UInt8"`, `"Int16"`…
# - si `minimum` est plus grand que `maximum`, ou si aucun type de 64 bits ne suffit, la fonction lève `ValueError`.

# %% name="type-entier-code" role="solution"
### BEGIN SOLUTION
def type_entier(minimum, maximum, absents):
    if minimum > maximum:
        raise ValueError("bornes inversées")
    for bits in (8, 16, 32, 64):
        bas, haut = (0, 2**bits - 1) if minimum >= 0 else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        if bas <= minimum and maximum <= haut:
            nom = f"int{bits}" if minimum < 0 else f"uint{bits}"
            return nom.replace("uint", "UInt").replace("int", "Int") if absents else nom
    raise ValueError("aucun type entier ne suffit")
### END SOLUTION

# %% name="type-entier" role="answer" points=4
answer("type_entier", form=function(), calls=[[0, 200, False], [-5, 100, False], [0, 70000, True]], checks={
    "La fonction rend un texte.": lambda f: isinstance(f(0, 200, False), str),
    "La fonction lève ValueError quand les bornes sont inversées.": lambda f: leve(f, 5, 1, False),
})

# %% [markdown]
# ## Question 3. Le type de chaque colonne (4 points)
#
# Convertissez la livraison dans une table `allegee`, qui a les mêmes lignes et les mêmes colonnes, et où **aucune valeur n’a changé** : un entier reste
# un entier (même à côté d’absents), une absence reste une absence, un code reste un code. Choisissez pour chaque colonne :
#
# - un **type entier**, le plus petit possible au sens de la question 2, si ses valeurs sont des quantités ou des numéros : c’est le
#   cas de `cle`, `vol`, `retard_depart`, `retard_arrivee`, `duree_vol` et `distance` (un type signé de même taille est accepté) ;
# - un **type date** pour `date` ;
# - une **catégorie** (`"category"`) pour les codes et les noms qui se répètent : ceux dont le nombre de valeurs distinctes est inférieur à la
#   moitié du nombre de lignes.
#
# On vous demande deux choses. D’abord `types`, un dictionnaire : nom de colonne → nom du type (`str(allegee[nom].dtype)`).

# %% name="types-code" role="solution"
### BEGIN SOLUTION
allegee = pd.DataFrame(index=vols.index)
for nom in vols.columns:
    if nom == "date":
        allegee[nom] = pd.to_datetime(vols[nom])
    elif nom in [*nombres, "cle"]:
        entiers = pd.to_numeric(vols[nom], dtype_backend="numpy_nullable")
        allegee[nom] = entiers.astype(type_entier(int(entiers.min()), int(entiers.max()), entiers.isna().any()))
    else:
        allegee[nom] = vols[nom].astype("category")
types = {nom: str(allegee[nom].dtype) for nom in allegee}
### END SOLUTION

# %% name="types" role="answer" points=2
answer("types", form=mapping(list(vols.columns)), checks={
    "Chaque type est donné par son nom, un texte.": lambda t: all(isinstance(nom, str) for nom in t.values()),
})

# %% name="types-attendus" role="reference"
attendus = {}
for nom in vols.columns:
    presentes = vols[nom].dropna()
    if nom in [*nombres, "cle"]:
        entiers = presentes.astype("int64")
        attendus[nom] = {"min": int(entiers.min()), "max": int(entiers.max()), "absents": bool(vols[nom].isna().any())}
    else:
        attendus[nom] = {"distinctes": int(presentes.nunique()), "lignes": len(vols)}
answer("types-attendus", attendus)

# %% [markdown]
# Ensuite `temoins`, **les lignes de `allegee` dont les numéros sont dans `lignes_temoins`**, dans cet ordre : elles montrent que rien n’a changé.

# %% name="lignes-temoins" role="setup"
hasard = random.Random(variante)
sans_retard = vols.index[vols["retard_arrivee"].isna()].tolist()
tot = vols.index[vols["heure_prevue"].str.startswith("0")].tolist()
grands_retards = pd.to_numeric(vols["retard_depart"]).nlargest(20).index.tolist()
lignes_temoins = [*hasard.sample(sans_retard, 20), *hasard.sample(tot, 20), *grands_retards, *hasard.sample(range(len(vols)), 60)]
print(f"{len(lignes_temoins)} lignes témoins")

# %% name="temoins-code" role="solution"
### BEGIN SOLUTION
temoins = allegee.loc[lignes_temoins]
### END SOLUTION

# %% name="temoins" role="answer" points=2
answer("temoins", form=table(list(vols.columns)), checks={
    "Il y a une ligne par témoin.": lambda t: len(t) == len(lignes_temoins),
})

# %% [markdown]
# ## Question 4. La mémoire avant et après (1 point)
#
# La cellule suivante mesure, en octets, ce qu’une table occupe. Remettez dans `memoire` le dictionnaire `{"avant": …, "apres": …}` : la
# mesure de `vols` et celle de `allegee`.

# %% name="mesure" role="setup"
def octets(une_table):
    """Mesure une table, index non compris, textes compris."""
    return int(une_table.memory_usage(index=False, deep=True).sum())

# %% name="memoire-code" role="solution"
### BEGIN SOLUTION
memoire = {"avant": octets(vols), "apres": octets(allegee)}
### END SOLUTION

# %% name="memoire" role="answer" points=1
answer("memoire", form=mapping(["avant", "apres"]), checks={
    "La table allégée occupe moins.": lambda m: 0 < m["apres"] < m["avant"],
})

# %% [markdown]
# ## Question 5. Ce que le premier essai a détruit (2 points)
#
# Voici la conversion de votre collègue. Elle ne signale rien, et sa table est petite.

# %% name="essai" role="setup"
essai = pd.DataFrame({
    "cle": vols["cle"].astype("int64").astype("float32").astype("int64"),
    "heure_prevue": vols["heure_prevue"].astype("int16"),
    "vol": vols["vol"].astype("int64").to_numpy().astype("int8"),
    "retard_depart": pd.to_numeric(vols["retard_depart"]).fillna(0).astype("int32"),
    "distance": vols["distance"].astype("int32"),
})
essai.head()

# %% [markdown]
# Comptez les pertes. Remettez dans `pertes` un dictionnaire : nom de chacune des cinq colonnes de `essai` → **nombre de lignes dont
# la valeur a changé**. On compare la valeur écrite dans la livraison et la valeur de `essai` **écrite en texte** (`str`) : le code `0515` devenu
# `515` a changé ; une absence devenue `0` a changé.

# %% name="pertes-code" role="solution"
### BEGIN SOLUTION
pertes = {nom: int((vols[nom].fillna("absent") != essai[nom].astype(str)).sum()) for nom in essai}
### END SOLUTION

# %% name="pertes" role="answer" points=2
answer("pertes", form=mapping(["cle", "heure_prevue", "vol", "retard_depart", "distance"]), checks={
    "Chaque compte est un entier compris entre 0 et le nombre de lignes.": lambda p: all(
        isinstance(n, (int, np.integer)) and 0 <= n <= len(vols) for n in p.values()
    ),
})

# %% name="pertes-autres" role="reference"
answer("pertes-autres", {
    nom: int((pd.to_numeric(vols[nom]) != essai[nom]).sum()) for nom in essai
} | {"retard_absents_oublies": int((pd.to_numeric(vols["retard_depart"]).dropna() != essai["retard_depart"].loc[vols["retard_depart"].dropna().index]).sum())})

# %% [markdown]
# ## Question 6. Les index qui servent (3 points)
#
# Sur les tablettes, la table est dans SQLite. La cellule suivante la charge, sans aucun index, et tire trois requêtes de votre variante.
#
# Pour chaque requête, on veut **un index** dont SQLite se sert pour la recherche : une clé d’index bien choisie a d’abord les colonnes comparées
# par `=` (dans n’importe quel ordre), puis **une seule** colonne comparée par un intervalle (`BETWEEN`, `>`, `<`) ; rien d’autre ne
# rétrécit la recherche.

# %% name="base" role="setup"
base = sqlite3.connect(":memory:")
base.execute(
    "CREATE TABLE vols (cle INTEGER PRIMARY KEY, date TEXT, heure_prevue TEXT, compagnie TEXT, vol INTEGER, immatriculation TEXT,"
    " origine TEXT, destination TEXT, retard_depart INTEGER, retard_arrivee INTEGER, duree_vol INTEGER, distance INTEGER)"
)
base.executemany(f"INSERT INTO vols VALUES ({', '.join('?' * 12)})", vols.astype("object").where(vols.notna(), None).to_numpy().tolist())

modeles = [
    ("compagnie", "origine", "date", "compagnie = 'UA' AND date BETWEEN '2013-03-01' AND '2013-03-15' AND origine = 'EWR'"),
    ("destination", "", "date", "date >= '2013-12-01' AND destination = 'ATL'"),
    ("immatriculation", "", "", "immatriculation = 'N711MQ'"),
    ("origine", "destination", "heure_prevue", "heure_prevue < '0700' AND origine = 'JFK' AND destination = 'LAX'"),
    ("compagnie", "destination", "date", "destination = 'MIA' AND compagnie = 'AA' AND date < '2013-02-01'"),
    ("origine", "compagnie", "date", "date BETWEEN '2013-07-01' AND '2013-07-07' AND compagnie = 'B6' AND origine = 'JFK'"),
]
tirees = hasard.sample(modeles, 3)
requetes = {f"r{n}": f"SELECT * FROM vols WHERE {modele[-1]}" for n, modele in enumerate(tirees, 1)}
for nom, texte in requetes.items():
    print(nom, ":", texte)

# %% [markdown]
# Remettez deux dictionnaires, de clés `r1`, `r2` et `r3` :
#
# - `index` : la liste des noms de colonnes de l’index, dans l’ordre de la clé ;
# - `lignes` : le nombre de lignes que la requête rend.
#
# Essayez vos index avec `CREATE INDEX` et relisez le plan : `base.execute("EXPLAIN QUERY PLAN " + requetes["r1"]).fetchall()`. Sans index, SQLite
# annonce un parcours complet (`SCAN`) ; avec le bon, une recherche (`SEARCH … USING INDEX`) qui cite **toutes** vos colonnes. Remettez aussi
# `plans`, un dictionnaire : le dernier texte du plan de chaque requête, une fois les trois index posés.

# %% name="index-code" role="solution"
### BEGIN SOLUTION
index, lignes, plans = {}, {}, {}
for nom, (une, deux, intervalle, _) in zip(requetes, tirees, strict=True):
    index[nom] = [colonne for colonne in (une, deux, intervalle) if colonne]
    base.execute(f"CREATE INDEX i_{nom} ON vols ({', '.join(index[nom])})")
base.execute("ANALYZE")
for nom, texte in requetes.items():
    lignes[nom] = len(base.execute(texte).fetchall())
    plans[nom] = base.execute("EXPLAIN QUERY PLAN " + texte).fetchall()[-1][-1]
### END SOLUTION

# %% name="index" role="answer" points=3
answer("index", form=mapping(["r1", "r2", "r3"]), checks={
    "Chaque index est une liste de colonnes de la table.": lambda i: all(set(colonnes) <= set(vols.columns) for colonnes in i.values()),
})
answer("lignes", form=mapping(["r1", "r2", "r3"], of=integer(0)))
answer("plans", form=mapping(["r1", "r2", "r3"]))

# %% name="index-attendus" role="reference"
answer("index-attendus", {
    nom: {"egalites": [c for c in (une, deux) if c], "intervalle": intervalle}
    for nom, (une, deux, intervalle, _) in zip(requetes, tirees, strict=True)
})

# %% [markdown]
# ## Question 7. La note au responsable des données (3 points)
#
# Rédigez, en 150 à 300 mots, la note qui accompagnera la nouvelle table. Elle :
#
# 1. justifie les types d’au moins trois colonnes par leurs valeurs, dont une colonne de chiffres que vous laissez en texte et une où vous
#    gardez de la marge pour les données à venir ; elle cite le gain mesuré ;
# 2. nomme les pertes du premier essai, leur cause, et un contrôle à rejouer à chaque livraison ;
# 3. relie vos index à des requêtes, dit ce qu’ils coûtent, et donne un cas où l’on s’en passe.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Exemple, variante 0.)*
#
# **Types.** Les retards vont de quelques dizaines de minutes d’avance à plus de mille de retard, avec des absents : `Int16`, un entier de deux octets qui
# garde les absences. Les numéros de vol tiennent dans deux octets non signés ; nous gardons cette marge (65 535) plutôt que de viser juste. Les codes
# d’aéroport, peu nombreux, deviennent des catégories. `heure_prevue` est faite de chiffres mais c’est un code : elle reste un texte (en catégorie), sinon
# `0515` deviendrait 515. La table passe d’environ 14 Mo à moins d’un mégaoctet.
#
# **Pertes du premier essai.** Les numéros de vol au-delà de 127 ont débordé d’un octet ; les clés ont été arrondies par un flottant de 32 bits, exact
# jusqu’à 16 777 216 seulement ; les zéros de tête des horaires ont disparu ; les retards absents sont devenus des vols à l’heure. À chaque livraison,
# un contrôle relit la table convertie, la récrit en texte et la compare à la livraison : zéro différence, ou la livraison est rejetée.
#
# **Index.** L’index (compagnie, origine, date) sert la recherche d’une compagnie sur une période : les égalités d’abord, l’intervalle ensuite. Chaque index occupe
# de la place et ralentit les insertions : nous n’en posons que pour des requêtes fréquentes. `origine` seule n’en mérite pas : trois valeurs
# pour toute la table, un parcours complet va aussi vite.
# ### END SOLUTION
