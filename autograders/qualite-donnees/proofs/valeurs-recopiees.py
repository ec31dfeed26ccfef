# %% name="manques-code"
manques = pd.DataFrame({'colonne': ['verification_revenu', 'endettement', 'revenu_commun', 'verification_revenu_commun', 'endettement_commun', 'anciennete_emploi', 'mois_depuis_retard', 'mois_depuis_demande', 'objet'], 'manquants': [40, 4, 2541, 2555, 2541, 230, 1687, 342, 43]})

# %% name="doublons-code"
doublons = {'lignes': 2994, 'copies': 48, 'versions_depassees': 60, 'dossiers': 2886, 'capital_restant': 39151650.42}

# %% name="nature-code"
nature = pd.DataFrame({'colonne': ['revenu_commun', 'verification_revenu_commun', 'endettement', 'mois_depuis_retard', 'anciennete_emploi'], 'sans_objet': [4789, 4789, 14, 3182, 0], 'manque_reel': [0, 18, 0, 4, 474]})

# %% name="trois-sigma-code"
trois_sigma = {'ecartes': 144, 'en_anomalie': 24, 'oublies': 40}

# %% name="effet-code"
effet = pd.DataFrame({'traitement': ['complets', 'presents', 'zero', 'moyenne'], 'effectif': [184, 4818, 5614, 5614], 'moyenne': [65243.47282608696, 47435.624325446246, 40709.80370502316, 47435.62432544625], 'ecart_type': [66321.8089399731, 52823.49396298537, 51657.2498546232, 48934.81219432136], 'part_conjointe': [1.0, 0.14092984640929845, 0.14695404346277163, 0.14695404346277163]})
moyenne_redressee = 51452.553555748455
