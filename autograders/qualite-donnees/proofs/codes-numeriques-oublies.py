# %% name="manques-code"
propre = livraison_1.apply(lambda c: c.str.strip()).replace({"": None, "n/a": None, "\\N": None, "NC": None})
comptes = propre.isna().sum()
manques = comptes[comptes > 0].rename_axis("colonne").reset_index(name="manquants")
