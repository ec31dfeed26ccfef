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
# # Une étude sur la chaleur en ville : combien de personnes, de machines et d’argent ?
#
# ## Situation
#
# Le bureau d’études Météa répond à une métropole : suivre la chaleur, quartier par quartier, avec des centaines de stations
# météorologiques et des années de relevés horaires. La directrice, Odile Marchetti, a deux craintes contraires : « *Soit nous
# louons une usine à gaz pour trois calculs, soit nous promettons l’étude avec une équipe qui ne tiendra pas.* »
#
# Vous disposez d’un extrait réel de trois stations, de trente essais chronométrés de la chaîne de calcul, des estimations de l’équipe
# et des tarifs. Votre mission : **chiffrer les moyens, dire à quel point le chiffre est sûr, et les demander**.
#
# ## Objectifs
#
# - mesurer un extrait et en déduire les volumes de l’étude entière ;
# - tirer d’essais chronométrés un temps de calcul, avec sa marge ;
# - confronter la charge de travail à l’équipe, temps partiels compris ;
# - calculer un coût complet de personnel, et comparer la location d’une machine à son achat ;
# - donner une fourchette de budget, et rédiger la demande de moyens.
#
# **Durée** : 90 minutes. **Prérequis** : pandas ou SQL ; droite des moindres carrés, percentile ; salaire brut, charges. Vous calculez
# avec les outils de votre choix.
#
# ## Ce qui est attendu, et comment c’est noté
#
# | Question | Vous remettez | Points |
# |---|---|---|
# | 1 | les volumes de l’étude | 3 |
# | 2 | le temps de calcul, et sa marge | 2 |
# | 3 | la charge de chaque profil, face à l’équipe | 3 |
# | 4 | une fonction de coût complet, appelée sur des données que vous ne voyez pas | 3 |
# | 5 | location ou achat : totaux et seuils | 4 |
# | 6 | l’incertitude du budget | 2 |
# | 7 | la demande de moyens, corrigée par une personne avec une grille | 3 |
# | Total | sept questions | 20 |
#
# Les questions 1 à 6 sont vérifiées par la machine, sur votre variante des données puis sur une autre : une valeur recopiée ne
# rapporte rien. N’arrondissez pas vos résultats ; si vous le faites, gardez au moins quatre décimales (deux pour les euros). Les
# contrôles affichés sous vos réponses portent sur leur forme : ils ne disent pas si elles sont justes.
#
# ## Les données
#
# | Fichier | Contenu |
# |---|---|
# | `data/releves.csv` | relevés horaires **réels** de trois stations d’aéroport, en 2013 : `station`, `mois`, `jour`, `heure`, puis les mesures ; texte en UTF-8 |
# | `data/essais.csv` | trente essais **réels** de la chaîne de calcul : `essai`, `lignes` traitées, `secondes` de calcul d’un cœur |
# | `data/taches.csv` | tâches, `profil`, jours `optimiste`, `probable`, `pessimiste`, mois de `debut` et de `fin` (compris) de l’étude |
# | `data/equipe.csv` | par profil : `personnes`, `quotite` de travail, `brut_annuel` (en euros par an), `taux_charges` patronales |
#
# Les relevés sont publics et ne concernent aucune personne. Les tâches, l’équipe et les tarifs sont inventés. L’analyste travaille à
# 80 % : c’est un aménagement de poste, il ne se négocie pas. Source et licence : `data/SOURCES.toml`.

# %% name="parametres" role="parameters"
from blocnotes_handin import answer, own_variant
variante = own_variant()

# %% name="imports" role="setup"
from pathlib import Path

import numpy as np
import pandas as pd

from blocnotes_handin import choice, function, mapping, table

# %% name="donnees" role="setup"
depart = 1 + variante // 4 % 9
mois_extrait = list(range(depart, depart + 4))  # quatre mois entiers de 2013
lignes_du_fichier = Path("data/releves.csv").read_text(encoding="utf-8").splitlines()
extrait = [ligne for ligne in lignes_du_fichier[1:] if int(ligne.split(",")[1]) in mois_extrait]  # sans l’en-tête
releves = pd.read_csv("data/releves.csv").query("mois in @mois_extrait").reset_index(drop=True)

stations = 400 + 20 * (variante % 13)
annees = 8 + variante % 5
print(f"Extrait : mois {mois_extrait} de 2013, 3 stations. Étude : {stations} stations, {annees} années.")
print(extrait[0])
releves.head(3)

