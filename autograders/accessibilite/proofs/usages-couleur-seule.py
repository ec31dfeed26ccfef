# %% name="usages-code"
repere = mensuel.set_index("mois")[["abonnes", "occasionnels"]].rename(columns={"abonnes": "abonnés"}).plot(color=["#1f4e79", "#9c3a00"])
repere.set_ylabel("locations par jour")
fig_usages = repere.figure
