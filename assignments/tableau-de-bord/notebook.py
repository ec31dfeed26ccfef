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
# # Un tableau de bord qui tient sur une page : le service client d’une banque
#
# ## Situation
#
# La Banque Rive-Est répond au téléphone du lundi au vendredi, de 7 h à 21 h. Chaque mois, Salomé Kervella, qui dirige le service client, reçoit
# quarante pages de chiffres que personne ne lit. Elle veut **une page** : quelques indicateurs choisis, où en est-on de l’objectif, quand faut-il plus de monde. La page s’ouvrira dans un
# navigateur, sans réseau, et circulera par courriel.
#
# Un chef d’équipe demande en plus le classement nominatif des conseillers. Les élus du personnel s’en inquiètent. Vous construisez le tableau de bord du mois, et vous donnez votre avis.
#
# ## Objectifs
#
# - calculer des indicateurs et leur évolution, sans moyenne de moyennes, en pourcentage ou en points ;
# - rapporter un indicateur à son objectif par une règle explicite ;
# - dresser un tableau croisé dont les totaux sont justes ;
# - dessiner de petits multiples comparables ;
# - produire par programme une page interactive, autonome, accessible et sûre, qui n’expose personne ;
# - juger ce que l’on mesure.
#
# **Durée** : 75 minutes. **Prérequis** : pandas ou SQL (regrouper, croiser), matplotlib ou seaborn, bases de HTML.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. Les indicateurs du mois | une table | 3 |
# | 2. Où en est-on de l’objectif ? | une fonction, appelée sur des valeurs que vous ne voyez pas | 2 |
# | 3. Le tableau croisé | une table | 3 |
# | 4. Les petits multiples | une figure | 4 |
# | 5. La page | une fonction, appelée sur des données que vous ne voyez pas | 5 |
# | 6. La note | un texte, noté par une personne avec une grille | 3 |
# | Total | six questions | 20 |
#
# Toute méthode exacte convient. Les questions 1 à 5 sont vérifiées par la machine sur vos données, puis sur un autre tirage : une valeur recopiée ne rapporte rien. Dans les tables, l’ordre des lignes et
# des colonnes est libre, et les nombres sont sans arrondi ou avec au moins quatre décimales. Les contrôles affichés sous vos réponses portent sur leur forme ; ils ne disent pas si elles sont justes.
#
# ## Les données
#
# Les appels reçus sont **réels** (une banque nord-américaine, 2003). Les présences, les appels pris et les équipes sont **inventés** : ils décriraient des salariés. Origine, licence et modifications : `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import html
import random

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from blocnotes_handin import figure, function, table

JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
hasard = random.Random(variante)
service = pd.read_csv("data/appels.csv", parse_dates=["jour"])
dates = sorted(service["jour"].unique())
service = service[service["jour"].isin(hasard.sample(dates, int(0.9 * len(dates))))].reset_index(drop=True)
service["presents"] = [round(float(a) ** 0.5 * 3.1 + hasard.uniform(0, 12)) for a in service["appels"]]
service["pris"] = [min(a, round(p * hasard.uniform(14, 19))) for a, p in zip(service["appels"], service["presents"])]
mois = hasard.choice(["2003-04", "2003-05", "2003-06", "2003-07", "2003-08", "2003-09"])
precedent = str(pd.Period(mois) - 1)
equipes = pd.read_csv("data/equipes.csv").to_dict("records")
statut = page = fig_profils = None  # ce que vous écrirez
print("Mois du tableau de bord :", mois, "; mois précédent :", precedent)
service.head()

# %% [markdown]
# ### Dictionnaire des données
#
# **`service`** : une ligne par jour d’ouverture et par heure. `jour` (une date), `heure` (7 à 20 : l’heure 7 va de 7 h à 8 h), `appels` (reçus), `presents`
# (conseillers présents pendant cette heure), `pris` (appels auxquels on a répondu). Les jours de fermeture n’y sont pas.
#
# **`equipes`** : une liste de dictionnaires `nom`, `effectif`, `taux_reponse` et `objectif` (deux parts, entre 0 et 1), pour le mois.