# %% [markdown]
# ## Question 1. Les volumes (3 points)
#
# `extrait` est la liste des lignes de texte de l’extrait, sans leur fin de ligne ; `releves` est la même chose en table. Remettez dans le
# dictionnaire `volumes` :
#
# - `lignes` : nombre de lignes de l’extrait ;
# - `octets_par_ligne` : taille moyenne d’une ligne, en **octets** en UTF-8, avec un octet de fin de ligne par ligne ;
# - `completude` : part des heures attendues qui sont là. On attend, pour chacune des trois stations, 24 heures par jour de
#   calendrier des quatre mois (2013 n’est pas bissextile). Une même heure (`station`, `mois`, `jour`, `heure`) vue deux fois ne compte
#   qu’une fois ;
# - `lignes_etude` : lignes à traiter dans l’étude : `stations` × 24 × 365,25 × `annees` × `completude` ;
# - `go_etude` : leur taille en texte, en gigaoctets décimaux (10⁹ octets) ;
# - `go_stockes` : l’espace à prévoir : les relevés, plus 35 % de résultats, le tout en trois exemplaires.

# %% name="volumes-code" role="solution"
### BEGIN SOLUTION
import calendar

jours = sum(calendar.monthrange(2013, mois)[1] for mois in mois_extrait)
distinctes = len(releves.drop_duplicates(["station", "mois", "jour", "heure"]))
octets = sum(len(ligne.encode("utf-8")) + 1 for ligne in extrait) / len(extrait)
completude = distinctes / (3 * 24 * jours)
lignes_etude = stations * 24 * 365.25 * annees * completude
volumes = {
    "lignes": len(extrait),
    "octets_par_ligne": octets,
    "completude": float(completude),
    "lignes_etude": float(lignes_etude),
    "go_etude": float(lignes_etude * octets / 1e9),
    "go_stockes": float(lignes_etude * octets / 1e9 * 1.35 * 3),
}
### END SOLUTION

# %% name="volumes" role="answer" points=3
answer("volumes", form=mapping([
    "lignes", "octets_par_ligne", "completude", "lignes_etude", "go_etude", "go_stockes",
]), checks={"La complétude est comprise entre 0 et 1.": lambda v: 0 <= v["completude"] <= 1})

# %% name="volumes-autres" role="reference"
caracteres = sum(len(ligne) + 1 for ligne in extrait) / len(extrait)
answer("volumes-autres", {
    "caracteres": caracteres, "sans_fin": octets - 1, "en_double": float(len(releves) / (3 * 24 * jours)),
    "sans_trous": stations * 24 * 365.25 * annees, "gio": float(lignes_etude * octets / 2**30),
    "une_copie": float(lignes_etude * octets / 1e9 * 1.35),
    "sans_resultats": float(lignes_etude * octets / 1e9 * 3),
})

# %% [markdown]
# ## Question 2. Le temps de calcul (2 points)
#
# Le comité retient, pour la suite, un volume arrondi et le nombre de fois où toute la chaîne sera rejouée (réglages, scénarios).

# %% name="essais" role="setup"
essais = pd.read_csv("data/essais.csv").sample(n=24, random_state=variante).sort_values("essai").reset_index(drop=True)
lignes_retenues = 30_000_000 + 1_000_000 * (variante % 17)
passages = 150 + 10 * (variante % 11)
print(f"{lignes_retenues} lignes, {passages} passages ; {len(essais)} essais.")
essais.groupby("lignes")["secondes"].describe().round(3)

# %% [markdown]
# Avec les essais de la table `essais`, remettez dans le dictionnaire `calcul` :
#
# - `fixe` et `par_million` : l’ordonnée à l’origine, en secondes, et la pente, en secondes **par million de lignes**, de la droite des
#   moindres carrés `secondes` = `fixe` + pente × `lignes` ;
# - `marge` : le percentile 90 (interpolation linéaire) du rapport temps mesuré ÷ temps donné par la droite, sur ces essais ;
# - `heures` : heures de calcul d’un cœur pour `passages` passages sur `lignes_retenues` lignes : le temps donné par la droite, multiplié par
#   la marge.

# %% name="calcul-code" role="solution"
### BEGIN SOLUTION
pente, fixe = np.polyfit(essais["lignes"], essais["secondes"], 1)
rapports = essais["secondes"] / (fixe + pente * essais["lignes"])
marge = float(np.percentile(rapports, 90))
calcul = {
    "fixe": float(fixe),
    "par_million": float(pente * 1e6),
    "marge": marge,
    "heures": float(passages * (fixe + pente * lignes_retenues) * marge / 3600),
}
### END SOLUTION

