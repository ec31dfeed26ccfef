# %% name="nuage-code"
fig_nuage, ax = plt.subplots()
ax.loglog(monde["pib_par_habitant"], monde["co2_par_habitant"], "o")
ax.set(xlabel="PIB par habitant (dollars)", ylabel="CO₂ (tonnes par habitant)")
