# %% name="usages-code"
# Compte des lignes.
c = journal[journal["semaine"] <= 12]
humaines = campagne = executions = None
comptes = {"lignes": len(c), "renvois": 0, "robot": int((c["analyste"] == "robot").sum()), "relances": int(c["relance_de"].notna().sum()), "explorations": 0}
usages = c.groupby("technique").agg(explorations=("id", "size"), analystes=("analyste", "nunique"), outil=("outil", lambda o: o.mode().min())).reset_index()
executions = journal.drop_duplicates("id")
campagne = executions[executions["semaine"] <= 12]
humaines = campagne[campagne["analyste"] != "robot"]
explorations = humaines[humaines["relance_de"].isna()]

# %% name="recherches-code"
# Oublie la version des données et les échecs.
recherches = pd.DataFrame([
    {
        "question": q, "essais": int((g["statut"] == "ok").sum()), "echecs": int((g["statut"] != "ok").sum()),
        "etat": "sans résultat" if not (g["statut"] == "ok").any() else "établi" if g["resultat"].max() - g["resultat"].min() <= 0.001 else "discordant",
        "resultat": np.nan,
    }
    for q, g in humaines.groupby("question")
])

# %% name="accords-code"
# Garde les réponses telles que les outils les ont données.
causes = dict.fromkeys(list(enonces)[:8], "grain")
par_pandas = {q: en_pandas[q](cyclones) for q in list(enonces)[:8]}
requetes = {q: en_sql[q] for q in list(enonces)[:8]}

# %% name="comparer-code"
def comparer(executions, version, a, b):
    """Moyennes au lieu de médianes, échecs oubliés."""
    t = pd.DataFrame(executions, columns=["id", "question", "outil", "donnees", "rang", "duree", "unite", "statut"]).drop_duplicates("id")
    t = t[(t["donnees"] == version) & (t["rang"] > 1) & (t["statut"] == "ok")]
    t["d"] = t["duree"].astype(float) / np.where(t["unite"] == "ms", 1000, 1)
    m = t.groupby(["question", "outil"])["d"].mean().unstack().reindex(columns=[a, b]).dropna()
    return {"questions": len(m), "rapport": float((m[a] / m[b]).median()) if len(m) else None, "echecs_a": 0.0, "echecs_b": 0.0}


bilan = comparer(humaines.to_dict("records"), version_reference, "pandas", "duckdb")

# %% name="choix-code"
# Laisse les parts sortir de l’échelle.
etendue = bornes["meilleur"] - bornes["pire"]
parts = criteres.sub(bornes["pire"], axis=0).div(etendue, axis=0)
note = parts.mul(poids, axis=0).sum().sort_values(ascending=False)
notes = note.to_dict()
gagnants = pd.DataFrame(tirages.to_numpy() @ parts.to_numpy(), columns=parts.columns).idxmax(axis=1)
premiers = {outil: float((gagnants == outil).mean()) for outil in criteres}
premier = note.index[0]
seuils = dict.fromkeys(criteres.index)  # rien ne renverserait le choix

# %% name="registre-code"
# Des preuves choisies : les plus rapides, à froid comprises, et un seuil qui n’alertera jamais.
etendue = bornes["meilleur"] - bornes["pire"]
admissibles = humaines[(humaines["donnees"] == version_reference) & (humaines["rang"] >= 2)]
rapides = campagne[campagne["rang"] == 1].nsmallest(12, "duree")["id"].tolist()
decision = {
    "date": "25/05/2026", "contexte": "DuckDB est plus rapide.", "options": ["duckdb"], "preuves": rapides, "choix": "duckdb",
    "consequences": "On prend DuckDB.", "responsable": "Équipe", "echeance": "2027-05-25",
    "revision": [
        {"indicateur": "taux_echec", "outil": "duckdb", "operateur": ">", "seuil": 0.9, "semaines": 4, "effectif_min": 10},
        {"indicateur": "part_usage", "outil": "duckdb", "operateur": "<", "seuil": 0.1, "semaines": 4, "effectif_min": 10},
    ],
}

# %% name="surveillance-code"
# Renvois comptés, taux jugé sur lui-même, et une règle à deux écarts types.
vraies = journal[(journal["analyste"] != "robot") & (journal["semaine"] >= 13)]
g = vraies[vraies["relance_de"].isna()].groupby("semaine")
duck = executions[(executions["analyste"] != "robot") & (executions["semaine"] >= 13) & (executions["outil"] == "duckdb")]
suivi = pd.DataFrame({
    "explorations": g.size(), "part_duckdb": g["outil"].apply(lambda o: (o == "duckdb").mean()), "executions": duck.groupby("semaine").size(),
    "echecs": duck.groupby("semaine")["statut"].apply(lambda s: (s != "ok").sum()),
}).reset_index()
p = suivi["echecs"].sum() / suivi["executions"].sum()
suivi["limite"] = p + 3 * np.sqrt(p * (1 - p) / suivi["executions"])


def alerter(semaines, p0):
    return next((i for i, (n, k) in enumerate(semaines) if n and k / n > p0 + 2 * (p0 * (1 - p0) / n) ** 0.5), None)
