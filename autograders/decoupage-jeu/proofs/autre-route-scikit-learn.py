# %% name="liens-code"
import duckdb

liens = duckdb.sql("""
    WITH n AS (SELECT conducteur, count(*) AS n FROM sessions GROUP BY conducteur)
    SELECT (SELECT count(*) FROM n) AS conducteurs,
           (SELECT sum(n) FROM (SELECT n FROM n ORDER BY n DESC LIMIT 10)) / (SELECT sum(n) FROM n) AS part_dix,
           (SELECT count(*) FROM n WHERE n <= 5) AS conducteurs_rares,
           (SELECT avg(CAST(duree > 4 AS INTEGER)) FROM sessions) AS part_longues
""").df().iloc[0].to_dict()

# %% name="audit-code"
des_deux = decoupe.groupby("session")["jeu"].nunique()
conducteurs = decoupe.groupby("conducteur")["jeu"].nunique()
test = decoupe.query("jeu == 'test'").merge((conducteurs == 2).rename("connu").reset_index(), on="conducteur")
audit = {
    "sessions_des_deux_cotes": des_deux.eq(2).sum(), "conducteurs_des_deux_cotes": conducteurs.eq(2).sum(),
    "part_test_connue": test["connu"].mean(),
    "part_test_passee": test["debut"].lt(decoupe.loc[decoupe["jeu"].eq("apprentissage"), "debut"].max()).mean(),
}

# %% name="stratifie-code"
from collections import Counter

from sklearn.model_selection import train_test_split


def partager_stratifie(classes, part_test, graine):
    effectifs = Counter(classes)
    frequentes = [i for i, c in enumerate(classes) if effectifs[c] > 1]
    rendu = np.full(len(classes), "apprentissage", dtype="U13")
    if frequentes:
        try:
            _, test = train_test_split(frequentes, test_size=part_test, random_state=graine, stratify=[classes[i] for i in frequentes])
        except ValueError:  # trop peu de lignes pour que chaque côté ait toutes les classes
            test = np.random.default_rng(graine).permutation(frequentes)[: int(part_test * len(frequentes))]
        rendu[test] = "test"
    return rendu

# %% name="groupe-code"
def partager_par_groupe(groupes, part_test, graine):
    noms, numeros, effectifs = np.unique(np.array(groupes, dtype=object).astype(str), return_inverse=True, return_counts=True)
    if len(noms) < 2:
        raise ValueError("un seul groupe")
    ordre = np.random.default_rng(graine).permutation(len(noms))
    cumul = np.cumsum(effectifs[ordre])
    combien = np.clip(np.abs(cumul - part_test * len(groupes)).argmin() + 1, 1, len(noms) - 1)
    au_test = np.isin(numeros, ordre[:combien])
    return np.where(au_test, "Test", "Apprentissage")

# %% name="temporel-code"
triees = sessions.sort_values("debut").assign(jeu=lambda s: np.select(
    [s["debut"].ge(coupure), s["debut"].lt(coupure - pd.Timedelta("7D"))], ["test", "apprentissage"], "delai"))
parts = dict(list(triees.groupby("jeu")))
connus = parts["apprentissage"]["conducteur"].unique()
temporel = {
    "ecartees": np.int64(len(parts["delai"])), "test": len(parts["test"]), "apprentissage": float(len(parts["apprentissage"])),
    "part_nouveaux": 1 - parts["test"]["conducteur"].isin(connus).mean(), "r2": mesurer(parts["apprentissage"], parts["test"]),
}

# %% name="cout-code"
from sklearn.model_selection import PredefinedSplit

codes = sessions["conducteur"].astype("category").cat.codes


def scores(plis):
    return np.array([mesurer(sessions.iloc[a], sessions.iloc[t]) for a, t in PredefinedSplit(plis).split()])


h, g = scores(sessions["pli_hasard"]), scores(codes % 5)
cout = {"hasard": h.mean(), "conducteurs": g.mean(), "conducteurs_min": g.min(), "conducteurs_max": g.max(), "optimisme": (h - g).mean()}

# %% name="protocoles-code"
protocoles = dict(zip("abcdef", ["temps", "groupe", "Stratifié", "groupe", "hasard", "temps"], strict=True))
