# %% name="secteurs-code"
from statsmodels.stats.multitest import multipletests

p_values = ecarts.groupby("secteur").agg(lambda d: stats.ttest_1samp(d, 0).pvalue)
sur_la_liste, p_ajustees, _, _ = multipletests(p_values, alpha=0.05, method="fdr_bh")
secteurs = pd.DataFrame(
    {"secteur": p_values.index, "p_value": p_values.to_numpy(), "p_ajustee": p_ajustees, "sur_la_liste": sur_la_liste}
)
