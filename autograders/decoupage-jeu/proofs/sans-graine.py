# %% name="audit-code"
a, t = decoupe[decoupe["jeu"] == "apprentissage"], decoupe[decoupe["jeu"] == "test"]
communs = set(a["conducteur"]) & set(t["conducteur"])
audit = {
    "sessions_des_deux_cotes": len(set(a["session"]) & set(t["session"])), "conducteurs_des_deux_cotes": len(communs),
    "part_test_connue": len(communs) / t["conducteur"].nunique(), "part_test_passee": (t["debut"] < a["debut"].max()).mean(),
}

# %% name="stratifie-code"
def partager_stratifie(classes, part_test, graine):
    rendu = np.full(len(classes), "apprentissage", dtype=object)
    for classe in set(classes):
        lignes = np.array([i for i, c in enumerate(classes) if c == classe])
        rendu[np.random.permutation(lignes)[: int(np.ceil(part_test * len(lignes)))]] = "test"
    return rendu.tolist()

# %% name="groupe-code"
from sklearn.model_selection import train_test_split


def partager_par_groupe(groupes, part_test, graine):
    _, test = train_test_split(range(len(groupes)), test_size=part_test, random_state=graine)
    test = set(test)
    return ["test" if i in test else "apprentissage" for i in range(len(groupes))]

# %% name="temporel-code"
avant, apres = sessions[sessions["debut"] < coupure - delai], sessions[sessions["debut"] >= coupure - delai]
temporel = {
    "apprentissage": len(avant), "test": len(apres), "ecartees": 0,
    "part_nouveaux": (~apres["conducteur"].isin(avant["conducteur"])).mean(), "r2": mesurer(avant, apres),
}

# %% name="cout-code"
codes = sorted(set(sessions["conducteur"]))
pli = sessions["conducteur"].map({c: i % 5 for i, c in enumerate(codes)})
h = mesurer(sessions[sessions["pli_hasard"] != 0], sessions[sessions["pli_hasard"] == 0])
g = [mesurer(sessions[pli != p], sessions[pli == p]) for p in range(5)]
cout = {"hasard": h, "conducteurs": g[0], "conducteurs_min": min(g), "conducteurs_max": max(g), "optimisme": h - g[0]}

# %% name="protocoles-code"
protocoles = {"a": "temps", "b": "groupe", "c": "hasard", "d": "stratifie", "e": "hasard", "f": "temps"}
