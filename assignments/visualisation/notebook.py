# %% [markdown]
# # La bonne figure pour décider
#
# ## La situation
#
# **Atelys** (entreprise fictive, Rennes, 120 salariés) loue de la puissance de calcul. Elle va ouvrir en Europe un
# centre qui entraînera des modèles d’intelligence artificielle, et veut une électricité peu carbonée. Son comité
# d’implantation choisira le pays dans trois semaines, sur une note de quatre figures. Vous êtes chef ou cheffe de
# projet data : ces figures, c’est vous qui les faites.
#
# Les membres du comité les liront sans vous. Parmi eux :
#
# - le directeur financier **imprime tout en noir et blanc** ;
# - une administratrice est **deutéranope** : elle confond certains rouges et certains verts ;
# - un administrateur aveugle lit la note avec un **lecteur d’écran** ;
# - tous veulent voir la réponse à leur question en quelques secondes.
#
# ## Les données
#
# | fichier | contenu |
# |---|---|
# | `data/electricite_2023.csv` | 30 pays d’Europe en 2023 : `intensite` de l’électricité produite (grammes d’équivalent CO₂ par kilowattheure, gCO₂e/kWh) et production par famille d’énergie (`nucleaire_twh`, `renouvelable_twh`, `fossile_twh`, en térawattheures) |
# | `data/co2_europe.csv` | 20 pays d’Europe, de 1970 à 2012 : `co2_par_habitant` (tonnes de CO₂ par habitant et par an) |
# | `data/monde.csv` | 175 pays (nommés en anglais), de 1960 à 2011 : `pib_par_habitant` (dollars des États-Unis, prix constants) et `co2_par_habitant` (tonnes par an), une ligne par pays et par année |
#
# Ce sont des données réelles et publiques. **Données personnelles :** il n’y en a pas, tout est compté à l’échelle
# d’un pays. Les origines et les licences sont dans `data/SOURCES.toml`. Le tirage des pays, des couleurs et des
# années vous est propre.
#
# ## Objectifs
#
# - Choisir la forme, l’échelle et l’ordre qui répondent à une question de décideur.
# - Montrer des données de plusieurs types : un classement, une composition, une évolution, une relation.
# - Mesurer un contraste et une confusion de couleurs, et dessiner pour celles et ceux qui voient autrement.
# - Nommer les grandeurs et les unités, écrire un titre qui conclut et un texte alternatif qui remplace l’image.
# - Reconnaître une figure qui trompe, et le prouver.
#
# ## Ce qui est attendu
#
# | question | points | corrigée par |
# |---|---|---|
# | 1. Éprouver la palette | 2 | la machine |
# | 2. Classer les candidats | 3 | la machine |
# | 3. Écrire le message | 2 | une personne, avec une grille |
# | 4. Comparer les mix électriques | 3 | la machine |
# | 5. Montrer les évolutions | 4 | la machine |
# | 6. Voir six mille points | 3 | la machine |
# | 7. Mesurer une exagération | 1 | la machine |
# | 8. Répondre à l’agence | 2 | une personne, avec une grille |
# | **Total** | **20** | |
#
# **Durée :** 90 minutes. **Prérequis :** manipuler une table avec pandas, dessiner avec matplotlib, seaborn ou
# `pandas.plot`.
#
# **Remettre une figure.** Affectez à la variable demandée une figure (`Figure`) ou un repère (`Axes`) de
# matplotlib ; seaborn et `pandas.plot` en produisent. La machine lit la structure de la figure (marques, axes,
# textes, couleurs), sur vos données et sur un autre tirage : une valeur ou un nom de pays écrits à la main dans le
# code seront faux, sauf dans un titre, que seule une personne lit. Une figure qui ne montre pas les données
# demandées ne rapporte rien ; si elle les montre, chacune de ses qualités compte. Les couleurs, les tailles et la
# mise en page sont libres, sous réserve des règles de la maison.
#
# ## Les règles de la maison
#
# Elles valent pour toutes les figures, et comptent dans la note.
#
# - **R1. Axes.** Un axe de valeurs porte un titre qui nomme la grandeur et son unité, en toutes lettres ou en symboles.
#   Un axe de noms ou d’années s’en passe.
# - **R2. Jamais la couleur seule.** Imprimée en noir et blanc, la figure se lit encore : ce qu’une couleur distingue
#   se reconnaît aussi à une étiquette, une place nommée, un motif, un trait ou un marqueur.
# - **R3. Contraste.** Une marque (barre, trait, point isolé) contraste d’au moins 3 pour 1 avec le fond, par son
#   remplissage ou par son contour ; un texte, d’au moins 4,5 pour 1 avec ce qu’il y a derrière lui. Les points d’un nuage dense en sont dispensés.
# - **R4. Daltonisme.** Deux couleurs différentes employées pour distinguer des séries gardent, vues par une personne
#   deutéranope, un écart d’au moins 15 (fonction `ecart_deuteranope`, fournie plus bas).
# - **R5. Relief.** Pas de figure en trois dimensions.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="preparation" role="setup"
import random
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns

