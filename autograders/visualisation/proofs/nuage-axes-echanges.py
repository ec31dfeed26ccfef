# %% name="nuage-code"
fig_nuage = monde.plot.scatter("co2_par_habitant", "pib_par_habitant", loglog=True, alpha=0.1)
fig_nuage.set(ylabel="PIB par habitant (dollars)", xlabel="CO₂ (tonnes par habitant)")
