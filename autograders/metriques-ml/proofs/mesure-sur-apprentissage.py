# %% name="mesures-code"
valid = scores[scores["jeu"] == "apprentissage"]
defaut = valid["defaut"] == 1
refuse = valid["p_logit"] >= 0.5
vp, fp = int((refuse & defaut).sum()), int((refuse & ~defaut).sum())
fn, vn = int((~refuse & defaut).sum()), int((~refuse & ~defaut).sum())
mesures = {
    "vrais_positifs": vp, "faux_positifs": fp, "faux_negatifs": fn, "vrais_negatifs": vn,
    "exactitude": (vp + vn) / len(valid), "exactitude_tout_accorder": float((~defaut).mean()),
    "precision": vp / (vp + fp), "rappel": vp / (vp + fn), "f1": 2 * vp / (2 * vp + fp + fn),
}
