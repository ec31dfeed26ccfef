# %% name="qualite-code"
def cv(modele, colonne="pli_mois", jeu=reservations, juge=reservations):
    return np.mean([
        erreur(modele.fit(jeu.loc[jeu[colonne] != p, variables], jeu.loc[jeu[colonne] != p, "prix"]), juge[juge[colonne] == p])
        for p in range(5)
    ])


qualite = {
    "doublons": len(export) - len(reservations), "centimes": export.loc[export["prix"] > 500, "reservation"].nunique(),
    "erreur_export": cv(arbre(), jeu=export, juge=export), "erreur_corrigee": cv(arbre()),
}

# %% name="courbe-code"
def appris(k):
    return np.mean([
        erreur(voisins(k).fit(a[variables], a["prix"]), a) for a in (reservations[reservations["pli_mois"] != p] for p in range(5))
    ])


courbe = pd.DataFrame([{"k": k, "appris": appris(k), "hasard": (h := cv(voisins(k), "pli_hasard")), "mois": h} for k in essais_k])

# %% name="selection-code"
X, y, plis = reservations[variables].to_numpy(float), reservations["prix"].to_numpy(), reservations["pli_hasard"].to_numpy()
force = [abs(np.corrcoef(signaux[:, j], y)[0, 1]) for j in range(300)]
tous = np.hstack([X, signaux[:, np.argsort(force)[-20:]]])


def lineaire(t):
    return np.mean([np.abs(LinearRegression().fit(t[plis != p], y[plis != p]).predict(t[plis == p]) - y[plis == p]).mean() for p in range(5)])


selection = {"sans": lineaire(X), "fournisseur": lineaire(tous), "honnete": lineaire(tous), "fideles": 20}

# %% name="recherche-code"
au_hasard = [cv(arbre(*c), "pli_hasard") for c in candidats]
g, t = int(np.argmin(au_hasard)), min(tires, key=lambda n: au_hasard[n])
recherche = {
    "grille": g, "tirage": t, "reduction": g, "erreur_grille": au_hasard[g], "erreur_tirage": au_hasard[t], "erreur_reduction": au_hasard[g],
    "cout_grille": 30, "cout_tirage": 15, "cout_reduction": 22,
}

# %% name="imbriquee-code"
pm, dessous = reservations["pli_mois"].to_numpy(), np.zeros((6, 5))
for n in range(6):
    for p in range(5):
        for o in range(p):
            m = arbre(*candidats[n]).fit(X[(pm != p) & (pm != o)], y[(pm != p) & (pm != o)])
            dessous[n, p] += np.abs(m.predict(X[pm == o]) - y[pm == o]).mean() / 4
            dessous[n, o] += np.abs(m.predict(X[pm == p]) - y[pm == p]).mean() / 4
imbriquee = pd.DataFrame({"pli": range(5), "gagnant": dessous.argmin(axis=0), "interne": dessous.min(axis=0), "externe": dessous.min(axis=0)})

# %% name="apprentissage-code"
def partiel(reduire):
    return np.mean([
        erreur(arbre().fit((a := reduire(reservations[reservations["pli_mois"] != p]))[variables], a["prix"]), reservations[reservations["pli_mois"] == p])
        for p in range(5)
    ])


apprentissage = {f"lignes_{100 * p:.0f}": partiel(lambda a: a[a["rang"] < p]) for p in parts}
apprentissage |= {f"mois_{n}": partiel(lambda a: a[a["mois"].isin(ordre_des_mois[:n])]) if n > 2 else 0.0 for n in nombres}

# %% name="comparaison-code"
from scipy.stats import ttest_rel

paires = []
for juges in partages:
    au_juge = reservations["mois"].isin(juges)
    a, j = reservations[~au_juge], reservations[au_juge]
    paires.append([erreur(m.fit(a[variables], a["prix"]), j) for m in (voisins(10), arbre(4, 8))])
v, b = np.array(paires).T
test = ttest_rel(v, b)
comparaison = {"difference": (v - b).mean(), "t_naif": test.statistic, "t_corrige": test.statistic, "p_corrige": test.pvalue}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    if not erreurs:
        raise ValueError
    return int(np.argmin([np.mean(e) for e in erreurs]))

# %% name="modele-code"
from sklearn.dummy import DummyRegressor

modele = DummyRegressor(strategy="median").fit(reservations[variables], reservations["prix"])
