# %% name="evolution-code"
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(color=["#d62728", "#2ca02c", "#000000", "#0072b2", "#8c3f7a"], style=["-", "--", ":", "-.", "o-"])
fig_evolution.set_ylabel("CO₂ (tonnes par habitant)")
