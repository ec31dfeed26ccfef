# %% name="mesures-code"
from sklearn.metrics import (
    accuracy_score, average_precision_score, brier_score_loss, confusion_matrix, f1_score, precision_score,
    recall_score, roc_auc_score, roc_curve, auc,
)

V = scores.set_index("jeu").loc["validation"]
predit = (V["p_logit"] >= 0.5).astype(int)
vn, fp, fn, vp = confusion_matrix(V["defaut"], predit).ravel()
mesures = {
    "vrais_positifs": vp, "faux_positifs": fp, "faux_negatifs": fn, "vrais_negatifs": vn,
    "exactitude": accuracy_score(V["defaut"], predit),
    "exactitude_tout_accorder": accuracy_score(V["defaut"], np.zeros(len(V))),
    "precision": precision_score(V["defaut"], predit),
    "rappel": recall_score(V["defaut"], predit),
    "f1": f1_score(V["defaut"], predit),
}

# %% name="cout-code"
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    assert_same = len(list(defauts)) == len(list(probabilites))
    if not assert_same:
        raise ValueError
    table = pd.DataFrame({"y": list(defauts), "p": pd.Series(list(probabilites), dtype="float64")})
    refus = ~(table["p"] < seuil)
    cout = ((table["y"] == 1) & ~refus) * cout_defaut + ((table["y"] == 0) & refus) * cout_refus
    return 0 if table.empty else cout.mean()

# %% name="discrimination-code"
discrimination = {}
for cle, score in {"grille": -V["note_grille"], "logit": V["p_logit"], "boosting": V["p_boosting"], "externe": V["p_externe"]}.items():
    faux, vrais, _ = roc_curve(V["defaut"], score)
    discrimination["auc_" + cle] = auc(faux, vrais)
    if cle in ("logit", "boosting"):
        discrimination["pm_" + cle] = average_precision_score(V["defaut"], score)

# %% name="fuite-code"
joint = dossiers[dossiers.jeu.eq("validation")]
fuite = {"colonnes": np.array(["RETARD_MAX", "RELANCES"]), "auc_relances": np.float32(roc_auc_score(joint["defaut"], joint["relances"]))}

# %% name="calibration-code"
def ece(p, y):
    n, somme_p, somme_y = (np.histogram(p, bins=[0, 0.2, 0.4, 0.6, 0.8, 1], weights=w)[0] for w in (np.ones(len(p)), p, y))
    return np.nansum(np.abs(somme_p - somme_y)) / n.sum()


calibration = {f"{nom}_{m}": f(V[f"p_{m}"], V["defaut"]) for m in ("logit", "boosting") for nom, f in {
    "biais": lambda p, y: (p - y).mean(), "brier": lambda p, y: brier_score_loss(y, p), "ecart": ece,
}.items()}
calibration["mieux_calibre"] = "logit" if calibration["ecart_logit"] < calibration["ecart_boosting"] else "boosting"

# %% name="seuils-code"
def meilleur(p):
    y = V["defaut"]
    essais = []
    for i in range(1, 100):
        vn, fp, fn, vp = confusion_matrix(y, p >= i / 100, labels=[0, 1]).ravel()
        essais.append((fn * cout_defaut + fp * cout_refus, i))
    return min(essais)[1] / 100


seuils = {m: meilleur(V[f"p_{m}"]) for m in ("logit", "boosting")}

# %% name="verdict-code"
T = scores[scores["jeu"] == "test"]
y = T["defaut"].to_numpy()


def detail(decision):
    return np.select([(y == 1) & (decision == 0), (y == 0) & (decision == 1)], [cout_defaut, cout_refus], 0.0)


couts = {m: detail((T[f"p_{m}"] >= seuils[m]).to_numpy().astype(int)) for m in ("logit", "boosting")}
moyennes = {m: np.take(c, tirages).mean(axis=1) for m, c in couts.items()}
bas, haut = np.quantile(moyennes["boosting"] - moyennes["logit"], [0.025, 0.975])
verdict = {m: c.mean() for m, c in couts.items()} | {
    "tout_accorder": detail(np.zeros(len(y))).mean(), "tout_refuser": detail(np.ones(len(y))).mean(),
    "ecart_bas": bas, "ecart_haut": haut,
    "conclusion": "indécis" if bas <= 0 <= haut else ("boosting" if haut < 0 else "logit"),
}

# %% name="modele-code"
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.tree import DecisionTreeClassifier

nombres = ["montant", "prix", "duree", "anciennete", "revenu", "charges", "patrimoine", "dette"]
preparation = make_column_transformer(
    (SimpleImputer(strategy="median"), nombres),
    (OneHotEncoder(handle_unknown="ignore"), ["logement", "emploi", "incidents"]),
)
modele = FixedThresholdClassifier(
    make_pipeline(preparation, LogisticRegression(C=0.1, max_iter=5000, solver="newton-cholesky")),
    threshold=cout_refus / (cout_refus + cout_defaut), response_method="predict_proba",
).fit(appris, appris["defaut"])
