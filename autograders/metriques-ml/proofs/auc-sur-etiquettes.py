# %% name="discrimination-code"
from sklearn.metrics import average_precision_score, roc_auc_score

reel = valid["defaut"]
discrimination = {
    "auc_grille": roc_auc_score(reel, 20 - valid["note_grille"]),
    "auc_logit": roc_auc_score(reel, valid["p_logit"] >= 0.5),
    "auc_boosting": roc_auc_score(reel, valid["p_boosting"] >= 0.5),
    "auc_externe": roc_auc_score(reel, valid["p_externe"] >= 0.5),
    "pm_logit": average_precision_score(reel, valid["p_logit"] >= 0.5),
    "pm_boosting": average_precision_score(reel, valid["p_boosting"] >= 0.5),
}
