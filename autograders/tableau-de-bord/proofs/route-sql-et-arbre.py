# %% name="indicateurs-code"
import duckdb

indicateurs = duckdb.sql(f"""
    WITH m AS (SELECT *, strftime(jour, '%Y-%m') AS mois FROM service),
    t AS (SELECT mois, sum(appels)::DOUBLE / count(DISTINCT jour) AS appels_par_jour,
                 sum(appels) FILTER (heure BETWEEN 7 AND 11)::DOUBLE / sum(appels) AS part_matin,
                 sum(pris)::DOUBLE / sum(appels) AS taux_reponse, sum(pris)::DOUBLE / sum(presents) AS appels_par_presence,
                 (SELECT max(a) FROM (SELECT avg(appels) AS a FROM m AS n WHERE n.mois = m.mois GROUP BY heure)) AS pointe
          FROM m GROUP BY mois),
    l AS (UNPIVOT t ON COLUMNS(* EXCLUDE mois) INTO NAME indicateur VALUE v)
    SELECT a.indicateur, round(a.v, 4) AS valeur, round(b.v, 4) AS precedent,
           round(CASE WHEN a.indicateur IN ('part_matin', 'taux_reponse') THEN 100 * (a.v - b.v) ELSE 100 * (a.v / b.v - 1) END, 4) AS evolution
    FROM l a JOIN l b ON a.indicateur = b.indicateur WHERE a.mois = '{mois}' AND b.mois = '{precedent}' ORDER BY 1 DESC
""").df()

# %% name="statut-code"
def statut(valeur, objectif, sens, tolerance):
    signe = {"haut": 1, "bas": -1}.get(sens)
    if not signe:
        raise ValueError(sens)
    if valeur is None:
        return "sans mesure"
    ecart = signe * (valeur - objectif)
    return "atteint" if ecart >= 0 else "à surveiller" if ecart >= -tolerance else "manqué"

# %% name="pivot-code"
bornes = {"matin": (7, 11), "midi": (12, 13), "apres_midi": (14, 16), "soir": (17, 20), "total": (0, 24)}
pivot = []
for rang, nom in [(None, "ensemble"), *enumerate(JOURS)]:
    bloc = service if rang is None else service[service["jour"].dt.weekday == rang]
    n = len(bloc) / 14
    pivot.append({"jour": nom} | {t: round(float(bloc[bloc["heure"].between(*b)]["appels"].sum()) / n, 4) for t, b in bornes.items()})
pivot = pd.DataFrame(pivot)[["total", "soir", "apres_midi", "midi", "matin", "jour"]]

# %% name="profils-code"
fig_profils, axes = plt.subplots(2, 3, figsize=(11, 6))
for rang, ax in enumerate(axes.flat):
    if rang == 5:
        ax.set_visible(False)
        break
    m = service[service["jour"].dt.weekday == rang].groupby("heure")["appels"].mean()
    m.plot.bar(ax=ax, color="#7a3e00", width=0.8, title=f"Le {JOURS[rang]}")
    ax.set(ylim=(0, 4500), xlabel="Heure de début", ylabel="Nombre d'appels")

# %% name="page-code"
from xml.etree import ElementTree as ET


def page(titre, tuiles, equipes):
    def ajouter(parent, balise, texte=None, **attributs):
        element = ET.SubElement(parent, balise, {nom.rstrip("_"): valeur for nom, valeur in attributs.items()})
        element.text = texte
        return element

    racine = ET.Element("html", {"lang": "fr"})
    tete = ajouter(racine, "head")
    ajouter(tete, "meta", charset="UTF-8")
    ajouter(tete, "title", titre)
    corps = ajouter(racine, "body")
    ajouter(ajouter(corps, "header"), "h1", titre)
    ajouter(ajouter(corps, "nav"), "a", "Aller aux équipes", href="#equipes")
    liste = ajouter(corps, "ul", class_="large indicateurs")
    for t in tuiles:
        li = ajouter(liste, "li")
        ajouter(li, "p", t["nom"])
        ajouter(li, "p", fr(t["valeur"]) + "\u00a0" + t["unite"])
        ajouter(li, "em", t["statut"])
    montrees = sorted((e for e in equipes if e["effectif"] > 4), key=lambda e: e["taux_reponse"])
    tableau = ajouter(corps, "table", id="equipes")
    ajouter(tableau, "caption", "Les équipes")
    tr = ajouter(tableau, "tr")
    for nom in ("Équipe", "Effectif", "Réponse (%)"):
        ajouter(tr, "th", nom, scope="col")
    for e in montrees:
        tr = ajouter(tableau, "tr")
        ajouter(tr, "th", e["nom"], scope="row")
        ajouter(tr, "td", str(e["effectif"]))
        ajouter(tr, "td", fr(100 * e["taux_reponse"]))
    for e in montrees:
        d = ajouter(corps, "details")
        ajouter(d, "summary", e["nom"])
        ajouter(ajouter(d, "ul"), "li", f"{e['effectif']} personnes")
        ajouter(d, "p", f"Objectif : {fr(100 * e['objectif'])} %")
    return "<!doctype html>\n" + ET.tostring(racine, encoding="unicode", method="html")
