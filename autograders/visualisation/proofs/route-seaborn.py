# %% name="palette-code"
import itertools
from matplotlib.colors import to_rgb

lignes = []
for nom, code in palette.items():
    rvb = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(code)]
    rapport = 1.05 / (sum(p * c for p, c in zip((0.2126, 0.7152, 0.0722), rvb)) + 0.05)
    lignes.append((bool(rapport >= 4.5), bool(rapport >= 3), round(rapport, 2), nom))
audit = pd.DataFrame(reversed(lignes), columns=["Texte", "Graphique", "Contraste", "Couleur"])
confusions = {(b, a) for a, b in itertools.combinations(palette, 2) if ecart_deuteranope(palette[a], palette[b]) < 15}

# %% name="classement-code"
plt.figure(figsize=(10, 4))
ordre = candidats.sort_values("intensite")["pays"]
fig_classement = sns.barplot(candidats, x="pays", y="intensite", order=ordre, hue="pays", palette=["#0173b2"] * 12, legend=False)
fig_classement.set(xlabel="", ylabel="Grammes de CO2 équivalent par kilowattheure", title="Le moins carboné d’abord")
fig_classement.tick_params(axis="x", rotation=60)

# %% name="mix-code"
longue = finalistes.melt("pays", var_name="famille", value_name="twh")
longue["famille"] = longue["famille"].str.removesuffix("_twh")
longue["part"] = 100 * longue["twh"] / longue.groupby("pays")["twh"].transform("sum")
grille = sns.catplot(longue, kind="bar", x="part", y="famille", col="pays", col_wrap=2, color="#0173b2", height=2)
grille.set_axis_labels("Part de la production, en %", "")
fig_mix = grille.figure

# %% name="evolution-code"
recentes = series.query("annee >= @annee_debut")
couleurs = ["#000000", "#0072b2", "#b34a00", "#009e73", "#8c3f7a"]
fig_evolution = sns.lineplot(recentes, x="annee", y="co2_par_habitant", hue="pays", style="pays", palette=couleurs)
fig_evolution.set(xlabel="", ylabel="CO₂ en t par habitant")

# %% name="nuage-code"
grille = sns.displot(monde, x="pib_par_habitant", y="co2_par_habitant", log_scale=True, cbar=True, cbar_kws={"label": "Effectif"})
grille.set_axis_labels("PIB par habitant (US$ constants)", "CO$_2$ (t/hab)")
fig_nuage = grille.figure

# %% name="exageration-code"
facteur = round(pays_bas["intensite"] / (pays_bas["intensite"] - base_agence), 2)
