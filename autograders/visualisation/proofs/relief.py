# %% name="classement-code"
fig_classement = plt.figure()
ax = fig_classement.add_subplot(projection="3d")
ax.bar3d(range(12), 0, 0, 0.5, 0.5, candidats["intensite"])
ax.set_zlabel("gCO₂e/kWh")
