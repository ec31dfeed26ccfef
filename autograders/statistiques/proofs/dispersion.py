# %% name="pilote-code"
moyennes = pilote.groupby("annonce")["experience"].mean()
bas, haut = stats.t.interval(0.95, df=11, loc=moyennes.mean(), scale=moyennes.std())
ic_pilote = {"borne_basse": bas, "borne_haute": haut}
