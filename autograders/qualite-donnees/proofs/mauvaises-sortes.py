# %% name="manques-code"
manques = {"anciennete_emploi": 235}

# %% name="doublons-code"
doublons = pd.DataFrame({"lignes": [1]})

# %% name="nature-code"
nature = "revenu_commun : sans objet"

# %% name="anomalies-code"
anomalies = set(livraison_2["dossier"])

# %% name="trois-sigma-code"
trois_sigma = lambda: 148

# %% name="mecanismes-code"
temoins = np.zeros((3, 3))
ecarts_rappels = 0.5
mecanismes = ["mar-ou-mnar", "mcar-plausible", "mnar-etabli"]

# %% name="jeu-code"
jeu = livraison_2.to_dict("list")

# %% name="effet-code"
effet = None
moyenne_redressee = "51189"
