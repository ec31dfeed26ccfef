# %% name="volumes-code"
volumes = {"lignes": True, "octets_par_ligne": float("nan"), "completude": np.inf, "lignes_etude": 10**400, "go_etude": "1" * 100000, "go_stockes": [[[]]]}

# %% name="calcul-code"
calcul = {"fixe": None, "par_million": -np.inf, "marge": True, "heures": 10**299}

# %% name="charge-code"
charge = pd.DataFrame({"profil": equipe["profil"], "jours": np.nan, "capacite": np.inf, "pic": True, "mois_en_surcharge": [[1]] * 3, "renfort": None})

# %% name="cout-code"
def cout_complet(*args):
    return float("nan")

# %% name="machine-code"
machine = {"location_36": np.nan, "achat_36": True, "mois_seuil": float("inf"), "heures_seuil": "x", "six_mois": "location", "part_machine": {}}

# %% name="budget-code"
budget = {"p50": np.nan, "p80": np.inf, "risque": True, "prudence": None, "poste_dominant": "personnel"}
