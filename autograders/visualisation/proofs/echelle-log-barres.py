# %% name="classement-code"
tri = candidats.sort_values("intensite")
fig_classement = tri.plot.barh(x="pays", y="intensite", color="#0072b2", legend=False, logx=True, xlabel="gCO₂e/kWh")
