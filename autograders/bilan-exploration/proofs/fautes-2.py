# %% name="usages-code"
# Ne compte que ce qui réussit, et le robot avec.
executions = journal.drop_duplicates("id")
campagne = executions[executions["semaine"] <= 12]
humaines = campagne[campagne["analyste"] != "robot"]
explorations = humaines[humaines["relance_de"].isna()]
reussies_ = explorations[explorations["statut"] == "ok"]
lignes_campagne = int((journal["semaine"] <= 12).sum())
comptes = {
    "lignes": lignes_campagne, "renvois": lignes_campagne - len(campagne), "robot": len(campagne) - len(humaines),
    "relances": 0, "explorations": len(humaines),
}
usages = reussies_.groupby("technique").agg(explorations=("id", "size"), analystes=("analyste", "nunique"), outil=("outil", lambda o: o.mode().min())).reset_index()

# %% name="recherches-code"
# Tient un seul outil pour une confirmation.
fiches = []
for q, essais in humaines.groupby("question"):
    bons = essais[essais["statut"] == "ok"]
    v = bons[bons["donnees"] == version_reference]
    meme = len(v) > 0 and v["resultat"].max() - v["resultat"].min() <= 0.001
    etat = "établi" if meme else "discordant" if len(v) else "périmé" if len(bons) else "sans résultat"
    fiches.append({"question": q, "essais": len(essais), "echecs": len(essais) - len(bons), "etat": etat, "resultat": v["resultat"].iloc[0] if meme else np.nan})
recherches = pd.DataFrame(fiches)

# %% name="accords-code"
# Les causes sans les réponses.
causes = {
    "q01": "diviseur", "q02": "interpolation", "q03": "groupe absent", "q04": "comparaison",
    "q05": "ex æquo", "q06": "grain", "q07": "absence comptée zéro", "q08": "grain",
}
par_pandas = dict.fromkeys(causes, 1.0)
requetes = dict.fromkeys(causes, "SELECT nom FROM nulle_part")

# %% name="comparer-code"
def comparer(executions, version, a, b):
    """Le bon calcul, sans précaution : renvois, versions, unités et exécutions à froid mêlés."""
    durees, n, k = {}, {a: 0, b: 0}, {a: 0, b: 0}
    for e in executions:
        if e["outil"] not in n:
            continue
        n[e["outil"]] += 1
        if e["statut"] != "ok":
            k[e["outil"]] += 1
        else:
            durees.setdefault(e["question"], {a: [], b: []})[e["outil"]].append(e["duree"])
    r = [np.median(d[a]) / np.median(d[b]) for d in durees.values() if d[a] and d[b]]
    return {"questions": len(r), "rapport": float(np.median(r)), "echecs_a": k[a] / n[a], "echecs_b": k[b] / n[b]}


bilan = comparer(humaines.to_dict("records"), version_reference, "pandas", "duckdb")

# %% name="choix-code"
# L’échelle est celle des outils comparés.
etendue = bornes["meilleur"] - bornes["pire"]
parts = criteres.sub(criteres.min(axis=1), axis=0).div(criteres.max(axis=1) - criteres.min(axis=1), axis=0)
parts.loc[["duree", "echecs"]] = 1 - parts.loc[["duree", "echecs"]]
note = parts.mul(poids, axis=0).sum().sort_values(ascending=False)
notes = note.to_dict()
gagnants = pd.DataFrame(tirages.to_numpy() @ parts.to_numpy(), columns=parts.columns).idxmax(axis=1)
premiers = {outil: float((gagnants == outil).mean()) for outil in criteres}
premier = "duckdb"
seuils = dict.fromkeys(criteres.index, 0.2)

# %% name="registre-code"
# Aucune preuve d’échec ; un seuil lu sur ses propres seuils de la question 5 (0,2), ce qui se tient.
admissibles = humaines[(humaines["donnees"] == version_reference) & (humaines["rang"] >= 2)]
bonnes = admissibles[(admissibles["statut"] == "ok") & admissibles["outil"].isin(["pandas", "duckdb"])]
decision = {
    "date": "2026-05-25",
    "contexte": "Douze semaines d’essais libres sur les cyclones de l’Atlantique : trois outils, et des réponses qui divergent.",
    "options": ["pandas", "duckdb", "tableur"], "choix": "duckdb", "responsable": "Responsable de l’analyse", "echeance": "2026-11-02",
    "preuves": bonnes.drop_duplicates(["question", "outil"])["id"].tolist(),
    "consequences": "Les explorations nouvelles se font dans l’outil choisi ; pandas reste admis pour les graphiques.",
    "revision": [
        {"indicateur": "taux_echec", "outil": "duckdb", "operateur": ">", "seuil": 0.19, "semaines": 2, "effectif_min": 15},
        {"indicateur": "taux_echec", "outil": "duckdb", "operateur": ">", "seuil": 0.18, "semaines": 3, "effectif_min": 15},
    ],
}

# %% name="surveillance-code"
# Le robot abaisse le taux de référence ; trois écarts types, même pour une exécution.
executions = journal.drop_duplicates("id")
vraies = executions[executions["analyste"] != "robot"]
p0 = (executions.loc[(executions["semaine"] <= 12) & (executions["outil"] == "duckdb"), "statut"] != "ok").mean()
g = vraies[vraies["relance_de"].isna() & (vraies["semaine"] >= 13)].groupby("semaine")
duck = vraies[(vraies["semaine"] >= 13) & (vraies["outil"] == "duckdb")]
suivi = pd.DataFrame({
    "explorations": g.size(), "part_duckdb": g["outil"].apply(lambda o: (o == "duckdb").mean()), "executions": duck.groupby("semaine").size(),
    "echecs": duck.groupby("semaine")["statut"].apply(lambda s: (s != "ok").sum()),
}).reset_index()
suivi["limite"] = p0 + 3 * np.sqrt(p0 * (1 - p0) / suivi["executions"])


def alerter(semaines, p0):
    for i, (n, k) in enumerate(semaines):
        if k / n > p0 + 3 * (p0 * (1 - p0) / n) ** 0.5:
            return i