# %% name="calcul" role="answer" points=2
answer("calcul", form=mapping(["fixe", "par_million", "marge", "heures"]), decimals=4)

# %% name="calcul-autres" role="reference"
moyen = float((essais["secondes"] / essais["lignes"]).mean())
answer("calcul-autres", {
    "moyen": moyen * 1e6, "sans_marge": float(passages * (fixe + pente * lignes_retenues) / 3600),
    "un_passage": float((fixe + pente * lignes_retenues) * marge / 3600),
})

# %% [markdown]
# ## Question 3. La charge et l’équipe (3 points)
#
# L’étude dure six mois. La cellule suivante donne les tâches de votre variante.

# %% name="taches" role="setup"
taches = pd.read_csv("data/taches.csv")
taches["probable"] += np.random.default_rng(variante).integers(0, 5, size=len(taches))
equipe = pd.read_csv("data/equipe.csv")
jours_par_mois = 18
print(equipe.to_string(index=False))
taches

# %% [markdown]
# - la charge attendue d’une tâche est (optimiste + 4 × probable + pessimiste) ÷ 6 ; elle se répartit **également** entre ses mois, de `debut`
#   à `fin` compris ;
# - la capacité mensuelle d’un profil est `personnes` × `quotite` × `jours_par_mois`.
#
# Remettez la table `charge`, une ligne par profil, dans l’ordre que vous voulez :
#
# - `profil` ;
# - `jours` : charge attendue totale ;
# - `capacite` : capacité d’un mois ;
# - `pic` : charge du mois le plus chargé ;
# - `mois_en_surcharge` : nombre de mois, sur six, où la charge dépasse strictement la capacité ;
# - `renfort` : plus petit nombre entier de personnes **à temps plein** à ajouter, pendant toute l’étude, pour qu’aucun mois ne dépasse la
#   capacité (0 si aucun ne la dépasse).

# %% name="charge-code" role="solution"
### BEGIN SOLUTION
taches["attendue"] = (taches["optimiste"] + 4 * taches["probable"] + taches["pessimiste"]) / 6
lignes = []
for membre in equipe.itertuples():
    siennes = taches[taches["profil"] == membre.profil]
    mensuelle = np.zeros(6)
    for tache in siennes.itertuples():
        mensuelle[tache.debut - 1 : tache.fin] += tache.attendue / (tache.fin - tache.debut + 1)
    capacite = membre.personnes * membre.quotite * jours_par_mois
    lignes.append({
        "profil": membre.profil,
        "jours": siennes["attendue"].sum(),
        "capacite": capacite,
        "pic": mensuelle.max(),
        "mois_en_surcharge": int((mensuelle > capacite).sum()),
        "renfort": int(max(0, np.ceil((mensuelle.max() - capacite) / jours_par_mois))),
    })
charge = pd.DataFrame(lignes)
### END SOLUTION

# %% name="charge" role="answer" points=3
answer("charge", form=table(["profil", "jours", "capacite", "pic", "mois_en_surcharge", "renfort"], rows=3), decimals=4)

# %% name="charge-autres" role="reference"
answer("charge-taches", taches[["profil", "optimiste", "probable", "pessimiste"]].groupby("profil", as_index=False).sum())

# %% [markdown]
# ## Question 4. Le coût complet d’une personne (3 points)
#
# Écrivez la fonction `cout_complet(brut_annuel, taux_charges, jours_ouvres, jours_absents, jours, frais)`, qui rend le coût, en euros, de
# `jours` jours de travail d’une personne :
#
# - l’employeur paie le salaire brut annuel, plus les charges patronales (`taux_charges`, par exemple 0,42) ;
# - ce coût annuel se répartit sur les seuls jours **productifs** : `jours_ouvres` de l’année moins `jours_absents` (congés, jours fériés
#   chômés, formation…) ;
# - on ajoute aux jours travaillés leurs frais de structure : `frais` est une part du coût (par exemple 0,15) ;
# - s’il n’y a pas au moins un jour productif, ou si `jours` est négatif, la fonction lève une `ValueError` ;
# - zéro jour coûte 0.

# %% name="cout-code" role="solution"
### BEGIN SOLUTION
def cout_complet(brut_annuel, taux_charges, jours_ouvres, jours_absents, jours, frais):
    """Coût chargé, structure comprise, de quelques jours de travail."""
    productifs = jours_ouvres - jours_absents
    if productifs < 1 or jours < 0:
        raise ValueError("pas de jour productif, ou jours négatifs")
    return brut_annuel * (1 + taux_charges) / productifs * jours * (1 + frais)
