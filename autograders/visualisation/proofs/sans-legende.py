# %% name="evolution-code"
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(style=["k-", "k--", "k:", "k-.", "ko-"], ylabel="CO₂ (tonnes par habitant)", legend=False)

# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix = t.plot.bar(stacked=True, color=["#0072b2", "#b34a00", "#333333"], ylabel="Part (%)", legend=False)
