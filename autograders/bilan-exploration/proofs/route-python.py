# %% name="usages-code"
from collections import Counter, defaultdict

vues, campagne_, suivi_ = {}, [], []
total = 0
for ligne in journal.astype(object).where(journal.notna(), None).to_dict("records"):
    total += ligne["semaine"] <= 12
    vues[ligne["id"]] = ligne
for ligne in vues.values():
    (campagne_ if ligne["semaine"] <= 12 else suivi_).append(ligne)
personnes = [l for l in campagne_ if l["analyste"] != "robot"]
premieres_fois = [l for l in personnes if not l["relance_de"]]
comptes = {
    "lignes": int(total), "renvois": int(total) - len(campagne_), "robot": len(campagne_) - len(personnes),
    "relances": len(personnes) - len(premieres_fois), "explorations": len(premieres_fois),
}
groupes = defaultdict(list)
for l in premieres_fois:
    groupes[l["technique"]].append(l)
usages = pd.DataFrame([
    [t, sorted(Counter(l["outil"] for l in ls).items(), key=lambda c: (-c[1], c[0]))[0][0], len(ls), len({l["analyste"] for l in ls})]
    for t, ls in groupes.items()
], columns=["technique", "outil", "explorations", "analystes"])

# %% name="recherches-code"
rendu = defaultdict(list)
for q in sorted({l["question"] for l in personnes}):
    siennes = [l for l in personnes if l["question"] == q]
    bonnes = [l for l in siennes if l["statut"] == "ok"]
    fiables = [l for l in bonnes if l["donnees"] == version_reference]
    valeurs = [l["resultat"] for l in fiables]
    meme = bool(valeurs) and max(valeurs) - min(valeurs) <= 1e-3
    if meme:
        etat = "établi" if len({l["outil"] for l in fiables}) > 1 else "à confirmer"
    else:
        etat = "discordant" if valeurs else "périmé" if bonnes else "sans résultat"
    rendu["question"].append(q)
    rendu["essais"].append(float(len(siennes)))
    rendu["echecs"].append(sum(l["statut"] in ("erreur", "abandon") for l in siennes))
    rendu["etat"].append(etat)
    rendu["resultat"].append(valeurs[-1] if meme else None)
recherches = pd.DataFrame(rendu).sample(frac=1, random_state=1)

# %% name="accords-code"
from statistics import fmean, quantiles, stdev

parcours = defaultdict(list)
for l in cyclones.itertuples():
    parcours[l.nom, l.annee].append(l)
hauts = sorted((max(l.vent for l in ls) for ls in parcours.values()), reverse=True)
lat = sorted(fmean(l.latitude for l in ls) for ls in parcours.values())


def quantile(p):
    place = (len(lat) - 1) * p
    bas = int(place)
    return lat[bas] + (place - bas) * (lat[bas + 1] - lat[bas])


causes = dict(zip(["q01", "q02", "q03", "q04", "q05", "q06", "q07", "q08"], [
    "diviseur", "interpolation", "groupe absent", "comparaison", "ex æquo", "grain", "absence comptée zéro", "grain",
]))
par_pandas = {
    "q01": stdev(float(l.pression) for ls in parcours.values() for l in ls if l.categorie == 5),
    "q02": quantile(0.9) - quantile(0.1),
    "q03": np.mean(cyclones["categorie"].fillna("aucune").value_counts()),
    "q04": fmean(c != 5 for c in cyclones["categorie"]),
    "q05": fmean(hauts.index(v) + 1 for v in hauts if v >= 137),
    "q06": float(len([v for v in hauts if v >= 64])),
    "q07": fmean(cyclones["diametre"].dropna()),
    "q08": fmean(fmean(l.vent for l in ls) for ls in parcours.values()),
}
requetes = {
    "q01": "SELECT stddev(pression) FROM cyclones WHERE categorie = 5;",
    "q02": "SELECT q[2] - q[1] FROM (SELECT quantile_cont(m, [0.1, 0.9]) AS q FROM (SELECT avg(latitude) AS m FROM cyclones GROUP BY nom, annee))",
    "q03": "SELECT mean(n) FROM (SELECT count(*) AS n FROM cyclones GROUP BY coalesce(categorie::VARCHAR, 'aucune'))",
    "q04": "SELECT avg((coalesce(categorie, 0) <> 5)::INT) FROM cyclones",
    "q05": "SELECT avg(r) FROM (SELECT max(vent) AS v, rank() OVER (ORDER BY v DESC) AS r FROM cyclones GROUP BY nom, annee) WHERE v > 136",
    "q06": "SELECT count(DISTINCT nom || annee) FROM cyclones WHERE vent >= 64",
    "q07": "SELECT avg(diametre) FROM cyclones WHERE diametre IS NOT NULL",
    "q08": "WITH c AS (SELECT avg(vent) AS v FROM cyclones GROUP BY nom, annee) SELECT avg(v) FROM c",
}

