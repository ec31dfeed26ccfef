# %% name="manques-code"
propre = livraison_1.apply(lambda c: c.str.strip()).replace({code: None for code in ["", "n/a", "\\N", "NC", "999", "-1", "0"]})
comptes = propre.isna().sum()
manques = comptes[comptes > 0].rename_axis("colonne").reset_index(name="manquants")
