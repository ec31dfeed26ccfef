# %% name="classement-code"
fig_classement = sns.barplot(candidats.sort_values("intensite"), x="intensite", y="pays", color="#0072b2")

# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = 100 * t.div(t.sum(axis=1), axis=0)
fig_mix, panneaux = plt.subplots(1, 3)
for ax, famille in zip(panneaux, t):
    ax.barh(t.index, t[famille], color="#0072b2")
    ax.set_title(famille)

# %% name="evolution-code"
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(style=["k-", "k--", "k:", "k-.", "ko-"])

# %% name="nuage-code"
fig_nuage = monde.plot.scatter("pib_par_habitant", "co2_par_habitant", loglog=True, alpha=0.1)