# %% name="comparer-code"
def comparer(executions, version, a, b):
    """La même comparaison, avec numpy, en rendant des valeurs arrondies."""
    vus, temps, bilan_ = set(), {}, {a: [0, 0], b: [0, 0]}
    for e in executions:
        if e["id"] in vus or e["donnees"] != version or e["rang"] < 2 or e["outil"] not in bilan_:
            continue
        vus.add(e["id"])
        bilan_[e["outil"]][0] += 1
        if e["statut"] != "ok":
            bilan_[e["outil"]][1] += 1
            continue
        temps.setdefault((e["question"], e["outil"]), []).append(e["duree"] * {"s": 1, "ms": 0.001}[e["unite"]])
    rapports = []
    for q in {q for q, _ in temps}:
        x, y = temps.get((q, a), []), temps.get((q, b), [])
        if min(len(x), len(y)) >= 3:
            rapports.append(np.median(x) / np.median(y))
    part = {o: round(k / n, 6) if n else None for o, (n, k) in bilan_.items()}
    return {"questions": len(rapports), "rapport": round(float(np.median(rapports)), 6) if rapports else None, "echecs_a": part[a], "echecs_b": part[b]}


bilan = comparer(personnes, version_reference, "pandas", "duckdb")

# %% name="choix-code"
def part(outil, critere, valeur=None):
    valeur = criteres.at[critere, outil] if valeur is None else valeur
    pire, mieux = bornes.loc[critere]
    return min(1.0, max(0.0, (valeur - pire) / (mieux - pire)))


def noter(outil, w, **change):
    return sum(w[c] * part(outil, c, change.get(c)) for c in criteres.index)


notes = {o: noter(o, poids) for o in criteres}
tableau = {o: np.array([part(o, c) for c in criteres.index]) for o in criteres}
victoires = Counter(max(tableau, key=lambda o: float(w @ tableau[o])) for w in tirages.to_numpy())
premiers = {o: victoires[o] / 2000 for o in criteres}
deuxieme, premier = sorted(notes, key=notes.get)[-2:]
seuils = {}
for c in criteres.index:
    pire, valeur = bornes.at[c, "pire"], criteres.at[c, premier]
    if noter(premier, poids, **{c: pire}) > notes[deuxieme]:
        seuils[c] = None
        continue
    bon, mauvais = valeur, pire
    for _ in range(60):  # dichotomie
        milieu = (bon + mauvais) / 2
        bon, mauvais = (milieu, mauvais) if noter(premier, poids, **{c: milieu}) > notes[deuxieme] else (bon, milieu)
    seuils[c] = bon

# %% name="registre-code"
bons_ids, rates_ids = {}, []
for l in personnes:
    if l["donnees"] == version_reference and l["rang"] >= 2:
        if l["statut"] == "ok":
            bons_ids.setdefault((l["question"], l["outil"]), l["id"])
        elif l["outil"] == premier:
            rates_ids.append(l["id"])
decision = {
    "choix": premier,
    "options": list(criteres),
    "date": "2026-05-25",
    "echeance": "2026-08-31",
    "contexte": "Trois outils pour les mêmes questions ; huit questions sur douze ont donné des réponses différentes, ou fausses ensemble.",
    "responsable": "Référent exploration",
    "consequences": "Formation de l’équipe en juin ; le tableur ne sert plus qu’à lire des tables déjà calculées, jamais à publier.",
    "preuves": [i for (q, o), i in bons_ids.items() if o in ("pandas", "duckdb")] + rates_ids[:2],
    "revision": [
        {"effectif_min": 20, "semaines": 2, "seuil": 0.4, "operateur": "<", "outil": premier, "indicateur": "part_usage"},
        {"effectif_min": 20, "semaines": 3, "seuil": criteres.at["echecs", premier] * 1.2, "operateur": ">", "outil": premier, "indicateur": "taux_echec"},
    ],
}

# %% name="surveillance-code"
en_duckdb = [l for l in personnes if l["outil"] == "duckdb"]
p0 = sum(l["statut"] != "ok" for l in en_duckdb) / len(en_duckdb)
semaines_ = []
for s in range(13, 27):
    siennes = [l for l in suivi_ if l["semaine"] == s and l["analyste"] != "robot"]
    nouvelles_ = [l for l in siennes if not l["relance_de"]]
    duck = [l for l in siennes if l["outil"] == "duckdb"]
    semaines_.append({
        "semaine": s, "limite": p0 + 3 * (p0 * (1 - p0) / len(duck)) ** 0.5, "echecs": sum(l["statut"] != "ok" for l in duck), "executions": len(duck),
        "part_duckdb": sum(l["outil"] == "duckdb" for l in nouvelles_) / len(nouvelles_), "explorations": len(nouvelles_),
    })
suivi = pd.DataFrame(semaines_)


def alerter(semaines, p0):
    """Limite à trois écarts types, et au moins dix exécutions pour conclure."""
    for i in range(len(semaines)):
        n, k = semaines[i]
        if n >= 10 and k / n > p0 + 3 * (p0 * (1 - p0) / n) ** 0.5:
            return i
