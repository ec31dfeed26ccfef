# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix = t.plot.bar(color=["#ff7f0e", "#d62728", "#2ca02c"], ylabel="%")

# %% name="evolution-code"
fig_evolution = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant").plot(
    ylabel="CO₂ (tonnes par habitant)"
)
