# %% name="comparaison-code"
from scipy.stats import t as student

d = []
for juges in partages:
    au_juge = reservations["mois"].isin(juges)
    appris, juge = reservations[~au_juge], reservations[au_juge]
    pair = [erreur(m.fit(appris[variables], appris["prix"]), juge) for m in (voisins(10), arbre(4, 8))]
    d.append(pair[0] - pair[1])
t_corrige = np.mean(d) / np.sqrt((1 / 15 + 3 / 8) * np.var(d, ddof=1))
comparaison = {
    "difference": np.mean(d), "t_naif": np.mean(d) / np.sqrt(np.var(d, ddof=1) / 15), "t_corrige": t_corrige,
    "p_corrige": student.sf(abs(t_corrige), 14),
}

# %% name="simple-code"
def le_plus_simple(complexites, erreurs):
    if not erreurs:
        raise ValueError
    moyennes = [np.mean(e) for e in erreurs]
    b = int(np.argmin(moyennes))
    plafond = moyennes[b] + np.std(erreurs[b], ddof=1) / len(erreurs[b]) ** 0.5
    admis = [i for i, m in enumerate(moyennes) if m < plafond or i == b]
    return min(admis, key=lambda i: complexites[i])
