# %% name="familles-code"
noms = ["Classification", "RÉGRESSION", "segmentation", "série temporelle", "sans apprentissage", "anomalies", "classification", "recommandation"]
familles = dict(zip(besoins["code"], noms))

# %% name="risques-code"
niveaux = {"interdit": ["u7", "u4"], "haut risque": ["u10", "u5", "u1"], "transparence": ["u8", "u2"], "minimal": ["u3", "u6", "u9"]}
risques = {code: niveau for niveau, codes in niveaux.items() for code in codes}

# %% name="mesures-code"
h = scores["hospitalise"].to_numpy().astype(bool)
lim = scores["limite"].to_numpy().astype(bool)
blocs = []
for s in reversed(fiches.index):
    ordre = np.lexsort((scores["adherent"].to_numpy(), -scores[s].to_numpy(dtype="float64")))
    choisi = np.zeros(len(scores), dtype=bool)
    choisi[ordre[:capacite]] = True
    blocs.append((s, (choisi & h & ~lim).sum() / (h & ~lim).sum(), (choisi & h & lim).sum() / (h & lim).sum(),
                  np.float32(0) + (choisi & h).sum() / h.sum(), (choisi & h).sum() / capacite))
mesures = pd.DataFrame(blocs, columns=["solution", "rappel_autres", "rappel_limites", "rappel", "precision"])

# %% name="echecs-code"
rap = dict(zip(mesures["solution"], mesures["rappel"]))
echecs = {}
for s, f in fiches.iterrows():
    faux = []
    if not rap[s] >= 0.28:
        faux.append("utilite")
    if not f["cout_3ans"] <= plafond:
        faux.append("budget")
    if not f["rgaa"] >= 75:
        faux.append("accessibilite")
    if f["explication"] != "individuelle":
        faux.append("explication")
    if f["champs_sante"] > 0 and f["hebergement_hds"] != "oui":
        faux.append("hebergement")
    echecs[s] = tuple(faux)

# %% name="noter-code"
def noter(valeurs, poids, sens):
    noms, cles = list(valeurs), list(poids)
    w = np.array([poids[c] for c in cles], dtype=float)
    if w.sum() == 0:
        raise ValueError
    m = np.array([[np.nan if valeurs[n][c] is None else valeurs[n][c] for c in cles] for n in noms], dtype=float)
    m = m * np.array([-1.0 if sens[c] == "min" else 1.0 for c in cles])
    bas, haut = np.nanmin(m, axis=0), np.nanmax(m, axis=0)
    etendue = haut - bas
    u = np.where(etendue == 0, 1.0, (m - bas) / np.where(etendue == 0, 1.0, etendue))
    u[np.isnan(m)] = 0.0
    return {n: float(x) for n, x in zip(noms, u @ w / w.sum())}

# %% name="sensibilite-code"
gardees = sorted(s for s, f in echecs.items() if len(f) == 0)
tableau = mesures.set_index("solution").join(fiches).loc[gardees, list(sens)]
signe = pd.Series({c: 1 if d == "max" else -1 for c, d in sens.items()})
oriente = tableau * signe
u = ((oriente - oriente.min()) / (oriente.max() - oriente.min())).fillna(1.0)
notes = u @ poids_moyens
premieres = (u @ poids_membres).idxmax().to_dict()
toutes = tirages.to_numpy() @ u[tirages.columns].to_numpy().T
parts = pd.Series(np.bincount(toutes.argmax(axis=1), minlength=len(gardees)) / len(tirages), index=gardees).to_dict()
notes = notes.to_dict()
chef = max(notes, key=notes.get)
bascules = dict.fromkeys(sens, np.nan)
for c in sens:
    reste = poids_moyens.drop(c)
    for w in np.arange(1, 101) / 100:
        if w > poids_moyens[c]:
            nouveau = pd.concat([reste / reste.sum() * (1 - w), pd.Series({c: w})])
            if (u[nouveau.index].to_numpy() @ nouveau.to_numpy()).argmax() != gardees.index(chef):
                bascules[c] = float(w)
                break
