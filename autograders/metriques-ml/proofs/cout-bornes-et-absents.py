# %% name="cout-code"
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    if len(defauts) != len(probabilites):
        raise ValueError
    if len(defauts) == 0:
        return 0.0
    y, p = np.array(defauts), np.array(probabilites, dtype=float)
    refus = p > seuil
    return float((cout_defaut * ((y == 1) & ~refus) + cout_refus * ((y == 0) & refus)).mean())
