# %% name="qualite-code"
import math

A, Y = reservations[variables].values, reservations["prix"].values
PM, PH, M = (reservations[c].values for c in ("pli_mois", "pli_hasard", "mois"))


def mesure(m, appris, juge, xs=A, ys=Y):
    m.fit(xs[appris], ys[appris])
    return float(np.mean(np.abs(m.predict(A[juge]) - Y[juge])))


vus, prix_faux, trop = set(), set(), 0
for code, prix in zip(export["reservation"], export["prix"]):
    trop += code in vus
    vus.add(code)
    if prix > 500:
        prix_faux.add(code)
ex, ey, ep = export[variables].values, export["prix"].values, export["pli_mois"].values
qualite = {
    "doublons": trop, "centimes": len(prix_faux),
    "erreur_export": math.fsum(mesure(arbre(), ep != p, PM == p, ex, ey) for p in range(5)) / 5,
    "erreur_corrigee": math.fsum(mesure(arbre(), PM != p, PM == p) for p in range(5)) / 5,
}

# %% name="courbe-code"
courbe = pd.DataFrame({
    "k": essais_k,
    "mois": [round(sum(mesure(voisins(k), PM != p, PM == p) for p in range(5)) / 5, 4) for k in essais_k],
    "hasard": [round(sum(mesure(voisins(k), PH != p, PH == p) for p in range(5)) / 5, 4) for k in essais_k],
    "appris": [round(sum(mesure(voisins(k), PM != p, PM != p) for p in range(5)) / 5, 4) for k in essais_k],
})

# %% name="selection-code"
def forts(lignes):
    r = np.corrcoef(np.column_stack([signaux[lignes], Y[lignes]]), rowvar=False)[-1, :-1]
    return set(np.argpartition(-(r**2), 20)[:20].tolist())


def moindres_carres(colonnes, p):
    t = np.column_stack([np.ones(len(Y)), A, *(signaux[:, j] for j in colonnes)]).astype(float)
    b = np.linalg.lstsq(t[PH != p], Y[PH != p], rcond=None)[0]
    return np.abs(t[PH == p] @ b - Y[PH == p]).mean()


tour = {p: forts(PH != p) for p in range(5)}
fixe = forts(PH >= 0)
selection = {
    "sans": np.mean([moindres_carres([], p) for p in range(5)]),
    "fournisseur": np.mean([moindres_carres(fixe, p) for p in range(5)]),
    "honnete": np.mean([moindres_carres(tour[p], p) for p in range(5)]),
    "fideles": len(tour[0] & tour[1] & tour[2] & tour[3] & tour[4]),
}

# %% name="recherche-code"
vu = {}


def cout(n, plis):
    for p in plis:
        if (n, p) not in vu:
            vu[n, p] = mesure(arbre(*candidats[n]), PM != p, PM == p)
    return sum(vu[n, p] for p in plis) / len(plis)


reste = sorted(range(6), key=lambda n: (cout(n, [0]), n))[:3]
reste = sorted(reste, key=lambda n: (cout(n, [0, 1]), n))[:2]
c = min(reste, key=lambda n: (cout(n, range(5)), n))
depense = len(vu)
a = min(range(6), key=lambda n: (cout(n, range(5)), n))
b = min(tires, key=lambda n: (cout(n, range(5)), n))
recherche = {
    "grille": a, "tirage": b, "reduction": c, "cout_grille": len(vu), "cout_tirage": 5 * len(tires), "cout_reduction": depense,
    "erreur_grille": cout(a, range(5)), "erreur_tirage": cout(b, range(5)), "erreur_reduction": cout(c, range(5)),
}

# %% name="imbriquee-code"
paires = {}
for n in range(6):
    for p in range(5):
        for o in range(p + 1, 5):
            m = arbre(*candidats[n]).fit(A[(PM != p) & (PM != o)], Y[(PM != p) & (PM != o)])
            for juge, cote in ((p, o), (o, p)):
                paires[n, juge, cote] = np.abs(m.predict(A[PM == juge]) - Y[PM == juge]).mean()
tables = []
for q in (4, 2, 0, 1, 3):
    moyennes = [sum(paires[n, p, q] for p in range(5) if p != q) / 4 for n in range(6)]
    n = moyennes.index(min(moyennes))
    tables.append([q, n, moyennes[n], mesure(arbre(*candidats[n]), PM != q, PM == q)])
imbriquee = pd.DataFrame(tables, columns=["PLI", "gagnant", "interne", "externe"]).rename(columns=str.lower)

# %% name="apprentissage-code"
place = np.array([ordre_des_mois.index(m) for m in M])
apprentissage = {}
for part in parts:
    apprentissage[f"lignes_{round(part * 100)}"] = np.mean([mesure(arbre(), (PM != p) & (reservations["rang"].values < part), PM == p) for p in range(5)])
for n in nombres:
    total = 0.0
    for p in range(5):
        total += mesure(arbre(), (PM != p) & np.isin(place, sorted(set(place[PM != p]))[:n]), PM == p)
    apprentissage[f"mois_{n}"] = total / 5

# %% name="comparaison-code"
from scipy.special import stdtr

d = [mesure(voisins(10), ~np.isin(M, j), np.isin(M, j)) - mesure(arbre(4, 8), ~np.isin(M, j), np.isin(M, j)) for j in partages]
moy = sum(d) / 15
s2 = sum((x - moy) ** 2 for x in d) / 14
t = moy / math.sqrt((1 / 15 + 3 / 8) * s2)
comparaison = {"difference": moy, "t_naif": moy / math.sqrt(s2 / 15), "t_corrige": t, "p_corrige": float(2 * stdtr(14, -abs(t)))}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    n = len(erreurs)
    if n == 0:
        raise ValueError
    k = len(erreurs[0])
    m = [sum(e) / k for e in erreurs]
    b = 0
    for i in range(1, n):
        if m[i] < m[b]:
            b = i
    se = math.sqrt(sum((x - m[b]) ** 2 for x in erreurs[b]) / (k - 1) / k)
    choix = b
    for i in range(n):
        if m[i] <= m[b] + se and (complexites[i], m[i], i) < (complexites[choix], m[choix], choix):
            choix = i
    return choix

# %% name="modele-code"
class Saison:
    def _x(self, t):
        a = 2 * np.pi * np.asarray(t["jour_annee"], float) / 365
        chambres = np.asarray(t["chambre"])[:, None] == np.arange(1, 9)
        autres = np.asarray(t[variables[1:]], float)
        ondes = [f(k * a) for k in (1, 2, 3) for f in (np.sin, np.cos)]
        return np.column_stack([np.ones(len(a)), *ondes, chambres, np.minimum(autres, 60)])

    def fit(self, t, y):
        x = self._x(t)
        self.b = np.linalg.solve(x.T @ x + 0.5 * np.eye(x.shape[1]), x.T @ np.log(y))
        return self

    def predict(self, t):
        return np.exp(self._x(t) @ self.b)


modele = Saison().fit(reservations[variables], reservations["prix"].values)
