# %% name="pilote-code"
moyennes = pilote.groupby("annonce")["experience"].mean().to_numpy()
marge = 1.96 * np.std(moyennes) / np.sqrt(12)
ic_pilote = {"borne_basse": moyennes.mean() - marge, "borne_haute": moyennes.mean() + marge}