# %% [markdown]
# ## Question 1. Les indicateurs du mois (3 points)
#
# Remettez la table `indicateurs`, une ligne par indicateur (cinq lignes), colonnes `indicateur`, `valeur` (sur le mois `mois`), `precedent` (sur le mois `precedent`) et `evolution`. Les indicateurs, calculés chacun sur **un** mois :
#
# - `appels_par_jour` : appels reçus, divisés par le nombre de jours d’ouverture présents dans la table ;
# - `part_matin` : part des appels reçus avant midi (heures 7 à 11), entre 0 et 1 ;
# - `taux_reponse` : appels pris divisés par appels reçus, sur tout le mois ;
# - `appels_par_presence` : appels **pris** divisés par heures de présence (la somme de `presents`), sur tout le mois ;
# - `pointe` : pour chaque heure, moyenne des appels reçus par jour d’ouverture ; la pointe est la plus forte de ces moyennes.
#
# `evolution` vaut, pour les deux parts (`part_matin`, `taux_reponse`), l’écart en **points** : 100 × (valeur − precedent) ; pour les trois autres, l’évolution en **pour cent** : 100 × (valeur − precedent) / precedent.

# %% name="indicateurs-code" role="solution"
### BEGIN SOLUTION
def indicateurs_du_mois(periode):
    lignes = service[service["jour"].dt.strftime("%Y-%m") == periode]
    total, jours_ouverts = lignes["appels"].sum(), lignes["jour"].nunique()
    return {
        "appels_par_jour": total / jours_ouverts,
        "part_matin": lignes.loc[lignes["heure"] < 12, "appels"].sum() / total,
        "taux_reponse": lignes["pris"].sum() / total,
        "appels_par_presence": lignes["pris"].sum() / lignes["presents"].sum(),
        "pointe": lignes.groupby("heure")["appels"].mean().max(),
    }


indicateurs = pd.DataFrame({"valeur": indicateurs_du_mois(mois), "precedent": indicateurs_du_mois(precedent)})
ecart = 100 * (indicateurs["valeur"] - indicateurs["precedent"])
parts = indicateurs.index.isin(["part_matin", "taux_reponse"])
indicateurs["evolution"] = np.where(parts, ecart, ecart / indicateurs["precedent"])
indicateurs = indicateurs.rename_axis("indicateur").reset_index()
### END SOLUTION

# %% name="indicateurs" role="answer" points=3
answer("indicateurs", form=table(["indicateur", "valeur", "precedent", "evolution"], rows=5), ordered=False)

# %% name="indicateurs-autres" role="reference"
def variantes_fausses(periode):
    lignes = service[service["jour"].dt.strftime("%Y-%m") == periode]
    par_heure = lignes["pris"] / lignes["appels"]
    return {"taux_reponse": par_heure.mean(), "appels_par_presence": (lignes["pris"] / lignes["presents"]).mean(), "pointe": float(lignes["appels"].max())}
answer("indicateurs-faux", variantes_fausses(mois))

# %% [markdown]
# ## Question 2. Où en est-on de l’objectif ? (2 points)
#
# Écrivez `statut(valeur, objectif, sens, tolerance)`, qui rend un texte :
#
# - `"sans mesure"` si `valeur` est `None` ;
# - `"atteint"` si l’objectif est atteint, égalité comprise : la valeur est au moins l’objectif quand `sens` vaut `"haut"`, au plus l’objectif quand il vaut `"bas"` ;
# - `"à surveiller"` si elle le manque, mais d’un écart **inférieur ou égal** à `tolerance` (un nombre positif ou nul, dans l’unité de la valeur) ;
# - `"manqué"` sinon.
#
# Toutes les valeurs essayées sont des entiers ou `None` : aucun arrondi n’entre en jeu. Un autre `sens` lève `ValueError`, même sans mesure.

# %% name="statut-code" role="solution"
### BEGIN SOLUTION
def statut(valeur, objectif, sens, tolerance):
    """Rapporte une valeur à son objectif."""
    if sens not in ("haut", "bas"):
        raise ValueError("sens : « haut » ou « bas »")
    if valeur is None:
        return "sans mesure"
    manque = objectif - valeur if sens == "haut" else valeur - objectif
    if manque <= 0:
        return "atteint"
    return "à surveiller" if manque <= tolerance else "manqué"
