# %% name="nuage-code"
fig_nuage = monde.plot.hexbin("pib_par_habitant", "co2_par_habitant", gridsize=40)
fig_nuage.set(xlabel="PIB par habitant (dollars)", ylabel="CO₂ (tonnes par habitant)")
fig_nuage.figure.axes[-1].set_ylabel("Observations")
