# %% name="nuage-code"
fig_nuage, ax = plt.subplots()
ax.hexbin(monde["pib_par_habitant"], monde["co2_par_habitant"], xscale="log", yscale="log", gridsize=40, mincnt=1)
ax.set(xlabel="PIB par habitant (dollars)", ylabel="CO₂ (tonnes par habitant)")
