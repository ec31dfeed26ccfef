# %% name="volumes-code"
volumes = {'lignes': 8778, 'octets_par_ligne': 68.98587377534746, 'completude': 0.9993169398907104, 'lignes_etude': 48880868.60655738, 'go_etude': 3.3720894317213115, 'go_stockes': 13.656962198471312}

# %% name="calcul-code"
calcul = {'fixe': 0.036484885054003484, 'par_million': 24.12991009473239, 'marge': 1.262522852623941, 'heures': 52.04554762424782}

# %% name="machine-code"
machine = {'location_36': 11017.800000000001, 'achat_36': 11058.948, 'mois_seuil': 37, 'heures_seuil': 115.48638297872338, 'six_mois': 'location', 'part_machine': 0.02734328332961539}

# %% name="budget-code"
budget = {'p50': 111782.43804840231, 'p80': 122675.77138777974, 'risque': 0.3965, 'prudence': 3219.4314142313087, 'poste_dominant': 'personnel'}

# %% name="charge-code"
charge = pd.DataFrame({'profil': ['chef de projet', 'ingénieur données', 'analyste'], 'jours': [49.0, 78.16666666666667, 87.66666666666666], 'capacite': [9.0, 18.0, 14.4], 'pic': [14.666666666666668, 20.88888888888889, 24.833333333333336], 'mois_en_surcharge': [2, 2, 3], 'renfort': [1, 1, 1]})
