# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix = t.plot.bar(stacked=True, color=["#0072b2", "#b34a00", "#333333"], ylabel="Part (%)")

# %% name="evolution-code"
fig_evolution, ax = plt.subplots()
couleurs = ["#000000", "#0072b2", "#b34a00", "#009e73", "#8c3f7a"]
for couleur, (pays, lignes) in zip(couleurs, series[series["annee"] >= annee_debut].groupby("pays")):
    ax.plot(lignes["annee"], lignes["co2_par_habitant"], color=couleur, label=pays)
ax.set_ylabel("CO₂ (tonnes par habitant)")
ax.legend()
