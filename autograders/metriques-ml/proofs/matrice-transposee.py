# %% name="mesures-code"
from sklearn.metrics import confusion_matrix

valid = scores[scores["jeu"] == "validation"]
(vn, fn), (fp, vp) = confusion_matrix(valid["defaut"], valid["p_logit"] >= 0.5)
mesures = {
    "vrais_positifs": int(vp), "faux_positifs": int(fp), "faux_negatifs": int(fn), "vrais_negatifs": int(vn),
    "exactitude": (vp + vn) / len(valid),
    "exactitude_tout_accorder": (valid["defaut"] == 0).mean(),
    "precision": vp / (vp + fp), "rappel": vp / (vp + fn), "f1": 2 * vp / (2 * vp + fp + fn),
}
