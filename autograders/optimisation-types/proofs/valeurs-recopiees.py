# %% name="profil-code"
profil = pd.DataFrame({'colonne': ['cle', 'date', 'heure_prevue', 'compagnie', 'vol', 'immatriculation', 'origine', 'destination', 'retard_depart', 'retard_arrivee', 'duree_vol', 'distance'], 'absentes': [0, 0, 0, 0, 0, 169, 0, 0, 492, 555, 555, 0], 'distinctes': [20800, 365, 930, 16, 2710, 3283, 3, 99, 322, 373, 401, 202], 'longueur': [13, 10, 4, 2, 4, 6, 3, 3, 5, 5, 3, 5], 'minimum': [None, None, None, None, 1.0, None, None, None, -1440.0, -4200.0, 20.0, 1287.0], 'maximum': [None, None, None, None, 6181.0, None, None, None, 60840.0, 60420.0, 655.0, 80176.0]})

# %% name="types-code"
types = {'cle': 'uint64', 'date': 'datetime64[us]', 'heure_prevue': 'category', 'compagnie': 'category', 'vol': 'uint16', 'immatriculation': 'category', 'origine': 'category', 'destination': 'category', 'retard_depart': 'Int32', 'retard_arrivee': 'Int32', 'duree_vol': 'UInt16', 'distance': 'uint32'}
allegee = vols.assign(date=pd.to_datetime(vols["date"]))
for nom in types:
    if nom != "date":
        allegee[nom] = vols[nom].astype("category")

# %% name="memoire-code"
memoire = {'avant': 3257484, 'apres': 932531}

# %% name="pertes-code"
pertes = {'cle': 20800, 'heure_prevue': 6019, 'vol': 19515, 'retard_depart': 492, 'distance': 0}

# %% name="index-code"
index = {'r1': ['compagnie', 'origine', 'date'], 'r2': ['immatriculation'], 'r3': ['compagnie', 'destination', 'date']}
lignes = {'r1': 112, 'r2': 29, 'r3': 31}
plans = {'r1': 'SEARCH vols USING INDEX i_r1 (compagnie=? AND origine=? AND date>? AND date<?)', 'r2': 'SEARCH vols USING INDEX i_r2 (immatriculation=?)', 'r3': 'SEARCH vols USING INDEX i_r3 (compagnie=? AND destination=? AND date<?)'}
