# %% name="classement-code"
tri = candidats.sort_values("intensite", ascending=False)
fig_classement, ax = plt.subplots(figsize=(8, 5))
ax.plot(tri["intensite"], tri["pays"], "o", color="black")
ax.set_xlim(0, None)
ax.set_xlabel("gCO2eq/kWh")

# %% name="mix-code"
t = finalistes.set_index("pays").set_axis(["nucléaire", "renouvelable", "fossile"], axis=1)
t = (100 * t.div(t.sum(axis=1), axis=0)).round()
fig_mix, ax = plt.subplots(figsize=(9, 3))
for famille, marqueur, couleur in zip(t, "os^", ["#0072b2", "#b34a00", "#000000"]):
    ax.scatter(t[famille], t.index, marker=marqueur, color=couleur, s=80, label=famille)
ax.set_xlabel("pourcentage de la production")
ax.set_xlim(-2, 102)
ax.grid(axis="x")
fig_mix.legend()

# %% name="evolution-code"
fig_evolution, ax = plt.subplots(figsize=(10, 7))
fins = {}
for pays, lignes in series[series["annee"] >= annee_debut].groupby("pays"):
    dates = pd.to_datetime(lignes["annee"].astype(str))
    ax.plot(dates, lignes["co2_par_habitant"], color="#b34a00" if pays == "France" else "#767676")
    fins[pays] = lignes["co2_par_habitant"].iloc[-1]
hauteur = -10.0
for pays, y in sorted(fins.items(), key=lambda fin: fin[1]):
    hauteur = max(y, hauteur + 0.25)
    ax.text(pd.Timestamp("2012-06-01"), hauteur, pays, color="#b34a00" if pays == "France" else "#595959", va="center")
ax.set_xlim(pd.Timestamp(f"{annee_debut}-01-01"), pd.Timestamp("2015-12-31"))
ax.set_ylabel("CO₂ (t/hab.)")

# %% name="nuage-code"
x, y = np.log10(monde[["pib_par_habitant", "co2_par_habitant"]].to_numpy()).T
fig_nuage, ax = plt.subplots()
ax.scatter(x, y, s=3, color="black")
ax.set_xlabel("PIB par habitant en $ constants (log10)")
ax.set_ylabel("tonnes de CO2 par habitant (log10)")
