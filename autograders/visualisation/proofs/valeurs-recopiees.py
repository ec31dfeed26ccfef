# %% name="classement-code"
noms = ["Suisse", "France", "Finlande", "Lettonie", "Danemark", "Lituanie", "Portugal", "Hongrie", "Croatie", "Bulgarie", "Grèce", "Estonie"]
valeurs = [34.843, 56.039, 79.158, 123.2, 151.65, 160.072, 165.553, 204.19, 204.962, 335.334, 336.574, 416.667]
fig_classement, ax = plt.subplots()
ax.barh(noms, valeurs)
ax.set_xlabel("gCO₂e/kWh")

# %% name="exageration-code"
petite, grande, effet_montre = 123.2, 204.962, 1.94
facteur = 2.92
