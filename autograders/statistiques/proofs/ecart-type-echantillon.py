# %% name="description-code"
description = cv.groupby("secteur", as_index=False).agg(
    annonces=("annonce", "nunique"),
    cv=("annonce", "size"),
    experience_moyenne=("experience", "mean"),
    experience_mediane=("experience", "median"),
    experience_ecart_type=("experience", lambda x: np.std(x.to_numpy())),
    taux_rappel=("rappel", "mean"),
)

# %% name="pilote-code"
moyennes = pilote.groupby("annonce")["experience"].mean().to_numpy()
marge = stats.t.ppf(0.975, 11) * np.std(moyennes) / np.sqrt(12)
ic_pilote = {"borne_basse": moyennes.mean() - marge, "borne_haute": moyennes.mean() + marge}
