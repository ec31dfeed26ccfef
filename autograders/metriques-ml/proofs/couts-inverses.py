# %% name="cout-code"
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    if len(defauts) != len(probabilites):
        raise ValueError
    total = 0
    for y, p in zip(defauts, probabilites):
        refus = p is None or p >= seuil
        if refus and y == 0:
            total += cout_defaut
        elif y == 1 and not refus:
            total += cout_refus
    return total / len(defauts) if len(defauts) else 0

# %% name="verdict-code"
essai = scores[scores["jeu"] == "test"].reset_index(drop=True)
y = essai["defaut"]


def par_dossier(nom):
    return np.array([cout_moyen([a], [b], seuils[nom], cout_defaut, cout_refus) for a, b in zip(y, essai[f"p_{nom}"])])


differences = (par_dossier("boosting") - par_dossier("logit"))[tirages].mean(axis=1)
bas, haut = np.percentile(differences, [2.5, 97.5])
verdict = {
    "tout_accorder": cout_moyen(y, [0] * len(y), 0.5, cout_defaut, cout_refus),
    "tout_refuser": cout_moyen(y, [1] * len(y), 0.5, cout_defaut, cout_refus),
    "logit": par_dossier("logit").mean(),
    "boosting": par_dossier("boosting").mean(),
    "ecart_bas": bas,
    "ecart_haut": haut,
    "conclusion": "boosting" if haut < 0 else "logit" if bas > 0 else "indécis",
}
