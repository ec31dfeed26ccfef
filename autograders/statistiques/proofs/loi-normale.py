# %% name="pilote-code"
moyennes = pilote.groupby("annonce")["experience"].mean()
marge = 1.96 * moyennes.sem()
ic_pilote = {"borne_basse": moyennes.mean() - marge, "borne_haute": moyennes.mean() + marge}
