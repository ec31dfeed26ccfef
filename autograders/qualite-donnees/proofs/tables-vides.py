# %% name="manques-code"
manques = pd.DataFrame({"colonne": [], "manquants": []})

# %% name="doublons-code"
doublons = {}

# %% name="nature-code"
nature = pd.DataFrame()

# %% name="anomalies-code"
anomalies = pd.DataFrame({"dossier": [], "regle": [], "correction": []})

# %% name="trois-sigma-code"
trois_sigma = {"ecartes": 0, "en_anomalie": 0, "oublies": 0}

# %% name="mecanismes-code"
temoins = pd.DataFrame({"colonne": [], "temoin": [], "ecart": []})
ecarts_rappels = {}
mecanismes = {}

# %% name="jeu-code"
jeu = pd.DataFrame(columns=["dossier"])

# %% name="effet-code"
effet = pd.DataFrame({"traitement": ["complets"]})
moyenne_redressee = 0
