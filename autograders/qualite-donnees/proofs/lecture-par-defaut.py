# %% name="manques-code"
import io

relue = pd.read_csv(io.StringIO(livraison_1.to_csv(index=False)))
comptes = relue.isna().sum()
manques = comptes[comptes > 0].rename_axis("colonne").reset_index(name="manquants")
