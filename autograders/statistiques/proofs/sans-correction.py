# %% name="secteurs-code"
p_values = ecarts.groupby("secteur").agg(lambda d: stats.ttest_1samp(d, 0).pvalue)
secteurs = p_values.rename("p_value").reset_index()
secteurs["p_ajustee"] = secteurs["p_value"]
secteurs["sur_la_liste"] = secteurs["p_value"] < 0.05

# %% name="dimension-code"
dimension = int(np.ceil((1.96 * ecarts.std() / 0.02) ** 2))
