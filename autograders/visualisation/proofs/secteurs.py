# %% name="classement-code"
fig_classement, ax = plt.subplots()
ax.pie(candidats["intensite"], labels=candidats["pays"], autopct="%.0f")
ax.set_title("Intensité (gCO₂e/kWh)")

# %% name="mix-code"
fig_mix = finalistes.set_index("pays").T.plot.pie(subplots=True, layout=(2, 2))[0, 0].figure
