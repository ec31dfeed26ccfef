# %% name="mesures-code"
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score

valid = scores[scores["jeu"] == "validation"]
predit = (valid["p_logit"] >= 0.5).astype(int)
vn, fp, fn, vp = confusion_matrix(valid["defaut"], predit).ravel()
mesures = {
    "vrais_positifs": vp, "faux_positifs": fp, "faux_negatifs": fn, "vrais_negatifs": vn,
    "exactitude": accuracy_score(valid["defaut"], predit),
    "exactitude_tout_accorder": accuracy_score(valid["defaut"], 0 * predit),
    "precision": precision_score(predit, valid["defaut"]),
    "rappel": recall_score(predit, valid["defaut"]),
    "f1": f1_score(valid["defaut"], predit),
}
