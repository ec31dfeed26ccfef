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
# # Un rapport que tout le monde peut lire : les vélos en libre-service d’une métropole
#
# ## Situation
#
# La régie Roue Libre exploite les vélos en libre-service d’une métropole. Chaque année, elle publie un rapport de données : une page web pour le public, des annexes pour ses agents. Un abonné aveugle lui écrit : son lecteur d’écran annonce
# « graphique1.png », « cliquez ici », et une suite de nombres sans en-têtes. Une agente daltonienne ne voit pas quels mois ont manqué l’objectif. Et les annexes, qui nomment des victimes d’accident, sont sur un dossier partagé ouvert à tous.
#
# Hélène Marchetti, secrétaire générale, vous confie le rapport. Service public, la régie est soumise au **RGAA** (référentiel général d’amélioration de l’accessibilité, version 4.1.2 : 106 critères, fondés sur les niveaux A et AA des WCAG 2.1). Vous mesurez, vous
# auditez, vous réparez, vous partagez sans exposer personne, puis vous signez ce que la régie déclare.
#
# ## Objectifs
#
# - mesurer un contraste, et en juger selon la taille et la graisse du texte ;
# - écrire un audit automatique, et savoir ce qu’il ne voit pas ;
# - remplacer une image muette par une alternative qui dit ce qu’elle montre ;
# - dessiner un graphique qui se lit sans la couleur ;
# - réparer une page sans rien perdre de son contenu ;
# - partager par le moindre privilège, avec un lien signé qui expire ;
# - calculer un taux de conformité et rédiger une déclaration d’accessibilité.
#
# **Durée** : 90 minutes. **Prérequis** : Python (fonctions, dictionnaires, bibliothèque standard), bases de HTML et de HTTP, matplotlib.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1. Le contraste | deux fonctions | 2 |
# | 2. L’audit | une fonction, essayée sur des pages que vous ne voyez pas | 3 |
# | 3. L’alternative du graphique | une fonction | 1 |
# | 4. Le graphique | une figure | 3 |
# | 5. Le rapport réparé | une fonction, essayée sur d’autres rapports | 4 |
# | 6. Le partage | deux fonctions, éprouvées par de vraies requêtes HTTP | 3 |
# | 7. Le taux de conformité | une fonction | 1 |
# | 8. La déclaration | un texte, noté par une personne avec une grille | 3 |
# | Total | huit questions | 20 |
#
# Toute méthode exacte convient. Les questions 1 à 7 sont vérifiées par la machine sur vos données, puis sur d’autres : une valeur recopiée ne rapporte rien. Chaque règle compte pour une part des points. Les contrôles affichés sous vos réponses portent sur leur forme ; ils ne disent
# pas si elles sont justes. Les questions 2 et 5 se servent des questions 1 et 3.
#
# ## Les données
#
# Les locations sont **réelles** : celles du service de Washington, jour par jour, en 2011. La régie, ses personnes, ses droits d’accès et son audit sont **inventés**. Origine et licence : `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="donnees" role="setup"
import hashlib
import hmac
import html
import http.client
import random
import socketserver
import threading
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import matplotlib.pyplot as plt
import pandas as pd
from blocnotes_handin import figure, function

MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]


def fr(n):
    """Un entier à la française : une espace insécable entre les milliers."""
    return f"{n:,}".replace(",", "\u00a0")


locations = pd.read_csv("data/locations.csv", parse_dates=["jour"]).sample(frac=0.85, random_state=variante).sort_values("jour")
moyennes = locations.groupby(locations["jour"].dt.month)[["abonnes", "occasionnels"]].mean().round().astype(int)
mensuel = moyennes.assign(mois=MOIS, total=moyennes.sum(axis=1))[["mois", "abonnes", "occasionnels", "total"]].reset_index(drop=True)
contraste = lisible = auditer = alternative = fig_usages = reparer = lien = decider = conformite = None  # ce que vous écrirez
mensuel

# %% [markdown]
# ### Dictionnaire des données
#
# **`mensuel`** : une ligne par mois, dans l’ordre. `mois` (son nom), `abonnes` et `occasionnels` (locations par jour, en moyenne sur les jours retenus, arrondies à l’unité), `total` (leur somme). Les mêmes nombres servent au graphique et au rapport.

