# %% name="qualite-code"
qualite = {'doublons': 82.0, 'centimes': 61.0, 'erreur_export': 918.4931374938757, 'erreur_corrigee': 36.87124202462439}

# %% name="courbe-code"
courbe = pd.DataFrame({'k': [1.0, 3.0, 10.0, 30.0], 'appris': [0.13707039760150858, 22.761977781081598, 31.266107096144957, 37.05169614063357], 'hasard': [39.51350000000001, 35.64467222222222, 36.29248750000001, 39.83954027777777], 'mois': [51.45099453727897, 45.50004331043594, 45.71779419444258, 48.44613015800765]})

# %% name="selection-code"
selection = {'sans': 44.97508255845779, 'fournisseur': 44.05663502407175, 'honnete': 45.86265083691821, 'fideles': 4.0}

# %% name="recherche-code"
recherche = {'grille': 4.0, 'tirage': 4.0, 'reduction': 4.0, 'erreur_grille': 38.472866053108206, 'erreur_tirage': 38.472866053108206, 'erreur_reduction': 38.472866053108206, 'cout_grille': 30.0, 'cout_tirage': 15.0, 'cout_reduction': 15.0}

# %% name="imbriquee-code"
imbriquee = pd.DataFrame({'pli': [0.0, 1.0, 2.0, 3.0, 4.0], 'gagnant': [5.0, 5.0, 4.0, 3.0, 3.0], 'interne': [39.26812546371128, 40.02559432088062, 35.01391267636328, 53.75336111977004, 35.84336011898308], 'externe': [46.8892219024205, 29.839878352230294, 33.66689020721629, 56.1958505825682, 43.91572287831569]})

# %% name="apprentissage-code"
apprentissage = {'lignes_25': 39.463676133798195, 'lignes_50': 41.66469996209731, 'lignes_75': 38.37592594556859, 'lignes_100': 36.87124202462439, 'mois_2': 75.46424496715625, 'mois_4': 39.361048647390085, 'mois_6': 38.62139754880351, 'mois_8': 36.46344660444451}

# %% name="comparaison-code"
comparaison = {'difference': 10.73019832894414, 't_naif': 5.323357778341381, 't_corrige': 2.068200860149023, 'p_corrige': 0.05761788025309011}
