# %% name="evolution-code"
large = series.pivot(index="annee", columns="pays", values="co2_par_habitant")
fig_evolution = large.plot(style=["k-", "k--", "k:", "k-.", "ko-"], ylabel="CO₂ (tonnes par habitant)")