### END SOLUTION

# %% name="statut" role="answer" points=2
answer("statut", form=function(), calls=[[95, 92, "haut", 2], [91, 92, "haut", 2], [None, 92, "bas", 2]], checks={
    "95 pour un objectif de 92 à atteindre par le haut : atteint.": lambda f: f(95, 92, "haut", 2) == "atteint",
})

# %% [markdown]
# ## Question 3. Le tableau croisé (3 points)
#
# Remettez la table `pivot`, calculée sur **toute** la table `service` : six lignes, une par jour de la semaine et une pour `ensemble`, et six colonnes :
#
# - `jour` : `lundi`, `mardi`, `mercredi`, `jeudi`, `vendredi` ou `ensemble` ;
# - `matin` (heures 7 à 11), `midi` (12 et 13), `apres_midi` (14 à 16), `soir` (17 à 20) : appels reçus **par jour d’ouverture** dans cette tranche, c’est-à-dire la somme des appels de la tranche divisée par le nombre de jours d’ouverture ;
# - `total` : appels reçus par jour d’ouverture, toutes heures réunies.
#
# Dans la ligne `ensemble`, on divise par le nombre de **tous** les jours d’ouverture : chaque jour y pèse autant.

# %% name="pivot-code" role="solution"
### BEGIN SOLUTION
tranches = pd.cut(service["heure"], [6, 11, 13, 16, 20], labels=["matin", "midi", "apres_midi", "soir"]).astype(str)
noms = service["jour"].dt.day_of_week.map(dict(enumerate(JOURS)))
sommes = service.assign(jour_nom=noms, tranche=tranches).pivot_table(
    index="jour_nom", columns="tranche", values="appels", aggfunc="sum", margins=True, margins_name="ensemble"
).rename(columns={"ensemble": "total"})
ouverts = service.groupby(noms)["jour"].nunique()
ouverts["ensemble"] = service["jour"].nunique()
pivot = sommes.div(ouverts, axis=0).rename_axis("jour").reset_index()
### END SOLUTION

# %% name="pivot" role="answer" points=3
answer("pivot", form=table(["jour", "matin", "midi", "apres_midi", "soir", "total"], rows=6), ordered=False, checks={
    "Les lignes sont les cinq jours et l’ensemble.": lambda t: set(t["jour"]) == {*JOURS, "ensemble"},
})

# %% name="pivot-autres" role="reference"
essai = pivot.set_index("jour").loc[JOURS]
answer("pivot-moyennes", {nom: float(essai[nom].mean()) for nom in essai})
par_ligne = service.assign(tranche=tranches).groupby("tranche")["appels"].mean()
answer("pivot-par-heure", {nom: float(par_ligne[nom]) for nom in par_ligne.index})

# %% [markdown]
# ## Question 4. Les petits multiples (4 points)
#
# Dessinez `fig_profils` : **cinq panneaux**, un par jour de la semaine, du lundi au vendredi dans l’ordre de lecture (de gauche à droite, puis de haut en bas). Chaque panneau montre, heure par heure, la moyenne
# des appels reçus ce jour de la semaine (une courbe ou des barres, quatorze valeurs, sur toute la table `service`). La machine vérifie :
#
# - les données : cinq panneaux, les bonnes moyennes (à un appel près) aux bonnes heures, et le titre de chaque panneau, qui contient le nom du jour ;
# - la comparaison : les cinq panneaux ont la **même échelle** verticale et la même échelle horizontale, et l’échelle verticale part de zéro ;
# - la lecture : un titre vertical qui contient le mot « appels » (sur chaque panneau, ou commun à la figure, par exemple avec `supylabel`), et un titre horizontal qui contient « heure » (de même) ;
# - l’accessibilité : marques d’un contraste d’au moins 3 avec le fond, textes d’au moins 4,5.

