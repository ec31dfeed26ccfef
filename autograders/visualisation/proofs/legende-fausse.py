# %% name="evolution-code"
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(style=["k-", "k--", "k:", "k-.", "ko-"], ylabel="CO₂ (tonnes par habitant)")
fig_evolution.legend(sorted(large.columns, reverse=True))

# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["fossile", "renouvelable", "nucléaire"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix, panneaux = plt.subplots(1, 3)
for ax, famille in zip(panneaux, t):
    ax.barh(t.index, t[famille], color="#0072b2")
    ax.set(title=famille, xlabel="%")
