# %% name="nuage-code"
fig_nuage = monde.sample(500, random_state=1).plot.scatter("pib_par_habitant", "co2_par_habitant", loglog=True, alpha=0.3)
fig_nuage.set(xlabel="PIB par habitant (dollars)", ylabel="CO₂ (tonnes par habitant)")
