# %% name="nuage-code"
fig_nuage = monde.plot.scatter("pib_par_habitant", "co2_par_habitant")
fig_nuage.set(xlabel="PIB par habitant (dollars)", ylabel="CO₂ (tonnes par habitant)")
