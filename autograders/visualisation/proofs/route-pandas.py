# %% name="classement-code"
ax = candidats.set_index("pays")["intensite"].sort_values().plot.barh(color="#333333", figsize=(8, 5), legend=False)
ax.set(xlabel="Intensité (g CO$_2$e / kWh)", ylabel="", title="Classement")
ax.invert_yaxis()
fig_classement = ax.figure

# %% name="mix-code"
import matplotlib.ticker as mtick

t = finalistes.set_index("pays").set_axis(["Nucléaire", "Renouvelable", "Fossile"], axis=1)
t = t.div(t.sum(axis=1), axis=0)
fig_mix, ax = plt.subplots()
cumul = np.zeros(len(t))
for famille, couleur, motif in zip(t, ["#0072b2", "#c9c9c9", "#333333"], ["", "//", "xx"]):
    ax.bar(t.index, t[famille], bottom=cumul, color=couleur, hatch=motif, edgecolor="black", label=famille)
    cumul = cumul + t[famille].to_numpy()
ax.yaxis.set_major_formatter(mtick.PercentFormatter(1.0))
ax.set_ylabel("Part de la production")
ax.legend(bbox_to_anchor=(1, 1))

# %% name="evolution-code"
large = series[series["annee"].ge(annee_debut)].pivot(index="annee", columns="pays", values="co2_par_habitant")
axes = large.plot(subplots=True, layout=(1, 5), sharey=True, color="#0072b2", legend=False, figsize=(12, 3), title=list(large.columns))
axes[0, 0].set_ylabel("tonnes de CO2 par habitant")
fig_evolution = axes[0, 0].figure

# %% name="nuage-code"
ax = monde.plot.scatter("pib_par_habitant", "co2_par_habitant", loglog=True, alpha=0.1, color="#0072b2")
ax.set(xlabel="PIB par habitant (dollars)", ylabel="Émissions (tonnes de CO2 par habitant)")
fig_nuage = ax