from blocnotes_handin import figure, number, sequence, table

DATA = Path("data")
electricite = pd.read_csv(DATA / "electricite_2023.csv")
co2_europe = pd.read_csv(DATA / "co2_europe.csv")
tout_le_monde = pd.read_csv(DATA / "monde.csv")


def avec_la_france(pays, nombre, graine):
    """Tire des pays, dont la France."""
    autres = pd.Series(sorted(set(pays) - {"France"})).sample(nombre - 1, random_state=graine)
    return ["France", *autres]


# Question 2 : les douze pays candidats. Question 4 : les quatre finalistes.
candidats = electricite.loc[
    electricite["pays"].isin(avec_la_france(electricite["pays"], 12, variante)), ["pays", "intensite"]
].reset_index(drop=True)
finalistes = electricite.loc[
    electricite["pays"].isin(avec_la_france(candidats["pays"], 4, variante)),
    ["pays", "nucleaire_twh", "renouvelable_twh", "fossile_twh"],
].reset_index(drop=True)

# Question 5 : cinq pays, à regarder à partir de annee_debut.
annee_debut = 1975 + variante % 16
series = co2_europe[co2_europe["pays"].isin(avec_la_france(co2_europe["pays"], 5, variante))].reset_index(drop=True)

# Question 6 : neuf observations sur dix, tirées au sort.
monde = tout_le_monde.sample(frac=0.9, random_state=variante).reset_index(drop=True)


# Question 1 : les huit couleurs que l’agence de communication propose.
def palette_de_l_agence(graine):
    couples = [("forêt", "brique"), ("prairie", "corail"), ("menthe", "framboise"), ("olive", "rouille")]
    autres = ["nuit", "océan", "ciel", "ambre", "prune", "ardoise", "charbon", "sable"]
    codes = {
        "forêt": "#1b7837", "brique": "#b2182b", "prairie": "#4daf4a", "corail": "#d6604d",
        "menthe": "#009e73", "framboise": "#c51b7d", "olive": "#7a7a1f", "rouille": "#8c4a00",
        "nuit": "#1b2a49", "océan": "#0072b2", "ciel": "#56b4e9", "ambre": "#e69f00",
        "prune": "#762a83", "ardoise": "#5f6b7a", "charbon": "#333333", "sable": "#bfa77a",
    }
    tirage = random.Random(graine)
    noms = [nom for couple in tirage.sample(couples, 2) for nom in couple] + tirage.sample(autres, 4)
    tirage.shuffle(noms)
    return {nom: codes[nom] for nom in noms}


palette = palette_de_l_agence(variante)


# L’écart entre deux couleurs telles que les voit une personne deutéranope : simulation de Machado, Oliveira et
# Fernandes (2009), puis distance dans l’espace CIELAB (ΔE 1976). De 0 (identiques) à plus de 100.
def ecart_deuteranope(couleur, autre):
    """Donne l’écart perçu par une personne deutéranope entre deux couleurs écrites « #rrvvbb »."""
    return float(np.linalg.norm(lab_deuteranope(couleur) - lab_deuteranope(autre)))


