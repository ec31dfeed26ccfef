# %% name="manques-code"
comptes = (livraison_1 == "").sum()
manques = comptes[comptes > 0].rename_axis("colonne").reset_index(name="manquants")