### END SOLUTION

# %% name="cout" role="answer" points=3
answer("cout_complet", form=function(), calls=[[44000, 0.42, 253, 45, 10, 0.15]], checks={
    "La fonction accepte six arguments et rend un nombre.": lambda f: float(f(44000, 0.42, 253, 45, 10, 0.15)) > 0,
})

# %% [markdown]
# ## Question 5. Louer ou acheter ? (4 points)
#
# Deux offres pour la machine. La louer dans le nuage : on paie les heures allumées et le stockage. L’acheter : on paie
# d’avance, puis chaque mois l’hébergement, et l’électricité d’une machine toujours allumée.

# %% name="tarifs" role="setup"
tire = np.random.default_rng(variante)
heures_mois = 110 + 5 * int(tire.integers(9))  # heures d’allumage par mois, en location
go_loues = 120 + 10 * int(tire.integers(7))
location = {"mise_en_service": 900, "euros_heure": 2.35, "euros_go_mois": 0.09}
achat = {"machine": 6800 + 100 * int(tire.integers(6)), "hebergement_mois": 75, "watts": 210, "heures_mois": 730, "euros_kwh": 0.21}
print(f"{heures_mois} heures et {go_loues} Go par mois. Location : {location}. Achat : {achat}.")

# %% [markdown]
# - au bout de *n* mois, la location a coûté : la mise en service, plus *n* fois (`heures_mois` × `euros_heure` + `go_loues` ×
#   `euros_go_mois`) ;
# - au bout de *n* mois, l’achat a coûté : la machine, plus *n* fois (l’hébergement + l’électricité : `watts` pendant `heures_mois` heures
#   du dictionnaire `achat`, au prix du kilowattheure).
#
# Remettez dans le dictionnaire `machine` :
#
# - `location_36`, `achat_36` : les deux totaux au bout de 36 mois ;
# - `mois_seuil` : le plus petit nombre entier de mois, à partir de 1, où l’achat ne coûte pas plus que la location ; `None` s’il dépasse 60 ;
# - `heures_seuil` : le nombre d’heures d’allumage par mois (un nombre réel) pour lequel les deux totaux à 36 mois sont égaux ;
# - `six_mois` : `"location"` ou `"achat"`, l’offre la moins chère si la machine ne sert que les six mois de l’étude ;
# - `part_machine` : part de l’offre `six_mois` dans le total (machine + personnel), quand le personnel coûte `personnel` euros.

# %% name="personnel" role="setup"
personnel = 88_000 + 1_000 * int(tire.integers(10))
print(f"Personnel retenu par le comité : {personnel} €.")

# %% name="machine-code" role="solution"
### BEGIN SOLUTION
loyer = heures_mois * location["euros_heure"] + go_loues * location["euros_go_mois"]
courant = achat["hebergement_mois"] + achat["watts"] / 1000 * achat["heures_mois"] * achat["euros_kwh"]


def louer(n):
    return location["mise_en_service"] + n * loyer


def acheter(n):
    return achat["machine"] + n * courant


stockage = go_loues * location["euros_go_mois"]
moins_cher = min(louer(6), acheter(6))
machine = {
    "location_36": louer(36),
    "achat_36": acheter(36),
    "mois_seuil": next((n for n in range(1, 61) if acheter(n) <= louer(n)), None),
    "heures_seuil": ((acheter(36) - location["mise_en_service"]) / 36 - stockage) / location["euros_heure"],
    "six_mois": "location" if louer(6) <= acheter(6) else "achat",
    "part_machine": moins_cher / (moins_cher + personnel),
}
### END SOLUTION

# %% name="machine" role="answer" points=4
answer("machine", form=mapping([
    "location_36", "achat_36", "mois_seuil", "heures_seuil", "six_mois", "part_machine",
]), decimals=4, checks={"« six_mois » vaut \"location\" ou \"achat\".": lambda m: m["six_mois"] in ("location", "achat")})

# %% name="machine-autres" role="reference"
answer("machine-autres", {
    "watts": achat["machine"] + 36 * (achat["hebergement_mois"] + achat["watts"] * achat["heures_mois"] * achat["euros_kwh"]),
    "allumee": achat["machine"] + 36 * (achat["hebergement_mois"] + achat["watts"] / 1000 * heures_mois * achat["euros_kwh"]),
    "sans_service": 36 * loyer, "sans_stockage": ((acheter(36) - location["mise_en_service"]) / 36) / location["euros_heure"],
    "sur_personnel": moins_cher / personnel,
})

