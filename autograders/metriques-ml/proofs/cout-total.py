# %% name="cout-code"
def cout_moyen(defauts, probabilites, seuil, cout_defaut, cout_refus):
    if len(defauts) != len(probabilites):
        raise ValueError
    refus = [p is None or p >= seuil for p in probabilites]
    return sum(cout_refus if r and y == 0 else cout_defaut if y == 1 and not r else 0 for y, r in zip(defauts, refus))
