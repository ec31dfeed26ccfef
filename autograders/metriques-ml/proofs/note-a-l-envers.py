# %% name="discrimination-code"
from sklearn.metrics import average_precision_score, roc_auc_score

reel = valid["defaut"]
discrimination = {
    f"auc_{nom.split('_')[1]}": roc_auc_score(reel, valid[nom])
    for nom in ("note_grille", "p_logit", "p_boosting", "p_externe")
} | {f"pm_{nom}": average_precision_score(reel, valid[f"p_{nom}"]) for nom in ("logit", "boosting")}
