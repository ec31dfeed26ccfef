# %% name="discrimination-code"
from sklearn.metrics import auc, precision_recall_curve, roc_auc_score

reel = valid["defaut"]
discrimination = {"auc_grille": roc_auc_score(reel, -valid["note_grille"])}
for nom in ("logit", "boosting", "externe"):
    discrimination[f"auc_{nom}"] = roc_auc_score(reel, valid[f"p_{nom}"])
for nom in ("logit", "boosting"):
    precisions, rappels, _ = precision_recall_curve(reel, valid[f"p_{nom}"])
    discrimination[f"pm_{nom}"] = auc(rappels, precisions)