# %% name="profils-code" role="solution"
### BEGIN SOLUTION
moyennes = service.groupby([service["jour"].dt.day_of_week, "heure"])["appels"].mean()
fig_profils, panneaux = plt.subplots(1, 5, figsize=(12, 3), sharex=True, sharey=True, layout="constrained")
for rang, panneau in enumerate(panneaux):
    panneau.plot(moyennes[rang].index, moyennes[rang], color="#1f4e79", linewidth=2)
    panneau.set_title(JOURS[rang])
panneaux[0].set_ylim(bottom=0)
fig_profils.supylabel("Appels reçus par heure")
fig_profils.supxlabel("Heure de la journée")
### END SOLUTION

# %% name="profils" role="answer" points=4
answer("fig_profils", form=figure())

# %% name="profils-autres" role="reference"
moyennes = service.groupby([service["jour"].dt.day_of_week, "heure"])["appels"].mean()
answer("profils", {JOURS[j]: [float(moyennes[j][h]) for h in range(7, 21)] for j in range(5)})

# %% [markdown]
# ## Question 5. La page (5 points)
#
# Écrivez `page(titre, tuiles, equipes)`, qui rend le texte HTML d’une page complète. `tuiles` est une liste de dictionnaires `nom`, `valeur` (un nombre), `unite` et `statut` ; `equipes` est une liste de dictionnaires
# comme `equipes` ci-dessus. Les noms viennent d’autres services : ils peuvent contenir `&`, `<`, `"` ou `'`, et doivent s’afficher **tels quels**. La fonction `fr(x)`, donnée, écrit un nombre à la française.
#
# 1. **Le document** : `<!DOCTYPE html>`, `<html lang="fr">`, `<meta charset="utf-8">`, un `<title>` et **un seul** `<h1>`, tous deux égaux à `titre` ;
# 2. **Les indicateurs** : une liste `<ul>` de **classe `indicateurs`**, un `<li>` par tuile, dans l’ordre, dont le texte contient le nom, `fr(valeur)`, l’unité et le statut **en toutes lettres** ;
# 3. **Le tableau** : une `<table>` avec une `<caption>`, un `<th scope="col">` par colonne, et une ligne par équipe montrée : `<th scope="row">` avec son nom, puis des `<td>`, dont un contient `fr(100 * taux_reponse)` ;
# 4. **L’interaction** : pour chaque équipe montrée, un `<details>` dont le `<summary>` est exactement son nom, et qui contient son effectif et `fr(100 * objectif)` : il s’ouvre à la souris et au clavier, sans script ;
# 5. **La confidentialité** : une équipe de **moins de cinq** personnes n’est pas montrée ; ni son nom, ni ses chiffres n’apparaissent nulle part, pas même dans le code source ;
# 6. **La sûreté** : ni `<script>`, ni attribut `on…`, ni ressource extérieure (pas d’attribut `src`, `<link>`, `<iframe>`, `<object>`, `<embed>`, `@import` ni `url(`) ; un `href` commence par `#`.
#
# Ajoutez le style que vous voulez, dans une balise `<style>`. Votre page doit rester sous 50 000 caractères. Les listes peuvent être vides.

# %% name="fr" role="setup"
def fr(x):
    """Un nombre à la française : une décimale, une virgule, une espace insécable entre les milliers."""
    return f"{x:,.1f}".replace(",", "\u00a0").replace(".", ",")


fr(12345.678), fr(100 * 0.931), html.escape("Cartes & <paiements>")

