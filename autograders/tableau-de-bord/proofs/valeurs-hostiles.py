# %% name="indicateurs-code"
indicateurs = pd.DataFrame({
    "indicateur": ["appels_par_jour", "part_matin", "taux_reponse", "appels_par_presence", "pointe"], "valeur": [float("nan")] * 5, "precedent": [float("inf")] * 5,
    "evolution": [True] * 5,
})

# %% name="statut-code"
def statut(valeur, objectif, sens, tolerance):
    return float("nan") if valeur else ["atteint"] * 1000

# %% name="pivot-code"
pivot = pd.DataFrame({"jour": [*JOURS, "x" * 50_000], **{c: [float("nan"), float("inf"), -1e300, 0.0, 1.0, 2.0] for c in ("matin", "midi", "apres_midi", "soir", "total")}})

# %% name="profils-code"
fig_profils, axes = plt.subplots(1, 5)
for ax, jour in zip(axes, JOURS):
    ax.plot(range(7, 21), [float("nan")] * 13 + [1e300], label="x" * 5000)
    ax.set(title=jour, ylim=(0, 1), ylabel="appels", xlabel="heure")

# %% name="page-code"
essais = iter(["<" * 90_000, "<div>" * 9_000, "<details><summary>" * 4_000, "&" * 90_000, "<table>" * 8_000, "<style>/*" * 9_000, 3, None, "<!--" * 9_000, "x"] * 50)


def page(titre, tuiles, equipes):
    return next(essais)
