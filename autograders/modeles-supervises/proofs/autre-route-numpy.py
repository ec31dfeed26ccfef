# %% name="references-code"
def moindres_carres(x, y):
    return np.linalg.lstsq(np.column_stack([np.ones(len(x)), x]), y, rcond=None)[0]


def appliquer(b, x):
    return b[0] + x @ b[1:]


A, E = appris[variables].to_numpy(float), essai[variables].to_numpy(float)
ya, ye = appris["resistance"].to_numpy(), essai["resistance"].to_numpy()
ra, re_ = A[:, [3]] / A[:, [0]], E[:, [3]] / E[:, [0]]
oui = 2 * (ya >= 35).sum() >= len(ya)
references = {
    "erreur_mediane": round(float(abs(ye - np.median(ya)).mean()), 4),
    "erreur_eau_ciment": round(float(abs(ye - appliquer(moindres_carres(ra, ya), re_)).mean()), 4),
    "exactitude_majorite": round(sum((v >= 35) == oui for v in ye) / len(ye), 4),
}

# %% name="regressions-code"
lignes = []
for nom in ("arbre", "foret", "lineaire"):
    if nom == "lineaire":
        b = moindres_carres(A, ya)
        pa, pe = appliquer(b, A), appliquer(b, E)
    else:
        m = regressions_prevues[nom].fit(A, ya)
        pa, pe = m.predict(A), m.predict(E)
    lignes.append([nom, abs(pa - ya).mean(), abs(pe - ye).mean(), 1 - ((pe - ye) ** 2).sum() / ((ye - ye.mean()) ** 2).sum()])
regressions = pd.DataFrame(lignes, columns=["modele", "erreur_appris", "erreur_essai", "r2_essai"]).round(4).set_index("modele").reset_index()

# %% name="classements-code"
lignes = {}
for nom, m in classements_prevus.items():
    dit = m.fit(A, ya >= 35).predict(E)
    vp, fp, fn = (dit & (ye >= 35)).sum(), (dit & (ye < 35)).sum(), (~dit & (ye >= 35)).sum()
    lignes[nom] = {"exactitude": round(1 - (fp + fn) / len(ye), 4), "precision": round(vp / (vp + fp), 4), "rappel": round(vp / (vp + fn), 4)}
classements = pd.DataFrame.from_dict(lignes, orient="index").rename_axis("modele").reset_index()

# %% name="coefficients-code"
b = moindres_carres(A, ya)
coefficients = {v: round(float(c), 4) for v, c in zip(variables, b[1:] * A.std(axis=0))} | {"eau_plus_10": round(float(10 * b[4]), 4)}

# %% name="importances-code"
importances = {}
for v in variables:
    hausse = 0.0
    for p in permutations:
        t = essai[variables].copy()
        t[v] = essai.iloc[p][v].values
        hausse += (essai["resistance"] - foret.predict(t)).abs().mean() - (essai["resistance"] - foret.predict(essai[variables])).abs().mean()
    importances[v] = round(hausse / len(permutations), 4)

# %% name="dependance-code"
lignes = []
for a in ages:
    t = essai.copy()
    t["age"] = a
    lignes.append({"lineaire": round(float(appliquer(b, t[variables].to_numpy(float)).mean()), 4), "age": a, "foret": round(float(foret.predict(t[variables]).mean()), 4)})
dependance = pd.DataFrame(lignes).sort_values("foret", ascending=False)

# %% name="modele-code"
class Polynome:
    """Des moindres carrés sur des variables de métier, avec leurs produits."""

    def preparer(self, table):
        t = table.to_numpy(float)
        liant = t[:, 0] + t[:, 1] + t[:, 2]
        x = np.column_stack([t[:, :5], np.log(t[:, 7]), t[:, 3] / t[:, 0], t[:, 3] / liant, t[:, 5:7]])
        x = (x - self.m) / self.s if hasattr(self, "m") else x
        return x

    def apprendre(self, table, y):
        x = self.preparer(table)
        self.m, self.s = x.mean(axis=0), x.std(axis=0)
        self.b = moindres_carres(self.produits(self.preparer(table)), np.log(y))
        return self

    def produits(self, x):
        return np.column_stack([x, *(x[:, i] * x[:, j] for i in range(8) for j in range(i, 8))])

    def predict(self, table):
        return np.clip(np.exp(appliquer(self.b, self.produits(self.preparer(table)))), 1, 90)


modele = Polynome().apprendre(tous[variables], tous["resistance"].to_numpy())

# %% name="trieur-code"
class Seuil:
    def predict(self, table):
        return [bool(v >= SEUIL) for v in modele.predict(table)]


trieur = Seuil()
