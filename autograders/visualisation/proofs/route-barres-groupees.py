# %% name="classement-code"
tri = candidats.sort_values("intensite")
fig_classement, ax = plt.subplots(figsize=(12, 4))
couleurs = np.where(tri["pays"] == "France", "#b2182b", "#5f6b7a")
ax.bar(range(len(tri)), tri["intensite"], color=couleurs)
ax.set_xticks(range(len(tri)), [f"{p}\n({v:.0f})" for p, v in zip(tri["pays"], tri["intensite"])], fontsize=7)
ax.set_ylabel(r"Intensité ($\mathrm{gCO_2e/kWh}$)")
ax.set_ylim(0, 700)

# %% name="mix-code"
parts = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
parts = 100 * parts.div(parts.sum(axis=1), axis=0)
fig_mix, ax = plt.subplots(figsize=(9, 4), layout="constrained")
depart = np.zeros(4)
for famille, couleur, encre in zip(parts, ["#1b2a49", "#5f6b7a", "#8c4a00"], ["white"] * 3):
    barres = ax.barh(parts.index, parts[famille], left=depart, color=couleur, edgecolor="white")
    ax.bar_label(barres, [famille if v > 12 else "" for v in parts[famille]], label_type="center", color=encre)
    depart = depart + parts[famille].to_numpy()
for pays, ligne in parts.iterrows():
    gauche = 0
    for famille, v in ligne.items():
        if 0 < v <= 12:
            ax.annotate(famille, (gauche + v / 2, list(parts.index).index(pays)), rotation=90, color="white", ha="center", va="center", fontsize=7)
        gauche += v
ax.set_xlabel("% de la production")

# %% name="evolution-code"
fig_evolution, repere = plt.subplots(figsize=(9, 5))
large = series[series["annee"] >= annee_debut].pivot_table(index="annee", columns="pays", values="co2_par_habitant")
large.plot(ax=repere, style=["k-", "k--", "k:", "k-.", "ko-"], ylabel="Tonnes de CO₂ par personne et par an", xlabel="Année")

# %% name="nuage-code"
fig_nuage, ax = plt.subplots()
bornes = [np.geomspace(50, 70000, 40), np.geomspace(0.003, 70, 40)]
*_, image = ax.hist2d(monde["pib_par_habitant"], monde["co2_par_habitant"], bins=bornes, cmin=1)
ax.set(xscale="log", yscale="log", xlabel="PIB/hab (dollars US)", ylabel="CO2/hab (tonnes)")
fig_nuage.colorbar(image).set_label("observations par case")