def lab_deuteranope(couleur):
    srgb = np.array([int(couleur[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    lineaire = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    simulation = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    vers_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = vers_xyz @ np.clip(simulation @ lineaire, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


# %%
palette

# %% [markdown]
# ## 1. Éprouver la palette (2 points)
#
# L’agence de communication d’Atelys propose les huit couleurs de `palette` (nom → code). Avant de dessiner,
# éprouvez-les sur fond blanc (`#ffffff`).
#
# **a.** Construisez la table `audit`, une ligne par couleur, avec les colonnes :
#
# - `couleur` : son nom ;
# - `contraste` : son contraste avec le blanc, au sens de WCAG 2.1 (définition ci-dessous), arrondi à deux décimales ou non ;
# - `graphique` : `True` si elle convient à une marque sur fond blanc (3 ou plus), `False` sinon ;
# - `texte` : `True` si elle convient à un texte courant sur fond blanc (4,5 ou plus), `False` sinon.
#
# **b.** Construisez la liste `confusions` des couples de couleurs qu’une personne deutéranope distingue mal, c’est-à-dire
# dont l’écart est **strictement inférieur à 15** : `[("nom", "autre nom"), …]`. L’ordre est libre ; chaque couple
# figure une fois.
#
# *Définition (WCAG 2.1).* On divise chaque composante rouge, verte et bleue par 255, puis on la rend linéaire :
# $c / 12{,}92$ si $c \le 0{,}04045$, et $((c + 0{,}055) / 1{,}055)^{2{,}4}$ sinon. La luminance est
# $L = 0{,}2126\,R + 0{,}7152\,V + 0{,}0722\,B$. Le contraste de deux couleurs est
# $(L_{\text{claire}} + 0{,}05) / (L_{\text{sombre}} + 0{,}05)$.

# %% name="palette-code" role="solution"
audit = ...
confusions = ...
### BEGIN SOLUTION
from itertools import combinations


def luminance(couleur):
    composantes = np.array([int(couleur[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    lineaires = np.where(composantes <= 0.04045, composantes / 12.92, ((composantes + 0.055) / 1.055) ** 2.4)
    return float(lineaires @ [0.2126, 0.7152, 0.0722])


def contraste(couleur, fond="#ffffff"):
    sombre, claire = sorted([luminance(couleur), luminance(fond)])
    return (claire + 0.05) / (sombre + 0.05)


audit = pd.DataFrame({"couleur": palette.keys(), "contraste": [contraste(code) for code in palette.values()]})
audit["graphique"] = audit["contraste"] >= 3
audit["texte"] = audit["contraste"] >= 4.5

confusions = [(a, b) for a, b in combinations(palette, 2) if ecart_deuteranope(palette[a], palette[b]) < 15]
### END SOLUTION

# %% name="palette" role="answer" points=2
answer("audit", decimals=2, ordered=False, form=table(["couleur", "contraste", "graphique", "texte"], rows=8), checks={
    "Un contraste est compris entre 1 et 21.": lambda t: t["contraste"].between(1, 21).all(),
})
answer("confusions", ordered=False, form=sequence(), checks={
    "Chaque élément est un couple de deux noms de la palette.":
        lambda v: all(len(couple) == 2 and set(couple) <= set(palette) for couple in v),
})

# %% name="palette-reference" role="reference"
def sans_correction(couleur):
    return float(np.array([int(couleur[i : i + 2], 16) for i in (1, 3, 5)]) / 255 @ [0.2126, 0.7152, 0.0722])


answer("contraste-sans-correction", {nom: 1.05 / (sans_correction(code) + 0.05) for nom, code in palette.items()})
answer("contraste-inverse", {nom: 1 / contraste(code) for nom, code in palette.items()})

# %% [markdown]
# ## 2. Classer les candidats (3 points)
#
# > Lequel des douze pays candidats a l’électricité la moins carbonée, et de combien les autres s’en écartent-ils ?
#
# La table `candidats` donne, par pays, l’`intensite` carbone de l’électricité en 2023, en gCO₂e/kWh. Dessinez la
# figure `fig_classement` : une marque par pays, dont la longueur ou la place se lit sur un axe gradué, et le nom du
# pays écrit sur l’autre axe. Le comité doit lire le rang de chaque pays, et comparer honnêtement les valeurs
# entre elles. Donnez un titre à votre figure : vous le travaillerez à la question 3.

# %%
candidats

# %% name="classement-code" role="solution"
fig_classement = ...
### BEGIN SOLUTION
tri = candidats.sort_values("intensite", ascending=False)
fig_classement, ax = plt.subplots(figsize=(8, 5), layout="constrained")
barres = ax.barh(tri["pays"], tri["intensite"], color="#0072b2")
ax.bar_label(barres, fmt="%.0f", padding=3)
ax.set_xlabel("Intensité carbone de l’électricité produite en 2023 (gCO₂e/kWh)")
premier, dernier = tri.iloc[-1], tri.iloc[0]
rapport = dernier["intensite"] / premier["intensite"]
ax.set_title(
    f"Un kilowattheure émet {rapport:.0f} fois plus de CO₂ en {dernier['pays']} qu’en {premier['pays']}", loc="left"
)
ax.spines[["top", "right"]].set_visible(False)
### END SOLUTION

# %% name="classement" role="answer" points=3
answer("fig_classement", form=figure(), checks={
    "La figure contient au moins un repère.": lambda f: bool(f.get_figure().axes),
})

# %% name="classement-reference" role="reference"
answer("ref-classement", candidats)

# %% [markdown]
# ## 3. Écrire le message (2 points)
#
# Votre figure `fig_classement` ouvre la note. Écrivez dans la cellule ci-dessous :
#
# - **Titre :** une phrase de 20 mots au plus, qui dit à un décideur pressé ce que la figure montre, avec au moins un
#   pays et une valeur ou un rapport ;
# - **Texte alternatif :** ce que le lecteur d’écran lira à la place de l’image, en deux à cinq phrases.

# %% [markdown] name="message" role="manual" points=2
# **Titre :**
#
# **Texte alternatif :**
#
# ### BEGIN SOLUTION
# (Exemple pour un tirage où la Suède est première, la France deuxième, la Lettonie troisième et la Pologne
# dernière.)
#
# **Titre :** Un kilowattheure polonais émet seize fois plus de CO₂ qu’un kilowattheure suédois.
#
# **Texte alternatif :** Diagramme en barres de l’intensité carbone de l’électricité de douze pays candidats en 2023, en
# grammes d’équivalent CO₂ par kilowattheure, de la plus faible à la plus forte. La Suède (41) et la France (56) sont
# très en dessous des autres ; la Lettonie, troisième, atteint déjà 123. Huit pays se tiennent entre 138 et 565. La
# Pologne, dernière, atteint 662, soit seize fois la Suède.
# ### END SOLUTION

# %% [markdown]
# ## 4. Comparer les mix électriques (3 points)
#
# > Sur quelle famille d’énergie chacun des quatre finalistes s’appuie-t-il le plus, et lesquels se ressemblent ?
#
# La table `finalistes` donne la production de 2023 par famille, en térawattheures (TWh). Les quatre pays n’ont pas
# la même taille ; la question n’est pas là. Dessinez la figure `fig_mix`, qui permet de comparer **la composition**
# de la production entre les pays : par pays, la part en **pourcentage** de chaque famille, nommée « nucléaire »,
# « renouvelable » ou « fossile », chacune par une marque (barre ou point) qui se lit sur un axe gradué.

# %%
finalistes

# %% name="mix-code" role="solution"
fig_mix = ...
### BEGIN SOLUTION
parts = finalistes.set_index("pays").rename(
    columns={"nucleaire_twh": "nucléaire", "renouvelable_twh": "renouvelable", "fossile_twh": "fossile"}
)
parts = (100 * parts.div(parts.sum(axis=1), axis=0)).sort_values("fossile", ascending=False)

fig_mix, panneaux = plt.subplots(1, 3, figsize=(9, 3), sharey=True, sharex=True, layout="constrained")
for ax, famille in zip(panneaux, parts, strict=True):
    barres = ax.barh(parts.index, parts[famille], color="#0072b2")
    ax.bar_label(barres, fmt="%.0f %%", padding=3)
    ax.set(title=famille, xlabel="Part de la production (%)", xlim=(0, 118))
    ax.spines[["top", "right"]].set_visible(False)
### END SOLUTION

# %% name="mix" role="answer" points=3
answer("fig_mix", form=figure(), checks={
    "La figure contient au moins un repère.": lambda f: bool(f.get_figure().axes),
})

# %% name="mix-reference" role="reference"
answer("ref-mix", finalistes.rename(
    columns={"nucleaire_twh": "nucléaire", "renouvelable_twh": "renouvelable", "fossile_twh": "fossile"}
))

# %% [markdown]
# ## 5. Montrer les évolutions (4 points)
#
# > Dans cinq pays d’Europe, comment les émissions de CO₂ par habitant ont-elles évolué depuis `annee_debut` ?
#
# La table `series` donne, pour cinq pays et de 1970 à 2012, `co2_par_habitant` en tonnes par an. Dessinez la figure
# `fig_evolution` : une courbe par pays, de l’année `annee_debut` (incluse) à 2012. Le comité doit reconnaître chaque
# pays et comparer les niveaux ; si vous dessinez plusieurs panneaux, ils ont tous la même échelle verticale.

# %%
print("annee_debut :", annee_debut)
series.pivot(index="annee", columns="pays", values="co2_par_habitant").tail()

# %% name="evolution-code" role="solution"
fig_evolution = ...
### BEGIN SOLUTION
courbes = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
styles = [("#000000", "-", "o"), ("#0072b2", "--", "s"), ("#b34a00", "-.", "^"), ("#007a5a", ":", "D"), ("#a0508a", (0, (6, 2)), "v")]

fig_evolution, ax = plt.subplots(figsize=(9, 5), layout="constrained")
for (pays, valeurs), (couleur, trait, marqueur) in zip(courbes.items(), styles, strict=True):
    ax.plot(valeurs, color=couleur, linestyle=trait, marker=marqueur, markevery=5, label=pays)
ax.set_ylabel("Émissions de CO₂ (tonnes par habitant et par an)")
ax.set_ylim(bottom=0)
ax.set_title(f"Émissions de CO₂ par habitant, de {annee_debut} à 2012", loc="left")
ax.legend(title="Pays", loc="upper left", bbox_to_anchor=(1, 1), handlelength=4)
ax.spines[["top", "right"]].set_visible(False)
### END SOLUTION

# %% name="evolution" role="answer" points=4
answer("fig_evolution", form=figure(), checks={
    "La figure contient au moins un repère.": lambda f: bool(f.get_figure().axes),
})

# %% name="evolution-reference" role="reference"
answer("ref-evolution", series)
answer("ref-debut", annee_debut)

# %% [markdown]
# ## 6. Voir six mille points (3 points)
#
# > Un pays plus riche émet-il toujours plus de CO₂ ? Où se trouve le gros des observations ?
#
# La table `monde` compte plus de six mille observations (un pays, une année). Dessinez la figure `fig_nuage` :
# `pib_par_habitant` en abscisse, `co2_par_habitant` en ordonnée. Montrez **toutes** les observations, une à une ou
# comptées par cases, sans en écarter. La relation doit se voir des pays les plus pauvres aux plus riches, et une zone
# où les observations s’accumulent doit se distinguer d’une zone où elles sont rares. Si une couleur représente un
# nombre, une échelle de couleur titrée le dit.

# %%
monde.describe().round(2)

# %% name="nuage-code" role="solution"
fig_nuage = ...
### BEGIN SOLUTION
fig_nuage, ax = plt.subplots(figsize=(8, 5), layout="constrained")
cases = ax.hexbin(
    monde["pib_par_habitant"], monde["co2_par_habitant"], xscale="log", yscale="log", gridsize=40, mincnt=1, cmap="viridis"
)
fig_nuage.colorbar(cases, label="Nombre d’observations (un pays, une année)")
ax.set_xlabel("PIB par habitant (dollars constants, échelle logarithmique)")
ax.set_ylabel("CO₂ (tonnes par habitant et par an, échelle logarithmique)")
ax.set_title("Plus un pays est riche, plus il émet, mais la fourchette reste large", loc="left")
### END SOLUTION

# %% name="nuage" role="answer" points=3
answer("fig_nuage", form=figure(), checks={
    "La figure contient au moins un repère.": lambda f: bool(f.get_figure().axes),
})

# %% name="nuage-reference" role="reference"
answer("ref-nuage", {
    axe: {"min": float(v.min()), "mean": float(v.mean()), "max": float(v.max()), "log": float(np.log10(v).mean())}
    for axe, v in [("x", monde["pib_par_habitant"]), ("y", monde["co2_par_habitant"])]
} | {"n": len(monde)})

# %% [markdown]
# ## 7. Mesurer une exagération (1 point)
#
# L’agence a envoyé une première figure. En voici la reproduction, suivie de sa description.

# %% name="agence-barres" role="setup"
rangs = candidats.sort_values("intensite").reset_index(drop=True)
pays_bas, pays_haut = rangs.loc[3], rangs.loc[8]
base_agence = int(pays_bas["intensite"] * (55 + variante % 36) / 100)

figure_agence, ax = plt.subplots(figsize=(5, 4), layout="constrained")
ax.bar([pays_bas["pays"], pays_haut["pays"]], [pays_bas["intensite"], pays_haut["intensite"]], color="#5f6b7a")
ax.set_ylim(bottom=base_agence)
ax.set_ylabel("gCO₂e/kWh")
ax.set_title("Un écart spectaculaire")
plt.show()
print(f"{pays_bas['pays']} : {pays_bas['intensite']} ; {pays_haut['pays']} : {pays_haut['intensite']} ; l’axe commence à {base_agence}.")

# %% [markdown]
# *Description de la figure : deux barres verticales, une par pays, donnent l’intensité carbone de l’électricité. L’axe
# vertical ne commence pas à zéro, mais à `base_agence`. Les deux valeurs et le départ de l’axe sont écrits sous la figure.*
#
# On appelle **effet** le passage de la plus petite valeur à la plus grande, rapporté à la plus petite :
# (grande − petite) / petite. Il se calcule sur les données (effet réel) comme sur les hauteurs des barres telles
# qu’elles sont dessinées, depuis le bas de l’axe (effet montré). Le **facteur d’exagération** est l’effet montré divisé par l’effet
# réel : il vaut 1 pour une figure honnête.
#
# Calculez `facteur`, le facteur d’exagération de cette figure (arrondi à deux décimales ou non). Les valeurs sont dans `pays_bas`, `pays_haut` et
# `base_agence`.

# %% name="exageration-code" role="solution"
facteur = ...
### BEGIN SOLUTION
petite, grande = pays_bas["intensite"], pays_haut["intensite"]
effet_reel = (grande - petite) / petite
effet_montre = (grande - petite) / (petite - base_agence)
facteur = effet_montre / effet_reel
### END SOLUTION

# %% name="exageration" role="answer" points=1
answer("facteur", decimals=2, form=number(0))

# %% name="exageration-reference" role="reference"
answer("facteur-rapport-hauteurs", (grande - base_agence) / (petite - base_agence))
answer("facteur-rapport-rapports", (grande - base_agence) / (petite - base_agence) / (grande / petite))
answer("facteur-effet-montre", effet_montre)

# %% [markdown]
# ## 8. Répondre à l’agence (2 points)
#
# Une seconde figure de l’agence porte le titre « En France, la richesse a remplacé le carbone ».

# %% name="agence-deux-axes" role="setup"
france = tout_le_monde[tout_le_monde["pays"] == "France"]
figure_deux_axes, gauche = plt.subplots(figsize=(7, 4), layout="constrained")
droite = gauche.twinx()
gauche.plot(france["annee"], france["co2_par_habitant"], color="#d62728")
droite.plot(france["annee"], france["pib_par_habitant"], color="#2ca02c")
gauche.set(ylim=(5, 10), title="En France, la richesse a remplacé le carbone")
droite.set(ylim=(6000, 25000))
plt.show()

# %% [markdown]
# *Description de la figure : de 1960 à 2011, une courbe rouge (CO₂ par habitant, axe de gauche, de 5 à 10) monte
# puis descend ; une courbe verte (PIB par habitant, axe de droite, de 6 000 à 25 000) monte. Elles se croisent au début des
# années 1980. Il n’y a ni titre d’axe, ni légende.*
#
# Répondez à l’agence en 80 à 200 mots :
#
# - **Ce qui trompe ou qui exclut :** trois défauts de cette figure, chacun avec ce qu’il fait croire ou le membre du
#   comité qu’il empêche de lire ;
# - **Ce que vous proposez :** la figure qui la remplace (forme, échelles, façon de nommer les séries), et ce que
#   son titre a le droit de dire.

# %% [markdown] name="avis" role="manual" points=2
# **Ce qui trompe ou qui exclut :**
#
# **Ce que vous proposez :**
#
# ### BEGIN SOLUTION
# **Ce qui trompe ou qui exclut :** les deux axes verticaux ont des bornes choisies au hasard : le croisement, que l’œil
# prend pour un moment historique, disparaît ou se déplace si on change ces bornes. Il n’y a ni légende ni titre
# d’axe : personne ne sait quelle courbe se lit de quel côté, ni en quelles unités. Les deux courbes ne diffèrent
# que par un rouge et un vert, que l’administratrice deutéranope confond et que l’impression en noir et blanc du
# directeur financier rend identiques. Enfin, le titre affirme une cause que deux courbes ne prouvent pas.
#
# **Ce que vous proposez :** deux panneaux l’un sous l’autre, qui partagent l’axe des années, chacun avec sa grandeur
# et son unité, et un axe vertical qui part de zéro ; ou bien les deux séries en indice, base 100 en 1960, sur un seul axe,
# chaque courbe étiquetée à son extrémité et tracée d’un trait différent. Titre : « En France, depuis 1980, le CO₂ par habitant baisse
# pendant que le PIB par habitant augmente ». Il constate, sans dire que l’un explique l’autre. Un texte alternatif
# donne les valeurs de départ et d’arrivée.
# ### END SOLUTION
