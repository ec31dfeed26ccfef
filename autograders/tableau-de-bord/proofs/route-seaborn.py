# %% name="indicateurs-code"
m = service.assign(m=service["jour"].dt.to_period("M").astype(str))
m = m[m["m"].isin([mois, precedent])]
g = m.groupby("m")
t = pd.DataFrame({
    "appels_par_jour": g["appels"].sum() / g["jour"].nunique(),
    "part_matin": m[m["heure"] <= 11].groupby("m")["appels"].sum() / g["appels"].sum(),
    "taux_reponse": g["pris"].sum() / g["appels"].sum(),
    "appels_par_presence": g["pris"].sum() / g["presents"].sum(),
    "pointe": m.pivot_table(index="m", columns="heure", values="appels").max(axis=1),
}).T
indicateurs = pd.DataFrame({"Indicateur": t.index, "Valeur": t[mois].to_numpy(), "Precedent": t[precedent].to_numpy()})
indicateurs["Evolution"] = [
    100 * (v - p) if nom in ("part_matin", "taux_reponse") else 100 * (v - p) / p
    for nom, v, p in indicateurs.itertuples(index=False)
]

# %% name="pivot-code"
def tranche(heure):
    return "matin" if heure < 12 else "midi" if heure < 14 else "apres_midi" if heure < 17 else "soir"


cumul, ouverts = {}, {}
for ligne in service.itertuples():
    for nom in (JOURS[ligne.jour.weekday()], "ensemble"):
        ouverts.setdefault(nom, set()).add(ligne.jour)
        for colonne in (tranche(ligne.heure), "total"):
            cumul[nom, colonne] = cumul.get((nom, colonne), 0) + ligne.appels
pivot = pd.DataFrame([
    {"jour": nom} | {c: cumul[nom, c] / len(ouverts[nom]) for c in ("matin", "midi", "apres_midi", "soir", "total")} for nom in ouverts
])

# %% name="profils-code"
import seaborn as sns

donnees = service.assign(nom=service["jour"].dt.weekday.map(lambda j: JOURS[j]))
grille = sns.relplot(
    data=donnees, x="heure", y="appels", col="nom", col_order=JOURS, col_wrap=3, kind="line", errorbar=None, marker="o", color="#004d40", height=2.5
)
grille.set(ylim=(0, None), xticks=[7, 11, 15, 19])
grille.set_axis_labels("heure", "appels moyens")
grille.set_titles("{col_name}")
fig_profils = grille.figure

# %% name="page-code"
from string import Template

GABARIT = Template(
    '<!DOCTYPE html><html lang="fr"><head><title>$titre</title><meta charset="utf-8"></head><body><h1>$titre</h1>'
    '<ul class="indicateurs">$tuiles</ul><table><caption>Équipes</caption><tr><th scope="col">Nom</th><th scope="col">Taux</th></tr>$lignes</table>$details</body></html>'
)


def page(titre, tuiles, equipes):
    def e(x):
        for brut, sur in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            x = str(x).replace(brut, sur)
        return x

    grandes = list(filter(lambda q: not q["effectif"] < 5, equipes))
    return GABARIT.substitute(
        titre=e(titre),
        tuiles="\n".join(f"<li>{e(t['statut'])} : {e(t['nom'])}, {fr(t['valeur'])}&nbsp;{e(t['unite'])}</li>" for t in tuiles),
        lignes="".join(f"<tr><th scope=row>{e(q['nom'])}<td>{fr(100 * q['taux_reponse'])}&#160;%" for q in grandes),
        details="".join(
            f"<details open><summary><b>{e(q['nom'])}</b></summary><dl><dt>Effectif<dd>{q['effectif']}<dt>Objectif<dd>{fr(100 * q['objectif'])} %</dl></details>"
            for q in grandes
        ),
    )
