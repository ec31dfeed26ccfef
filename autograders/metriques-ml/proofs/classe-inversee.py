# %% name="mesures-code"
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

valid = scores[scores["jeu"] == "validation"]
bon, accorde = valid["defaut"] == 0, valid["p_logit"] < 0.5
mesures = {
    "vrais_positifs": (bon & accorde).sum(), "faux_positifs": (~bon & accorde).sum(),
    "faux_negatifs": (bon & ~accorde).sum(), "vrais_negatifs": (~bon & ~accorde).sum(),
    "exactitude": accuracy_score(bon, accorde),
    "exactitude_tout_accorder": bon.mean(),
    "precision": precision_score(bon, accorde), "rappel": recall_score(bon, accorde), "f1": f1_score(bon, accorde),
}
