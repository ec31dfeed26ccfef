# %% name="mesures-code"
# SQL pour compter, Python seul pour le reste.
import duckdb

effectifs = dict(duckdb.sql("""
    SELECT defaut || '-' || (p_logit >= 0.5)::int AS cas, count(*) AS n
    FROM scores WHERE jeu = 'validation' GROUP BY 1
""").fetchall())
n = sum(effectifs.values())
vp, fp, fn, vn = (effectifs.get(cas, 0) for cas in ("1-1", "0-1", "1-0", "0-0"))
precision, rappel = vp / (vp + fp), vp / (vp + fn)
mesures = {
    "f1": round(2 * precision * rappel / (precision + rappel), 4), "rappel": round(rappel, 4), "precision": round(precision, 4),
    "exactitude": round((vp + vn) / n, 4), "exactitude_tout_accorder": round((vn + fp) / n, 4),
    "vrais_negatifs": vn, "faux_negatifs": fn, "faux_positifs": fp, "vrais_positifs": vp,
}

# %% name="cout-code"
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    if len(defauts) != len(probabilites):
        raise ValueError("longueurs différentes")
    total = 0
    for issue, probabilite in zip(defauts, probabilites):
        refuse = probabilite is None or probabilite >= seuil
        if refuse and issue == 0:
            total += cout_refus
        if not refuse and issue == 1:
            total += cout_defaut
    return total / len(defauts) if len(defauts) else 0

# %% name="discrimination-code"
from fractions import Fraction

from scipy.stats import rankdata

validation = scores.query("jeu == 'validation'")
y = validation["defaut"].to_numpy()


def aire(score):
    rangs = rankdata(score)
    positifs, negatifs = y.sum(), (1 - y).sum()
    return (rangs[y == 1].sum() - positifs * (positifs + 1) / 2) / (positifs * negatifs)


def precision_moyenne(score):
    total, avant = 0.0, 0.0
    for seuil in sorted(set(score), reverse=True):
        retenus = score >= seuil
        rappel = y[retenus].sum() / y.sum()
        total += (rappel - avant) * y[retenus].mean()
        avant = rappel
    return total


discrimination = {
    "auc_grille": aire(20 - validation["note_grille"].to_numpy()),
    **{f"auc_{nom}": aire(validation[f"p_{nom}"].to_numpy()) for nom in ("logit", "boosting", "externe")},
    **{f"pm_{nom}": precision_moyenne(validation[f"p_{nom}"].to_numpy()) for nom in ("logit", "boosting")},
}

# %% name="fuite-code"
relances = dossiers.loc[dossiers["jeu"] == "validation", "relances"].to_numpy()
fuite = {"colonnes": {"retard_max", "relances"}, "auc_relances": round(aire(relances), 4)}

# %% name="calibration-code"
calibration = {}
for nom in ("logit", "boosting"):
    p = validation[f"p_{nom}"].tolist()
    issues = y.tolist()
    calibration[f"biais_{nom}"] = sum(p) / len(p) - sum(issues) / len(p)
    calibration[f"brier_{nom}"] = sum((a - b) ** 2 for a, b in zip(p, issues)) / len(p)
    ecart = 0
    for bas in (0, 0.2, 0.4, 0.6, 0.8):
        dedans = [(a, b) for a, b in zip(p, issues) if bas <= a < bas + 0.2 or (bas == 0.8 and a >= 0.8)]
        ecart += abs(sum(a - b for a, b in dedans))
    calibration[f"ecart_{nom}"] = ecart / len(p)
calibration["mieux_calibre"] = "Logit" if calibration["ecart_logit"] < calibration["ecart_boosting"] else "Boosting"

# %% name="seuils-code"
candidats = np.arange(0.01, 1, 0.01)
seuils = {}
for nom in ("logit", "boosting"):
    p = validation[f"p_{nom}"].to_numpy()
    refus = p[None, :] >= candidats[:, None]
    pertes = cout_defaut * ((y == 1) & ~refus).mean(axis=1) + cout_refus * ((y == 0) & refus).mean(axis=1)
    seuils[nom] = float(candidats[pertes.argmin()])

# %% name="verdict-code"
test = scores[scores["jeu"] == "test"].reset_index(drop=True)
for nom in ("logit", "boosting"):
    test["cout_" + nom] = [cout_moyen([a], [b], seuils[nom], cout_defaut, cout_refus) for a, b in zip(test["defaut"], test[f"p_{nom}"])]
differences = pd.Series([
    test["cout_boosting"].to_numpy()[tirage].mean() - test["cout_logit"].to_numpy()[tirage].mean() for tirage in tirages
])
verdict = {
    "tout_accorder": round(cout_moyen(test["defaut"], [0] * len(test), 0.5, cout_defaut, cout_refus), 2),
    "tout_refuser": round(cout_moyen(test["defaut"], [None] * len(test), 0.5, cout_defaut, cout_refus), 2),
    "logit": round(test["cout_logit"].mean(), 2), "boosting": round(test["cout_boosting"].mean(), 2),
    "ecart_bas": round(differences.quantile(0.025), 2), "ecart_haut": round(differences.quantile(0.975), 2),
}
verdict["conclusion"] = "indecis" if verdict["ecart_bas"] <= 0 <= verdict["ecart_haut"] else "boosting" if verdict["ecart_haut"] < 0 else "logit"

# %% name="modele-code"
from sklearn.ensemble import RandomForestClassifier


class Foret:
    """Une forêt, et le seuil que donnent les coûts."""

    def __init__(self):
        train = dossiers[dossiers["jeu"] != "test"]
        self.foret = chaine(RandomForestClassifier(150, min_samples_leaf=5, random_state=1)).fit(train[du_dossier], train["defaut"])

    def predict(self, table):
        return self.foret.predict_proba(table[du_dossier])[:, 1] > cout_refus / (cout_refus + cout_defaut)


modele = Foret()
