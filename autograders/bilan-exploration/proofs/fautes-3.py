# %% name="comparer-code"
def comparer(executions, version, a, b):
    """Toutes questions confondues."""
    def median_(o):
        return np.median([e["duree"] for e in executions if e["outil"] == o and e["statut"] == "ok"])
    return {"questions": 3, "rapport": median_(a) / median_(b), "echecs_a": 0.0, "echecs_b": 0.0}


bilan = {"questions": 8, "rapport": 0.5, "echecs_a": 0, "echecs_b": 0}

# %% name="registre-code"
# Preuves venues du suivi, répétées ou du robot ; conditions qui alertent quand tout va mieux.
etendue = bornes["meilleur"] - bornes["pire"]
admissibles = humaines[(humaines["donnees"] == version_reference) & (humaines["rang"] >= 2)]
decision = {
    "date": "2026-05-25",
    "contexte": "Douze semaines d’essais libres sur les cyclones de l’Atlantique : trois outils, et des réponses qui divergent.",
    "options": ["pandas", "duckdb", "tableur"], "choix": "duckdb", "responsable": "Responsable de l’analyse", "echeance": "2026-11-02",
    "preuves": executions.loc[executions["semaine"] > 12, "id"].head(10).tolist(),
    "consequences": "Les explorations nouvelles se font dans l’outil choisi ; pandas reste admis pour les graphiques.",
    "revision": [
        {"indicateur": "taux_echec", "outil": "duckdb", "operateur": "<", "seuil": 0.1, "semaines": 2, "effectif_min": 15},
        {"indicateur": "part_usage", "outil": "duckdb", "operateur": ">", "seuil": 0.5, "semaines": 3, "effectif_min": 15},
    ],
}

# %% name="surveillance-code"
# Une règle sourde : il faut que le taux dépasse la moitié.
vraies = executions[executions["analyste"] != "robot"]
de_duckdb = vraies[vraies["outil"] == "duckdb"].assign(echec=lambda t: t["statut"] != "ok")
p0 = de_duckdb.loc[de_duckdb["semaine"] <= 12, "echec"].mean()
nouvelles = vraies[vraies["relance_de"].isna() & (vraies["semaine"] >= 13)].assign(d=lambda t: t["outil"] == "duckdb")
suivi = nouvelles.groupby("semaine").agg(explorations=("id", "size"), part_duckdb=("d", "mean")).join(
    de_duckdb.groupby("semaine").agg(executions=("id", "size"), echecs=("echec", "sum"))
).reset_index()
suivi["limite"] = p0 + 3 * np.sqrt(p0 * (1 - p0) / suivi["executions"])


def alerter(semaines, p0):
    return next((i for i, (n, k) in enumerate(semaines) if n and k / n > 0.5), None)
