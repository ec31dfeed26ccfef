# %% name="classement-code"
fig_classement, ax = plt.subplots()
tri = candidats.sort_values("intensite")
ax.barh(tri["pays"], tri["intensite"], color="#0072b2", alpha=0.4)
ax.set_xlabel("gCO₂e/kWh")

# %% name="evolution-code"
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(color=["#000000", "#0072b2", "#b34a00", "#f0c419", "#8c3f7a"], style=["-", "--", ":", "-.", "o-"])
fig_evolution.set_ylabel("CO₂ (tonnes par habitant)", color="#999999")