# %% [markdown]
# ## Question 6. Un budget, pas un nombre (2 points)
#
# Chaque poste est incertain. La cellule suivante simule 2 000 fois les cinq postes, en euros, indépendamment les uns des autres.

# %% name="simulation" role="setup"
postes = {
    "personnel": (78_000, 90_000, 128_000), "machine": (1_900, 2_700, 4_600), "données": (3_000, 4_000, 9_000),
    "accessibilité": (2_500, 3_500, 6_000), "déplacements": (1_000, 2_000, 4_500),
}
hasard = np.random.default_rng(variante)
simulation = pd.DataFrame({nom: hasard.triangular(*bornes, size=2000) for nom, bornes in postes.items()})
enveloppe = 112_000 + 1_000 * (variante % 8)
print(f"Enveloppe : {enveloppe} €.")
simulation.head(3).round(0)

# %% [markdown]
# Remettez dans le dictionnaire `budget` (percentiles par interpolation linéaire) :
#
# - `p50`, `p80` : percentiles 50 et 80 du **total** des cinq postes ;
# - `risque` : part des simulations où le total dépasse strictement `enveloppe` ;
# - `prudence` : somme des percentiles 80 de chaque poste, **moins** le percentile 80 du total ;
# - `poste_dominant` : le nom du poste dont la variance est la plus grande.

# %% name="budget-code" role="solution"
### BEGIN SOLUTION
total = simulation.sum(axis=1)
budget = {
    "p50": float(np.percentile(total, 50)),
    "p80": float(np.percentile(total, 80)),
    "risque": float((total > enveloppe).mean()),
    "prudence": float(simulation.quantile(0.8).sum() - np.percentile(total, 80)),
    "poste_dominant": simulation.var().idxmax(),
}
### END SOLUTION

# %% name="budget" role="answer" points=2
answer("budget", form=mapping(["p50", "p80", "risque", "prudence", "poste_dominant"]), decimals=4)

# %% name="budget-autres" role="reference"
answer("budget-autres", {
    "somme_p50": float(simulation.quantile(0.5).sum()), "somme_p80": float(simulation.quantile(0.8).sum()),
    "tient": float((total <= enveloppe).mean()),
})

# %% [markdown]
# ## Question 7. La demande de moyens (3 points)
#
# Rédigez en 200 à 350 mots la demande qu’Odile Marchetti présentera à la métropole :
#
# 1. **ce que vous demandez** : personnes, machine, argent avec sa fourchette ;
# 2. **pourquoi** : louer ou acheter, le poste qui pèse le plus, et ce qui vous ferait changer d’avis ;
# 3. **comment l’équipe tiendra** : que faire des mois en surcharge, sans toucher à l’aménagement de l’analyste ni à l’accessibilité du
#    rapport ; et au moins une limite de vos mesures.

# %% [markdown] name="note" role="manual" points=3
# ### BEGIN SOLUTION
# *(Chiffres d’une variante, à titre d’exemple.)*
#
# **Notre demande.** Six mois d’étude, avec notre chef de projet à mi-temps, notre ingénieure et notre analyste à 80 % ; un renfort
# à temps plein par profil pendant les mois chargés ; une machine louée ; un budget de 112 000 €, et une enveloppe portée à 123 000 €,
# que nous ne dépasserions qu’une fois sur cinq.
#
# **Pourquoi.** Les relevés tiennent en trois gigaoctets, quatorze avec les résultats et les copies : une seule machine suffit, et tous les
# calculs demandent une cinquantaine d’heures d’un cœur. Pour six mois, louer coûte environ 2 600 €, acheter plus de 7 000 €. À ce rythme,
# l’achat ne devient intéressant qu’après 37 mois, ou au-delà de 115 heures par mois sur trois ans. La machine pèse moins de 3 % du
# total : c’est le travail des personnes qui fait le budget et presque toute son incertitude. Nous changerions d’avis si la métropole
# prolongeait le suivi au-delà de trois ans.
#
# **L’équipe.** Chaque profil dépasse sa capacité deux ou trois mois sur six. Nous proposons un renfort, ou de décaler la mise en
# service d’un mois. Le temps de travail de l’analyste est un aménagement : il ne bouge pas, et l’accessibilité du rapport reste au
# programme.
#
# **Limites.** L’extrait ne couvre que trois stations d’aéroport, mieux tenues que des stations de quartier : la part d’heures absentes
# sera sans doute plus grande. Les essais s’arrêtent à 26 000 lignes ; nous extrapolons à des millions. Nous demandons un essai sur
# un million de lignes avant de signer.
# ### END SOLUTION