# %% [markdown]
# ## Question 1. Le contraste (2 points)
#
# **`contraste(a, b)`** rend le rapport de contraste de deux couleurs, sans arrondi. Une couleur est un texte `#rrggbb` ou `#rgb` (`#1af` vaut `#11aaff`), en majuscules ou en minuscules ; tout autre texte lève `ValueError`. La définition est celle des WCAG 2.2 :
#
# - chaque composante, de 0 à 255, est divisée par 255 : c’est *c*. Elle devient *c* / 12,92 si *c* ≤ 0,04045, et ((*c* + 0,055) / 1,055) puissance 2,4 sinon ;
# - la luminance relative vaut L = 0,2126 R + 0,7152 V + 0,0722 B ;
# - le contraste vaut (L₁ + 0,05) / (L₂ + 0,05), où L₁ est la plus grande des deux luminances.
#
# **`lisible(texte, fond, taille, gras)`** rend `True` ou `False`, selon le critère 3.2 du RGAA : `taille` est en pixels CSS, `gras` est un booléen. Le contraste, **non arrondi**, doit être d’au moins
#
# - 4,5 pour un texte de moins de 24 px sans effet de graisse, ou de moins de 18,5 px en gras ;
# - 3 pour les textes plus grands : 24 px ou plus, ou bien 18,5 px ou plus en gras.
#
# Les deux fonctions valent un point chacune.