# %% name="page-code" role="solution"
### BEGIN SOLUTION
def page(titre, tuiles, equipes):
    """Compose la page : tout texte venu d’ailleurs est échappé."""
    net = html.escape
    montrees = [e for e in equipes if e["effectif"] >= 5]
    liste = "".join(
        f"<li><strong>{net(t['nom'])}</strong> : {fr(t['valeur'])} {net(t['unite'])} ({net(t['statut'])})</li>" for t in tuiles
    )
    lignes = "".join(
        f'<tr><th scope="row">{net(e["nom"])}</th><td>{fr(100 * e["taux_reponse"])} %</td></tr>' for e in montrees
    )
    details = "".join(
        f"<details><summary>{net(e['nom'])}</summary>"
        f"<p>Effectif : {e['effectif']}. Objectif : {fr(100 * e['objectif'])} %.</p></details>"
        for e in montrees
    )
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{net(titre)}</title>
<style>body {{ font-family: sans-serif; max-width: 60em; margin: auto; color: #111; background: #fff; }} th, td {{ text-align: left; padding: 0.3em; }}</style></head>
<body><main><h1>{net(titre)}</h1>
<h2>Indicateurs</h2><ul class="indicateurs">{liste}</ul>
<h2>Équipes</h2>
<table><caption>Taux de réponse par équipe de cinq personnes ou plus</caption>
<thead><tr><th scope="col">Équipe</th><th scope="col">Taux de réponse</th></tr></thead><tbody>{lignes}</tbody></table>
<h2>Détail</h2>{details}</main></body></html>"""
### END SOLUTION

# %% name="page" role="answer" points=5
answer("page", form=function(), calls=[["Essai", [], equipes]], checks={
    "La fonction rend un texte, même sans indicateur ni équipe.": lambda f: isinstance(f("Essai", [], []), str),
})

# %% [markdown]
# La cellule suivante écrit votre page, avec vos indicateurs, dans le fichier `tableau-de-bord.html` d’un dossier temporaire, et en affiche le début. Ouvrez-la dans un navigateur avant de rédiger la note.

# %% name="apercu" role="setup"
import tempfile
from pathlib import Path
dossier_temporaire = tempfile.TemporaryDirectory(prefix="tableau-")
try:
    tuiles = [{"nom": nom, "valeur": float(valeur), "unite": "", "statut": "à lire"} for nom, valeur in zip(indicateurs["indicateur"], indicateurs["valeur"])]
    chemin = Path(dossier_temporaire.name) / "tableau-de-bord.html"
    chemin.write_text(page(f"Service client, {mois}", tuiles, equipes), encoding="utf-8")
    print(chemin, chemin.read_text(encoding="utf-8")[:400], sep="\n")
except Exception as erreur:
    print("La page n’est pas encore prête :", type(erreur).__name__)

# %% [markdown]
# ## Question 6. La note (3 points)
#
# Rédigez une note de 150 à 250 mots à Salomé Kervella :
#
# 1. **ce que dit le tableau de bord** : au moins trois chiffres, ce qui appelle une action, et la correction des moyens que vous proposez (où, quand, combien) ; l’indicateur et la date qui diront si elle a réussi ;
# 2. **le classement nominatif** demandé par le chef d’équipe : que montre-t-on, à qui, et pourquoi ; un effet pervers d’un des indicateurs ; un indicateur de qualité qui manque, avec sa définition.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Les chiffres de la variante 0 servent d’exemple.)*
#
# **Lecture.** En août, nous recevons 32 944 appels par jour (−1,3 % sur juillet), nous répondons à 93,7 % d’entre eux (−0,3 point), et la pointe atteint 3 518 appels en une heure. La pointe se situe entre 10 h et 12 h, et le lundi reçoit nettement plus d’appels que les autres jours. Le soir, les présences dépassent le besoin. Je propose de déplacer, le lundi, quatre
# présences de 19 h – 21 h vers 9 h – 12 h, pendant un mois. Nous saurons si cela réussit par le taux de réponse du lundi matin, comparé le premier du mois suivant à celui d’aujourd’hui.
#
# **Classement nominatif.** Je ne le recommande pas. Le but est de dimensionner le service : le grain de l’équipe suffit, et les équipes de moins de cinq personnes sont déjà masquées. Un chiffre individuel peut servir à l’entretien
# d’un conseiller avec son responsable, pour eux deux seuls, si les salariés en sont informés et leurs élus consultés avant. Afficher un classement serait disproportionné : les appels ne se valent pas. Noter les appels pris par heure pousse
# d’ailleurs à raccourcir les appels difficiles. Il manque un indicateur de qualité : la part des clients qui **ne rappellent pas dans les sept jours** pour le même motif, par équipe et par mois.
# ### END SOLUTION
