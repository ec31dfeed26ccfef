# %% name="encadrement-code"
par_annonce = cv.groupby(["poste", "annonce"])["experience"].mean()
a, b = par_annonce["responsable"], par_annonce["superviseur"]
test = stats.ttest_ind(a, b)
bas, haut = test.confidence_interval(0.95)
encadrement = {"difference": a.mean() - b.mean(), "borne_basse": bas, "borne_haute": haut, "p_value": test.pvalue}