# %% name="contraste-code" role="solution"
### BEGIN SOLUTION
def luminance(couleur):
    chiffres = couleur[1:]
    if couleur[:1] != "#" or len(chiffres) not in (3, 6) or any(c not in "0123456789abcdefABCDEF" for c in chiffres):
        raise ValueError(couleur)
    if len(chiffres) == 3:
        chiffres = "".join(2 * c for c in chiffres)
    canaux = [int(chiffres[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, v, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(a, b):
    """Le rapport de contraste de deux couleurs, de 1 à 21."""
    bas, haut = sorted([luminance(a), luminance(b)])
    return (haut + 0.05) / (bas + 0.05)


def lisible(texte, fond, taille, gras):
    """Le critère 3.2 du RGAA."""
    return contraste(texte, fond) >= (3 if taille >= (18.5 if gras else 24) else 4.5)
### END SOLUTION

# %% name="contraste" role="answer" points=2
answer("contraste", form=function(), calls=[["#000000", "#ffffff"]], checks={
    "Noir sur blanc : 21.": lambda f: abs(f("#000000", "#ffffff") - 21) < 1e-6,
    "L’ordre des couleurs ne change rien.": lambda f: f("#123456", "#fff") == f("#fff", "#123456"),
})
answer("lisible", form=function(), calls=[["#000000", "#ffffff", 16, False]])

# %% [markdown]
# ## Question 2. L’audit (3 points)
#
# Écrivez `auditer(page)`, qui reçoit le texte HTML d’une page et rend un dictionnaire **code → nombre de défauts** (des entiers). Un code sans défaut n’y figure pas ; une page sans défaut donne `{}`.
#
# | Code | Ce qui est compté | Critères RGAA |
# |---|---|---|
# | `langue` | 1 si `<html>` n’a pas d’attribut `lang`, ou s’il est vide | 8.3 |
# | `titre` | 1 s’il n’y a pas de `<title>`, ou s’il est vide | 8.5 |
# | `titres` | les titres (`h1` à `h6`, dans l’ordre de la page) dont le niveau dépasse de plus de 1 celui du titre précédent ; le premier titre compte s’il n’est pas un `h1` | 9.1 |
# | `image` | les `<img>` **sans** attribut `alt` | 1.1 |
# | `alternative` | les `<img>` dont l’`alt` est dans `MOTS_CREUX`, ou finit par une des `EXTENSIONS` | 1.3 |
# | `legende` | les `<table>` sans `<caption>`, ou dont la `<caption>` est vide | 5.4 |
# | `entetes` | les `<table>` qui n’ont aucun `<th>`, ou dont un `<th>` n’a pas un `scope` égal à `col` ou `row` | 5.6, 5.7 |
# | `lien` | les `<a>` avec `href` dont le texte est vide, ou dans `LIENS_VAGUES` | 6.1, 6.2 |
# | `contraste` | les éléments dont l’attribut `style` donne à la fois `color` et `background-color`, et que `lisible` refuse | 3.2 |
#
# Précisions :
#
# - `alt=""` est juste pour une image décorative : il n’est compté nulle part, et un lien qui ne contient qu’elle est vide ;
# - le texte d’un élément comprend celui de ses descendants ; celui d’un **lien** comprend aussi l’`alt` des images qu’il contient. « Vide » veut dire : rien d’autre que des espaces. Un `alt` ou un texte de lien se compare sans casse, espaces
#   repliées (l’espace insécable est une espace ; `split` les replie toutes) ;
# - ce qui est dans un commentaire HTML ne compte pas. Les tables ne sont pas imbriquées, les liens non plus ;
# - dans `style`, les déclarations sont séparées par `;`, un nom et sa valeur par `:`, avec ou sans espaces. Les couleurs s’écrivent comme en question 1. `font-size`, s’il y est, est en px (16 sinon) ; `font-weight` est gras s’il vaut `bold` ou `700`. On ne remonte pas aux styles hérités : un navigateur le ferait.

# %% name="mots" role="setup"
MOTS_CREUX = {"image", "photo", "graphique", "logo", "illustration", "figure"}
EXTENSIONS = (".png", ".jpg", ".svg", ".gif")
LIENS_VAGUES = {"cliquez ici", "ici", "lire la suite", "en savoir plus", "lien"}

# %% name="audit-code" role="solution"
### BEGIN SOLUTION
def replier(texte):
    return " ".join((texte or "").casefold().split())


class Auditeur(HTMLParser):
    """Compte les défauts au fil des balises."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.n = dict.fromkeys(["titres", "image", "alternative", "legende", "entetes", "lien", "contraste"], 0)
        self.langue, self.titre, self.niveau = "", "", 0
        self.recueil = {}  # textes en cours : title, caption, a
        self.table = None

    def handle_starttag(self, balise, attributs):
        a = dict(attributs)
        if balise == "html":
            self.langue = a.get("lang")
        elif len(balise) == 2 and balise[0] == "h" and balise[1] in "123456":
            self.n["titres"] += int(balise[1]) > self.niveau + 1
            self.niveau = int(balise[1])
        elif balise == "img":
            alt = replier(a.get("alt"))
            self.n["image"] += "alt" not in a
            self.n["alternative"] += alt in MOTS_CREUX or alt.endswith(EXTENSIONS)
            if "a" in self.recueil:
                self.recueil["a"] += alt
        elif balise == "table":
            self.table = {"caption": "", "th": 0, "sans": 0}
        elif balise == "th" and self.table:
            self.table["th"] += 1
            self.table["sans"] += a.get("scope") not in ("col", "row")
        if balise in ("title", "caption") or (balise == "a" and "href" in a):
            self.recueil[balise] = ""
        style = dict(tuple(x.strip() for x in d.split(":", 1)) for d in (a.get("style") or "").split(";") if ":" in d)
        if "color" in style and "background-color" in style:
            taille = float(style.get("font-size", "16px").removesuffix("px"))
            gras = style.get("font-weight") in ("bold", "700")
            self.n["contraste"] += not lisible(style["color"], style["background-color"], taille, gras)

    def handle_data(self, texte):
        for balise in self.recueil:
            self.recueil[balise] += texte

    def handle_endtag(self, balise):
        texte = replier(self.recueil.pop(balise, ""))
        if balise == "title":
            self.titre = self.titre or texte
        elif balise == "caption" and self.table:
            self.table["caption"] = texte
        elif balise == "a":
            self.n["lien"] += texte == "" or texte in LIENS_VAGUES
        elif balise == "table":
            self.n["legende"] += not self.table["caption"]
            self.n["entetes"] += not self.table["th"] or self.table["sans"] > 0
            self.table = None


def auditer(page):
    """Les défauts d’une page, code par code."""
    auditeur = Auditeur()
    auditeur.feed(page)
    auditeur.close()
    n = auditeur.n | {"langue": not replier(auditeur.langue), "titre": not auditeur.titre}
    return {code: int(compte) for code, compte in n.items() if compte}
### END SOLUTION

# %% name="audit" role="answer" points=3
answer("auditer", form=function(), calls=[["<html lang='fr'><head><title>Un essai</title></head><body><h1>Un essai</h1></body></html>"]], checks={
    "Une page sans défaut donne {}.": lambda f: f("<html lang='fr'><head><title>Un essai</title></head><body><h1>Un essai</h1></body></html>") == {},
    "Une image sans alt est vue.": lambda f: f("<html lang='fr'><head><title>Un essai</title></head><body><h1>Un essai</h1><img src='a.svg'></body></html>") == {"image": 1},
})

# %% [markdown]
# ## Question 3. L’alternative du graphique (1 point)
#
# « Graphique des locations » dit qu’il y a un graphique. L’alternative doit dire ce qu’on y voit ; le détail est dans le tableau, à côté. Écrivez `alternative(sujet, serie)`, où `serie` est une liste de couples `[nom, valeur]` dans l’ordre (au moins trois, valeurs entières toutes différentes).
# Elle rend un texte :
#
# - d’au plus **200 caractères**, sur une seule ligne, qui contient `sujet` tel quel ;
# - qui donne le nom et la valeur (écrite par `fr`) du **maximum** et du **minimum** ;
# - qui ne nomme aucun autre point de la série ;
# - dont le premier mot n’est ni « image », ni « graphique », ni « courbe », ni « figure », ni « diagramme » : le lecteur d’écran annonce déjà une image.
#
# Le sujet a au plus 70 caractères.

# %% name="alternative-code" role="solution"
### BEGIN SOLUTION
def alternative(sujet, serie):
    """Ce que montre le graphique, en une phrase."""
    bas, haut = min(serie, key=lambda p: p[1]), max(serie, key=lambda p: p[1])
    return f"{sujet} : maximum {fr(haut[1])} ({haut[0]}), minimum {fr(bas[1])} ({bas[0]}). Détail dans le tableau."
### END SOLUTION

# %% name="alternative" role="answer" points=1
answer("alternative", form=function(), calls=[["Locations par jour", [["lundi", 1200], ["mardi", 900], ["jeudi", 1500]]]], checks={
    "Le texte a au plus 200 caractères.": lambda f: len(f("Locations par jour", [["lundi", 1200], ["mardi", 900], ["jeudi", 1500]])) <= 200,
})

# %% [markdown]
# ## Question 4. Le graphique (3 points)
#
# Dessinez `fig_usages` : **deux courbes** sur le même repère, douze points chacune, de janvier à décembre : les locations par jour des abonnés et celles des occasionnels (table `mensuel`). La machine vérifie :
#
# - les valeurs, sans quoi rien d’autre ne compte ;
# - les noms : « abonnés » et « occasionnels » se lisent dans une légende, ou sur une étiquette posée à côté de la courbe ;
# - **rien par la couleur seule** (critère 3.1) : les deux tracés ont des tirets ou des marqueurs différents ; à défaut, chacun a son étiquette à côté de lui ;
# - le contraste de chaque courbe avec le fond, d’au moins 3 (critère 3.3), et celui des textes, d’au moins 4,5 (critère 3.2) ;
# - un titre vertical qui contient le mot « locations » ;
# - au moins quatre graduations horizontales, qui portent le nom de leur mois en français, entier ou abrégé (trois lettres au moins) ; aucune graduation ne porte un autre nom que celui de son mois.

# %% name="usages-code" role="solution"
### BEGIN SOLUTION
fig_usages, repere = plt.subplots(figsize=(9, 4), layout="constrained")
repere.plot(mensuel["mois"], mensuel["abonnes"], color="#1f4e79", marker="o", label="Abonnés")
repere.plot(mensuel["mois"], mensuel["occasionnels"], color="#9c3a00", linestyle="--", marker="s", label="Occasionnels")
repere.set_ylim(bottom=0)
repere.set_ylabel("Locations par jour")
repere.tick_params(axis="x", rotation=45)
repere.set_title("Les abonnés portent l’usage ; les occasionnels suivent l’été")
repere.legend()
### END SOLUTION

# %% name="usages" role="answer" points=3
answer("fig_usages", form=figure())

# %% name="usages-autres" role="reference"
answer("usages-valeurs", {"abonnes": mensuel["abonnes"].tolist(), "occasionnels": mensuel["occasionnels"].tolist()})

# %% [markdown]
# ## Question 5. Le rapport réparé (4 points)
#
# La cellule suivante compose le rapport tel qu’il est publié, `brouillon(contenu)`, à partir de `contenu`. Lisez-le, passez-le dans votre audit : qu’est-ce que l’audit ne voit pas ?

# %% name="brouillon" role="setup"
contenu = {
    "titre": "Les vélos en libre-service : rapport annuel",
    "resume": f"En moyenne, {fr(int(mensuel['total'].mean()))} locations par jour.",
    "points": ["412 vélos remplacés", "9 stations ouvertes", "Entretien & réparations : 2 ateliers"],
    "sujet": "Locations par jour et par mois",
    "mois": mensuel[["mois", "abonnes", "occasionnels"]].values.tolist(),
    "objectif": int(sorted(mensuel["total"])[5]),
    "devise": "Ride safe, ride together",
    "documents": [["locations.csv", "Locations jour par jour (CSV)"], ["methode.html", "Méthode de calcul"]],
}


CHARTE = {"gris": "#9a9a9a", "rouge": "#e06666", "rose": "#f4b6b6"}  # les couleurs de la régie


def brouillon(c):
    """Le rapport tel qu’il est publié aujourd’hui."""
    net = html.escape
    lignes = "".join(
        f"<tr><td>{net(m)}</td><td>{fr(a)}</td><td>{fr(o)}</td>"
        + (f'<td style="background-color:{CHARTE["rose"]}">{fr(a + o)}</td></tr>' if a + o < c["objectif"] else f"<td>{fr(a + o)}</td></tr>")
        for m, a, o in c["mois"]
    )
    return f"""<html><head><title>Document1</title></head><body>
<img src="logo.svg">
<p style="font-size:28px; font-weight:bold">{net(c["titre"])}</p>
<h4>L’essentiel</h4>
<p style="color:{CHARTE["gris"]}; background-color:#ffffff">{net(c["resume"])}</p>
<p>- {"<br>- ".join(map(net, c["points"]))}</p>
<h2>Mois par mois</h2>
<img src="usages.svg" alt="graphique1.png">
<table><tr><td><b>Mois</b></td><td><b>Abonnés</b></td><td><b>Occasionnels</b></td><td><b>Total</b></td></tr>{lignes}</table>
<p style="color:{CHARTE["rouge"]}; background-color:#ffffff">En rouge, les mois sous l’objectif de {fr(c["objectif"])} locations par jour.</p>
<h5>Sécurité</h5>
<p>{net(c["devise"])}</p>
<h5>Documents</h5>
<p>{", ".join(f'{net(nom)} : <a href="{net(adresse)}">cliquez ici</a>' for adresse, nom in c["documents"])}</p>
</body></html>"""


print(brouillon(contenu))
try:
    print("Votre audit :", auditer(brouillon(contenu)))
except Exception as erreur:
    print("L’audit n’est pas encore prêt :", type(erreur).__name__)

# %% [markdown]
# Écrivez `reparer(page, contenu)`, qui reçoit le rapport publié et son contenu, et rend le texte HTML du rapport réparé. Transformez `page`, ou recomposez tout depuis `contenu` : seul le résultat compte. Il est essayé sur d’autres contenus, de même forme ; leurs textes peuvent contenir
# `&`, `<` ou `"`, qui doivent s’afficher tels quels. Le total d’un mois est la somme de ses deux nombres.
#
# 1. **Le document** : `<html lang="fr">`, un `<title>` et un seul `<h1>`, tous deux égaux à `titre` ;
# 2. **Les titres** : après le `h1`, quatre `<h2>` et aucun autre titre : « L’essentiel », « Mois par mois », « Sécurité », « Documents », dans cet ordre ;
# 3. **Les images** : les deux sont gardées, avec leur `src`. Le logo (`logo.svg`) est décoratif ; l’autre a une alternative qui suit la question 3, pour `sujet` et les totaux des mois ;
# 4. **Le tableau** : une seule `<table>`, une `<caption>` non vide ; une ligne de cinq `<th scope="col">` (`Mois`, `Abonnés`, `Occasionnels`, `Total`, `Objectif`), puis une ligne par mois, dans l’ordre : `<th scope="row">` avec son nom, et quatre `<td>` : les trois nombres écrits par `fr`, puis
#    le mot `atteint` (total supérieur ou égal à l’objectif) ou `manqué` ;
# 5. **La liste** : les points sont dans un `<ul>`, un `<li>` par point, dans l’ordre et sans le tiret ;
# 6. **Les liens** : un `<a>` par document, dans l’ordre, même `href` ; le texte du lien contient le nom du document ;
# 7. **La langue** : la devise, en anglais, est dans un élément `lang="en"` dont elle est tout le texte ;
# 8. **Les contrastes** : tout texte est lisible au sens de la question 1. Les couleurs s’écrivent dans des attributs `style` (`color`, `background-color`, en hexadécimal), ou pas du tout : ni balise `<style>`, ni attribut `bgcolor`. Le fond d’un élément sans
#    `background-color` est celui de son parent, blanc à la racine ; sa couleur de même, noire à la racine ;
# 9. **Rien ne se perd** : le résumé reste, et l’objectif (son nombre, écrit par `fr`) se lit hors du tableau. Sans cela, les règles 2 et 8 ne rapportent rien.

# %% name="rapport-code" role="solution"
### BEGIN SOLUTION
def reparer(page, contenu):
    """Recompose le rapport : chaque information y a une forme que tout le monde peut percevoir."""
    c, net = contenu, html.escape
    alt = alternative(c["sujet"], [[m, a + o] for m, a, o in c["mois"]])
    colonnes = "".join(f'<th scope="col">{nom}</th>' for nom in ("Mois", "Abonnés", "Occasionnels", "Total", "Objectif"))
    lignes = "".join(
        f'<tr><th scope="row">{net(m)}</th><td>{fr(a)}</td><td>{fr(o)}</td><td>{fr(a + o)}</td>'
        f"<td>{'atteint' if a + o >= c['objectif'] else 'manqué'}</td></tr>"
        for m, a, o in c["mois"]
    )
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{net(c["titre"])}</title></head><body>
<img src="logo.svg" alt="">
<h1>{net(c["titre"])}</h1>
<h2>L’essentiel</h2>
<p>{net(c["resume"])}</p>
<ul>{"".join(f"<li>{net(p)}</li>" for p in c["points"])}</ul>
<h2>Mois par mois</h2>
<img src="usages.svg" alt="{net(alt)}">
<table><caption>{net(c["sujet"])}</caption><thead><tr>{colonnes}</tr></thead><tbody>{lignes}</tbody></table>
<p>L’objectif est de {fr(c["objectif"])} locations par jour.</p>
<h2>Sécurité</h2>
<p lang="en">{net(c["devise"])}</p>
<h2>Documents</h2>
<ul>{"".join(f'<li><a href="{net(adresse)}">{net(nom)}</a></li>' for adresse, nom in c["documents"])}</ul>
</body></html>"""
### END SOLUTION

# %% name="essai-rapport" role="setup"
def essai_rapport(contenu):
    """Répare le brouillon d’un contenu."""
    return reparer(brouillon(contenu), contenu)


try:
    print("Votre audit du rapport réparé :", auditer(essai_rapport(contenu)))
except Exception as erreur:
    print("Le rapport réparé n’est pas encore prêt :", type(erreur).__name__)

# %% name="rapport" role="answer" points=4
answer("essai_rapport", form=function(), calls=[[contenu]], checks={
    "Le rapport réparé est un texte.": lambda f: isinstance(f(contenu), str),
})

# %% [markdown]
# ## Question 6. Le partage (3 points)
#
# Le rapport est public ; les annexes ne le sont pas. Un serveur les délivre, et **votre** fonction décide. Tout ce qui n’est pas explicitement permis est refusé.
#
# **`lien(section, expire, cle)`** rend l’adresse `/partage/<section>?expire=<expire>&signature=<signature>`. La signature est le HMAC-SHA256, en hexadécimal minuscule, du texte `section`, saut de ligne (`\n`), `expire`, avec la clé `cle` (tous en UTF-8). `expire` est un entier : un instant en secondes.
#
# **`decider(methode, cible, jeton, contexte)`** rend un code HTTP, un entier. `cible` est le chemin et ce qui suit le `?` ; `jeton` est un texte, ou `None` sans session. `contexte` contient :
#
# | clé | contenu |
# |---|---|
# | `sections` | les noms des sections |
# | `droits` | la liste des droits accordés : `[rôle, section, action]`, où l’action est `lire` ou `écrire`. L’un n’entraîne pas l’autre, et aucun rôle n’en contient un autre |
# | `sessions` | jeton → rôle |
# | `cle`, `maintenant` | la clé des liens, l’instant présent |
#
# La première règle qui convient décide :
#
# 1. le chemin n’est ni `/section/<nom>` ni `/partage/<nom>`, ou `<nom>` n’est pas exactement l’une des sections : **404** ;
# 2. la méthode n’est pas `GET` (lire) ; sur `/section/` seulement, `PUT` (écrire) convient aussi : **405** ;
# 3. sur `/section/`, `jeton` n’est pas `None` et n’est pas celui d’une session : **401** ;
# 4. sur `/section/`, le rôle (celui de la session, ou `public` sans jeton) a ce droit : **200**. Sinon : **401** sans jeton, **403** avec ;
# 5. sur `/partage/`, le jeton ne compte pas. `expire` et `signature` doivent être là, une fois chacun, et la signature être celle de cette section et de ce texte `expire` : sinon, **403** ;
# 6. sur `/partage/`, la signature est bonne, et `maintenant` dépasse `expire` : **410** ; sinon **200**. Le lien vaut encore à l’instant `expire`.
#
# Comparez les signatures en temps constant, par `hmac.compare_digest` : une comparaison ordinaire s’arrête au premier caractère faux, et le temps de réponse le trahit. Prenez garde que `compare_digest` refuse (par une exception) un texte qui n’est pas en ASCII : comparez des octets. `urlsplit` et `parse_qs` lisent la cible ; un
# paramètre peut être encodé (`%C3%A9`). La cellule suivante sert `decider` par un vrai serveur HTTP : si elle échoue ou ne rend pas un entier, le client reçoit 500.

# %% name="serveur" role="setup"
class Serveur(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]


def servir(contexte):
    """Ouvre sur la boucle locale un serveur qui applique `decider`."""

    class Guichet(BaseHTTPRequestHandler):
        def repondre(self):
            entete = self.headers.get("Authorization")
            try:
                code = decider(self.command, self.path, entete.removeprefix("Bearer ") if entete else None, contexte)
                code = code if type(code) is int and 200 <= code < 500 else 500
            except Exception:
                code = 500
            corps = b"le contenu de la section" if code == 200 else b""
            self.send_response(code)
            self.send_header("Content-Length", str(len(corps)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(corps)

        do_GET = do_PUT = do_POST = do_DELETE = repondre

        def log_message(self, *arguments):
            pass

    serveur = Serveur(("127.0.0.1", 0), Guichet)
    threading.Thread(target=serveur.serve_forever, args=(0.01,), daemon=True).start()
    return serveur


def essai_partage(contexte, requetes):
    """Sert `decider`, envoie des requêtes [méthode, cible, jeton], rend les codes reçus."""
    serveur, codes = servir(contexte), []
    try:
        for methode, cible, jeton in requetes:
            liaison = http.client.HTTPConnection("127.0.0.1", serveur.server_port, timeout=5)
            liaison.request(methode, cible, headers={"Authorization": f"Bearer {jeton}"} if jeton else {})
            codes.append(liaison.getresponse().status)
            liaison.close()
    finally:
        serveur.shutdown()
        serveur.server_close()
    return codes


hasard = random.Random(variante)
contexte = {
    "sections": ["rapport", "stations", "accidents"],
    "droits": [["public", "rapport", "lire"], ["agent", "rapport", "lire"], ["agent", "stations", "lire"], ["redaction", "rapport", "lire"],
               ["redaction", "rapport", "écrire"], ["prevention", "accidents", "lire"], ["prevention", "accidents", "écrire"]],
    "sessions": {f"s-{hasard.getrandbits(64):x}": role for role in ("agent", "redaction", "prevention")},
    "cle": f"{hasard.getrandbits(128):x}",
    "maintenant": 1_800_000_000,
}

# %% name="partage-code" role="solution"
### BEGIN SOLUTION
def signature(section, expire, cle):
    return hmac.new(cle.encode(), f"{section}\n{expire}".encode(), hashlib.sha256).hexdigest()


def lien(section, expire, cle):
    """Un lien qui donne à lire une section, jusqu’à un instant."""
    return f"/partage/{section}?expire={expire}&signature={signature(section, expire, cle)}"


def decider(methode, cible, jeton, contexte):
    """Le code de la réponse : tout ce qui n’est pas permis est refusé."""
    adresse = urlsplit(cible)
    _, _, reste = adresse.path.partition("/")
    guichet, _, section = reste.partition("/")
    if guichet not in ("section", "partage") or section not in contexte["sections"]:
        return 404
    actions = {"GET": "lire"} | ({"PUT": "écrire"} if guichet == "section" else {})
    if methode not in actions:
        return 405
    if guichet == "section":
        if jeton is not None and jeton not in contexte["sessions"]:
            return 401
        role = "public" if jeton is None else contexte["sessions"][jeton]
        if [role, section, actions[methode]] in contexte["droits"]:
            return 200
        return 401 if jeton is None else 403
    parametres = parse_qs(adresse.query, keep_blank_values=True)
    if any(len(parametres.get(nom, [])) != 1 for nom in ("expire", "signature")):
        return 403
    expire, recue = parametres["expire"][0], parametres["signature"][0]
    if not hmac.compare_digest(signature(section, expire, contexte["cle"]).encode(), recue.encode()):
        return 403
    return 410 if contexte["maintenant"] > int(expire) else 200
### END SOLUTION

# %% name="essai-partage" role="setup"
try:
    print(essai_partage(contexte, [["GET", "/section/rapport", None], ["GET", "/section/accidents", None], ["GET", lien("accidents", 1_800_000_000, contexte["cle"]), None]]))
except Exception as erreur:
    print("Le partage n’est pas encore prêt :", type(erreur).__name__)

# %% name="partage" role="answer" points=3
answer("lien", form=function(), calls=[["rapport", 1_800_000_000, "clé"]], checks={
    "Le lien a la forme demandée.": lambda f: f("rapport", 12, "clé").startswith("/partage/rapport?expire=12&signature="),
})
answer("essai_partage", form=function(), calls=[[contexte, [["GET", "/section/rapport", None]]]])

# %% [markdown]
# ## Question 7. Le taux de conformité (1 point)
#
# Un audit relève, page par page, le statut de chaque critère : `C` (conforme), `NC` (non conforme) ou `NA` (non applicable). Écrivez `conformite(grille)`, où `grille` est une liste de `[critere, page, statut]`, et qui rend `{"taux": …, "etat": …}` pour le site entier :
#
# - un critère est non conforme s’il l’est sur **au moins une** page ; sinon conforme s’il l’est sur au moins une page ; sinon non applicable ;
# - `taux` est 100 × (critères conformes) / (critères conformes ou non conformes), sans arrondi ; `None` si aucun critère n’est applicable ;
# - `etat` vaut `"totale"` si le taux est de 100, `"partielle"` s’il est d’au moins 50, `"non conforme"` au-dessous, ou sans taux.

# %% name="grille" role="setup"
PAGES = ["rapport", "stations", "contact"]
CRITERES = ["1.1", "1.2", "1.3", "3.1", "3.2", "3.3", "4.1", "5.4", "5.6", "5.7", "6.1", "6.2", "7.1", "8.3", "8.5", "8.7", "9.1", "9.3", "10.7", "11.1"]
dur = {"1.3", "3.3", "4.1", "8.7"}
grille = [[c, p, "NA" if c in ("7.1", "11.1") and p != "contact" else "NC" if c in dur and p == "stations" or hasard.random() < 0.08 else "C"] for c in CRITERES for p in PAGES]
non_conformes = sorted({c for c, _, statut in grille if statut == "NC"}, key=CRITERES.index)
print(len(CRITERES), "critères audités sur trois pages ; non conformes :", ", ".join(non_conformes))

# %% name="conformite-code" role="solution"
### BEGIN SOLUTION
def conformite(grille):
    """Le taux global d’un audit, et l’état de conformité qui en découle."""
    statuts = {}
    for critere, _, statut in grille:
        statuts.setdefault(critere, set()).add(statut)
    mauvais = sum("NC" in s for s in statuts.values())
    bons = sum("C" in s and "NC" not in s for s in statuts.values())
    if not bons + mauvais:
        return {"taux": None, "etat": "non conforme"}
    taux = 100 * bons / (bons + mauvais)
    return {"taux": taux, "etat": "totale" if not mauvais else "partielle" if taux >= 50 else "non conforme"}
### END SOLUTION

# %% name="conformite" role="answer" points=1
answer("conformite", form=function(), calls=[[grille]], checks={
    "Le résultat a un taux et un état.": lambda f: set(f(grille)) == {"taux", "etat"},
})

# %% name="resultat" role="setup"
try:
    print("Votre résultat pour le site de la régie :", conformite(grille))
except Exception as erreur:
    print("Le calcul n’est pas encore prêt :", type(erreur).__name__)

# %% [markdown]
# ## Question 8. La déclaration (3 points)
#
# Le rapport réparé est en ligne ; les pages `stations` et `contact` restent à réparer. L’audit ci-dessus, du 12 janvier 2026, porte sur vingt critères : supposez que ce sont les seuls. Cinq contenus font débat :
#
# | Contenu | Ce que propose son service |
# |---|---|
# | La carte interactive des stations ; leurs adresses et leurs accès sont aussi dans un tableau accessible | la déclarer « non soumise » |
# | Les rapports de 2012 à 2016, en PDF mis en ligne ces années-là, que nulle démarche n’exige plus | les déclarer « non soumis » |
# | Le film de l’inauguration, mis en ligne en mars 2025, sans sous-titres | le déclarer « non soumis » |
# | Le graphique de la page `stations` : « pas le temps cette année » | une dérogation pour charge disproportionnée |
# | 40 000 plans anciens numérisés : 600 000 € pour les décrire, un budget annuel de 45 000 €, douze consultations par an | une dérogation pour charge disproportionnée |
#
# Rappels. Ne sont pas soumis à l’obligation, notamment : les fichiers bureautiques publiés avant le 23 septembre 2018, sauf s’ils servent encore à une démarche ; les vidéos préenregistrées publiées avant le 23 septembre 2020 ; les cartes en ligne, si l’information utile est donnée aussi sous
# une forme accessible. Le manque de temps, de priorité ou de connaissances n’est pas un motif de charge disproportionnée ; une dérogation se motive, et s’accompagne d’une alternative.
#
# Rédigez, en 250 à 400 mots, **la déclaration d’accessibilité** que la régie publie : état de conformité et taux ; contenus non accessibles, répartis entre non-conformités, dérogations et contenus non soumis, avec une position motivée sur **chacun** des cinq ; établissement (date de l’audit, moyens de test) ; contact et délai de réponse ; voies
# de recours. Ajoutez **un dernier paragraphe, interne**, pour Hélène Marchetti : à qui donner un lien de partage vers `accidents`, pour combien de temps, ce que ce lien ne protège pas, et ce que l’audit automatique de la question 2 ne peut pas voir (deux exemples).

# %% [markdown] name="declaration" role="manual" points=3
# ### BEGIN SOLUTION
# *(L’audit de la variante 0 sert d’exemple ; le taux et les critères viennent de la question 7.)*
#
# **Déclaration d’accessibilité.** La régie Roue Libre s’engage à rendre son site accessible, conformément à l’article 47 de la loi du 11 février 2005. Cette déclaration vaut pour le rapport annuel et ses pages `stations` et `contact`.
#
# **État de conformité.** Le site est en conformité **partielle** avec le RGAA 4.1.2 : l’audit du 12 janvier 2026 compte 70 % de critères respectés, parmi les critères applicables.
#
# **Non-conformités.** Critères 1.3, 3.3, 4.1, 6.2, 8.3 et 8.7. S’y rangent le graphique de la page `stations`, dont l’alternative manque (manquer de temps n’est pas un motif de dérogation : corrigé avant fin mars), et le film de l’inauguration, publié après le 23 septembre 2020, donc soumis : sous-titres et transcription avant fin avril.
#
# **Dérogation pour charge disproportionnée.** Les 40 000 plans anciens : les décrire coûterait treize fois le budget annuel, pour douze consultations par an. Sur demande, nous décrivons un plan sous dix jours. Nous réexaminerons cette dérogation chaque année.
#
# **Contenus non soumis.** La carte des stations, dont le tableau donne adresses et accès ; les rapports PDF de 2012 à 2016, publiés avant le 23 septembre 2018 et qu’aucune démarche n’exige.
#
# **Établissement.** Déclaration du 20 janvier 2026. Tests : clavier, NVDA avec Firefox, VoiceOver avec Safari, contrastes calculés, audit automatique.
#
# **Contact.** accessibilite@roue-libre.example, ou 12 rue du Moyeu : réponse sous cinq jours ouvrés, avec le contenu sous une autre forme.
#
# **Voies de recours.** Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits : formulaire en ligne, délégué de votre région, ou courrier gratuit sans timbre.
#
# **Note interne.** `accidents` contient des données de santé : un lien n’est donné qu’à l’expert de l’assureur, pour 48 heures, sur décision de la prévention. Qui le détient peut lire : il se transfère, reste dans les historiques et les journaux, et ne se révoque qu’en changeant la clé. Au-delà, une session nominative. L’audit
# automatique ne voit ni une alternative bien formée mais fausse, ni une information donnée par la seule couleur (nos mois « en rouge »), ni les faux titres en gras : une personne doit les chercher.
# ### END SOLUTION
