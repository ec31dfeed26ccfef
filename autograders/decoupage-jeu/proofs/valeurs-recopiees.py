# %% name="liens-code"
liens = {'conducteurs': 85, 'part_dix': 0.392343, 'conducteurs_rares': 24, 'part_longues': 0.112238}

# %% name="audit-code"
audit = {'sessions_des_deux_cotes': 58, 'conducteurs_des_deux_cotes': 69, 'part_test_connue': 0.993865, 'part_test_passee': 0.998773}

# %% name="temporel-code"
temporel = {'apprentissage': 2040, 'test': 875, 'ecartees': 141, 'part_nouveaux': 0.091429, 'r2': -0.086869}

# %% name="cout-code"
cout = {'hasard': 0.373229, 'conducteurs': -0.672133, 'conducteurs_min': -1.104912, 'conducteurs_max': -0.317097, 'optimisme': 1.045362}
