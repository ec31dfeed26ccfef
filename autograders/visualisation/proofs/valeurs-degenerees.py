# %% name="palette-code"
def contraste(code):
    return 5.0


audit = pd.DataFrame({"couleur": list(palette), "contraste": [float("nan")] * 8, "graphique": [None] * 8, "texte": [True] * 8})
confusions = []

# %% name="classement-code"
fig_classement, ax = plt.subplots()
ax.barh(candidats["pays"], [float("nan")] * 12)
ax.set_xlabel("gCO₂e/kWh")

# %% name="mix-code"
fig_mix, ax = plt.subplots()
ax.set_ylabel("%")

# %% name="evolution-code"
fig_evolution, ax = plt.subplots()
for pays in series["pays"].unique():
    ax.plot([annee_debut, 2012], [float("inf"), 1e300], label=pays)
ax.legend()
ax.set_ylabel("tonnes")

# %% name="nuage-code"
fig_nuage, ax = plt.subplots()
ax.hexbin(np.full(len(monde), 1.0), np.full(len(monde), 1.0))
ax.set(xlabel="PIB (dollars)", ylabel="CO₂ (tonnes)")

# %% name="exageration-code"
petite, grande, effet_montre = 1, 2, 3
facteur = float("nan")
