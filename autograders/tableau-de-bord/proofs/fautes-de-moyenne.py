# %% name="indicateurs-code"
def calculer(periode):
    x = service[service["jour"].dt.strftime("%Y-%m") == periode]
    return [x["appels"].sum() / x["jour"].nunique(), x[x["heure"] < 12]["appels"].sum() / x["appels"].sum(), (x["pris"] / x["appels"]).mean(),
            (x["pris"] / x["presents"]).mean(), float(x["appels"].max())]


indicateurs = pd.DataFrame({
    "indicateur": ["appels_par_jour", "part_matin", "taux_reponse", "appels_par_presence", "pointe"], "valeur": calculer(mois), "precedent": calculer(precedent),
})
indicateurs["evolution"] = 100 * (indicateurs["valeur"] / indicateurs["precedent"] - 1)

# %% name="statut-code"
def statut(valeur, objectif, sens, tolerance):
    if sens == "haut":
        return "atteint" if valeur > objectif else "à surveiller" if valeur > objectif - tolerance else "manqué"
    return "atteint" if valeur < objectif else "à surveiller" if valeur < objectif + tolerance else "manqué"

# %% name="pivot-code"
b = service.assign(
    t=pd.cut(service["heure"], [6, 11, 13, 16, 20], labels=["matin", "midi", "apres_midi", "soir"]).astype(str), nom=service["jour"].dt.weekday.map(lambda j: JOURS[j])
)
pivot = b.groupby(["nom", "t"])["appels"].sum().unstack().div(b.groupby("nom")["jour"].nunique(), axis=0)
pivot["total"] = pivot.sum(axis=1)
pivot.loc["ensemble"] = pivot.mean()
pivot = pivot.rename_axis("jour").reset_index()

# %% name="profils-code"
fig_profils, axes = plt.subplots(1, 5, figsize=(12, 3))
for rang, ax in enumerate(axes):
    service[service["jour"].dt.weekday == rang].groupby("heure")["appels"].mean().plot(ax=ax, color="#1f4e79", title=JOURS[rang], ylabel="appels")

# %% name="page-code"
def page(titre, tuiles, equipes):
    li = "".join(f"<li>{t['nom']} : {fr(t['valeur'])} {t['unite']} ({t['statut']})</li>" for t in tuiles)
    tr = "".join(
        f'<tr{" hidden" if e["effectif"] < 5 else ""}><th scope="row">{e["nom"]}</th><td>{fr(100 * e["taux_reponse"])}</td></tr>' for e in equipes
    )
    de = "".join(f"<details><summary>{e['nom']}</summary>{e['effectif']} ; {fr(100 * e['objectif'])}</details>" for e in equipes if e["effectif"] > 5)
    return f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{titre}</title></head><body><h1>{titre}</h1><ul class="indicateurs">{li}</ul>
    <table><caption>x</caption><tr><th scope="col">a</th><th scope="col">b</th></tr>{tr}</table>{de}</body></html>"""
