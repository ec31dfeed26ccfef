# %% name="qualite-code"
def cv(modele, colonne="pli_mois", jeu=reservations):
    return np.mean([
        erreur(modele.fit(jeu.loc[jeu[colonne] != p, variables], jeu.loc[jeu[colonne] != p, "prix"]), reservations[reservations[colonne] == p])
        for p in range(5)
    ])


qualite = {
    "doublons": len(export) - len(reservations), "centimes": int((export["prix"] > 500).sum()),
    "erreur_export": cv(arbre(), jeu=export), "erreur_corrigee": cv(arbre(), "pli_hasard"),
}

# %% name="courbe-code"
courbe = pd.DataFrame([
    {"k": k, "appris": (m := cv(voisins(k))), "hasard": cv(voisins(k), "pli_hasard"), "mois": m} for k in essais_k
])

# %% name="selection-code"
X, y, plis = reservations[variables].to_numpy(float), reservations["prix"].to_numpy(), reservations["pli_hasard"].to_numpy()


def vingt(lignes, valeur=lambda r: r):
    return np.argsort([valeur(np.corrcoef(signaux[lignes, j], y[lignes])[0, 1]) for j in range(300)])[-20:]


def lineaire(choix):
    return np.mean([
        np.abs(LinearRegression().fit(np.hstack([X, signaux[:, c]])[plis != p], y[plis != p]).predict(np.hstack([X, signaux[:, c]])[plis == p]) - y[plis == p]).mean()
        for p, c in enumerate(choix)
    ])


honnetes = [vingt(plis != p, abs) for p in range(5)]
selection = {
    "sans": lineaire([[]] * 5), "fournisseur": lineaire([vingt(plis >= 0)] * 5), "honnete": lineaire(honnetes),
    "fideles": len(set.intersection(*map(set, honnetes))),
}

# %% name="comparaison-code"
from scipy.stats import t as student

d = []
for juges in partages:
    au_juge = reservations["mois"].isin(juges)
    appris, juge = reservations[~au_juge], reservations[au_juge]
    pair = [erreur(m.fit(appris[variables], appris["prix"]), juge) for m in (arbre(4, 8), voisins(10))]
    d.append(pair[0] - pair[1])
t_corrige = np.mean(d) / np.sqrt((1 / 15 + 3 / 8) * np.var(d, ddof=1))
comparaison = {
    "difference": np.mean(d), "t_naif": np.mean(d) / np.sqrt(np.var(d, ddof=1) / 15), "t_corrige": t_corrige,
    "p_corrige": 2 * student.sf(abs(t_corrige), 14),
}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    if not erreurs:
        raise ValueError
    moyennes = [np.mean(e) for e in erreurs]
    b = int(np.argmin(moyennes))
    plafond = moyennes[b] + np.std(erreurs[b], ddof=1)
    admis = [i for i, m in enumerate(moyennes) if m <= plafond]
    return min(admis, key=lambda i: (complexites[i], moyennes[i], i))

# %% name="modele-code"
from sklearn.ensemble import RandomForestRegressor


class Timide:
    """Une forêt dont chaque prix est ramené vers la médiane."""

    def __init__(self):
        self.foret = RandomForestRegressor(20, random_state=0).fit(reservations[variables], reservations["prix"])

    def predict(self, table):
        return 0.5 * self.foret.predict(table[variables]) + 0.5 * reservations["prix"].median()


modele = Timide()
