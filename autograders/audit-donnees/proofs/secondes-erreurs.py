# %% name="inventaire-code"
csv_texte = pd.read_csv(DOSSIER / "prelevements.csv", sep=";", encoding="cp1252", dtype="str", keep_default_na=False)
with sqlite3.connect(DOSSIER / "laboratoire.sqlite") as base:
    patient = pd.read_sql("select * from patient", base)
    resultat = pd.read_sql("select * from resultat", base)
facturation = pd.read_parquet(DOSSIER / "facturation.parquet")
services = pd.json_normalize(json.loads((DOSSIER / "services.json").read_text(encoding="utf-8"))["services"])
journal = gzip.decompress((DOSSIER / "automate.jsonl.gz").read_bytes()).decode()
automate = pd.DataFrame([json.loads(l) for l in journal.splitlines() if l])
sources = {"prelevements.csv": csv_texte, "laboratoire.sqlite:patient": patient, "laboratoire.sqlite:resultat": resultat, "facturation.parquet": facturation, "services.json": services, "automate.jsonl.gz": automate}
inventaire = pd.DataFrame([{"source": n, "lignes": len(t), "colonnes": t.shape[1], "octets": (DOSSIER / n.split(":")[0]).stat().st_size} for n, t in sources.items()])
inventaire.loc[5, ["lignes", "octets"]] = [journal.count("\n"), len(journal.encode())]
lecture = {"encodage": "utf-8", "separateur": ";", "decimale": ","}

# %% name="types-code"
import re
def typer(valeurs):
    p = [v.strip() for v in valeurs if v is not None and v.strip()]
    if not p: return "vide"
    if all(v.lower() in {"oui", "non", "vrai", "faux", "true", "false"} for v in p): return "booléen"
    if all(re.fullmatch("[0-9]+", v) for v in p) and any(re.fullmatch("0[0-9]+", v) for v in p): return "code"
    if all(re.fullmatch("[+-]?[0-9]+", v) for v in p): return "entier"
    if all(re.fullmatch("[+-]?[0-9]+([.,][0-9]+)?", v) for v in p): return "décimal"
    if all(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4}", v) for v in p): return "date"
    return "catégorie" if len(set(p)) <= min(20, len(p) / 2) else "texte"
types = {c: typer(csv_texte[c].tolist()) for c in csv_texte.columns}

# %% name="qualite-code"
comptes = [(n, c, int((t[c].isna() | t[c].astype("str").str.strip().isin(["", "NC"])).sum())) for n, t in list(sources.items())[:4] for c in t.columns]
completude = pd.DataFrame([c for c in comptes if c[2]], columns=["source", "colonne", "manquants"])
uniques = csv_texte.drop_duplicates("prelevement")
integrite = {
    "renvois": int(csv_texte["prelevement"].duplicated(keep=False).sum()),
    "sans_resultat": int((~uniques["prelevement"].isin(resultat["prelevement"])).sum()),
    "factures_sans_prelevement": int((~facturation["prelevement"].isin(uniques["prelevement"])).sum()),
    "patients_inconnus": len(set(csv_texte["patient"]) - set(patient["patient"].astype("str"))),
    "durees_suspectes": int((~resultat["delai_validation"].between(0, 24)).sum()),
}

# %% name="personnelles-code"
MOTIFS = {"telephone": r"(?<![0-9])(0[1-9]([ .-]?[0-9]{2}){4}|\+33 ?[1-9] ?[0-9]{8})(?![0-9])", "courriel": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "ipp": r"[Ii][Pp][Pp] ?[0-9]{7}(?![0-9])"}
def reperer(texte):
    return [s for s, m in MOTIFS.items() if re.search(m, texte)]
fuites = {s: int(csv_texte["remarque"].map(lambda t: s in reperer(t)).sum()) for s in MOTIFS}
sensibilite = {"prenom": "identifiante", "nom": "identifiante", "telephone_mere": "identifiante", "patient": "sans personne", "sexe": "quasi-identifiante", "age": "quasi-identifiante",
               "resultat": "santé", "ct": "santé", "lits": "sans personne", "automate": "sans personne"}

# %% name="carte-code"
cles = {"laboratoire.sqlite:patient": ("patient", patient["patient"].astype("str")), "laboratoire.sqlite:resultat": ("prelevement", resultat["prelevement"]),
        "facturation.parquet": ("prelevement", facturation["prelevement"]), "services.json": ("service", services["nom"].str.lower()), "automate.jsonl.gz": ("prelevement", automate["prelevement"].map("{:06d}".format))}
liens = []
for n, (cle, autres) in cles.items():
    m = uniques[cle].str.lower() if cle == "service" else uniques[cle]
    a, b = m[m.isin(autres)], autres[autres.isin(m)]
    liens.append({"source": n, "cle": cle, "cardinalite": ("n" if a.duplicated().any() else "1") + "-" + ("n" if b.duplicated().any() else "1"), "couverture": 100 * a.nunique() / m.nunique()})
carte = pd.DataFrame(liens)
