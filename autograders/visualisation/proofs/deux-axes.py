# %% name="evolution-code"
fig_evolution, gauche = plt.subplots(figsize=(9, 5))
droite = gauche.twinx()
large = series[series["annee"] >= annee_debut].pivot(index="annee", columns="pays", values="co2_par_habitant")
for rang, (pays, trait, couleur) in enumerate(zip(large, ["-", "--", ":", "-.", "-"], ["#000000", "#0072b2", "#b34a00", "#009e73", "#8c3f7a"])):
    ax = droite if rang == 0 else gauche
    ax.plot(large[pays], linestyle=trait, color=couleur, marker="o" if rang == 4 else None, label=pays)
gauche.set_ylabel("CO₂ (tonnes par habitant)")
droite.set_ylabel("CO₂ (tonnes par habitant)")
droite.set_ylim(0, 40)
fig_evolution.legend()
