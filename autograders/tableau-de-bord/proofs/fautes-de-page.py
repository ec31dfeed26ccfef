# %% name="pivot-code"
b = service.assign(
    t=pd.cut(service["heure"], [6, 11, 13, 16, 20], labels=["matin", "midi", "apres_midi", "soir"]).astype(str), nom=service["jour"].dt.weekday.map(lambda j: JOURS[j])
)
pivot = b.pivot_table(index="nom", columns="t", values="appels", aggfunc="mean", margins=True, margins_name="ensemble").rename(columns={"ensemble": "total"})
pivot = pivot.rename_axis("jour").reset_index()

# %% name="profils-code"
fig_profils, axes = plt.subplots(1, 5, figsize=(12, 3), sharey=True)
for ax, rang in zip(axes, [4, 0, 1, 2, 3]):
    service[service["jour"].dt.weekday == rang].groupby("heure")["appels"].mean().plot(ax=ax, color="#c8d8e8", title=JOURS[rang])
axes[0].set_ylim(500, 4200)

# %% name="page-code"
def page(titre, tuiles, equipes):
    n = html.escape
    li = "".join(f"<li>{n(t['nom'])} : {fr(t['valeur'])} {n(t['unite'])}</li>" for t in tuiles)
    grandes = [e for e in equipes if e["effectif"] >= 5]
    tr = "".join(f"<tr><td>{n(e['nom'])}</td><td>{fr(100 * e['taux_reponse'])}</td></tr>" for e in grandes)
    de = "".join(f"<details><summary>{n(e['nom'])}</summary>{e['effectif']} ; {fr(100 * e['objectif'])}</details>" for e in grandes)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{n(titre)}</title><script src="https://exemple.fr/g.js"></script></head>
    <body><h1>{n(titre)}</h1><ul class="indicateurs">{li}</ul><table><tr><th>a</th><th>b</th></tr>{tr}</table>{de}</body></html>"""
