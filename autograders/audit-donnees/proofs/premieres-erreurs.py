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
inventaire.loc[0, "lignes"] = (DOSSIER / "prelevements.csv").read_bytes().count(b"\n") - 1
inventaire.loc[5, "lignes"] = journal.count("\n")
inventaire.loc[4, "colonnes"] = 4
lecture = {"encodage": "cp1252", "separateur": ";", "decimale": ","}
inventaire.loc[5, "lignes"] = len(automate)
inventaire.loc[4, "colonnes"] = len(json.loads((DOSSIER / "services.json").read_text(encoding="utf-8"))["services"][0])

# %% name="types-code"
import re
from datetime import datetime
def est_un_jour(v):
    for f in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            datetime.strptime(v, f)
            return len(v) == 10
        except ValueError:
            pass
    return False
def typer(valeurs):
    p = [v.strip() for v in valeurs if v is not None and v.strip()]
    if not p: return "vide"
    if all(v.lower() in {"oui", "non", "vrai", "faux", "true", "false"} for v in p): return "booléen"
    if all(re.fullmatch("[+-]?[0-9]+", v) for v in p): return "entier"
    if all(re.fullmatch("[+-]?[0-9]+([.,][0-9]+)?", v) for v in p): return "décimal"
    if all(map(est_un_jour, p)): return "date"
    return "catégorie" if len(set(p)) <= min(20, len(p) / 2) else "texte"
types = {c: typer(csv_texte[c].tolist()) for c in csv_texte.columns}

# %% name="qualite-code"
comptes = [(n, c, int((t[c].isna() | (t[c].astype("str").str.strip() == "")).sum())) for n, t in list(sources.items())[:4] for c in t.columns]
completude = pd.DataFrame([c for c in comptes if c[2]], columns=["source", "colonne", "manquants"])
uniques = csv_texte.drop_duplicates("prelevement")
integrite = {
    "renvois": len(csv_texte) - len(uniques),
    "sans_resultat": int((~csv_texte["prelevement"].isin(resultat["prelevement"])).sum()),
    "factures_sans_prelevement": int((~facturation["prelevement"].isin(uniques["prelevement"])).sum()),
    "patients_inconnus": len(set(csv_texte["patient"].astype(int)) - set(patient["patient"])),
    "durees_suspectes": int((~resultat["delai_validation"].between(0, 24)).sum()),
}

# %% name="personnelles-code"
MOTIFS = {"telephone": r"0[1-9]([ .-]?[0-9]{2}){4}|\+33 ?[1-9] ?[0-9]{8}", "courriel": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "ipp": r"[Ii][Pp][Pp] ?[0-9]{7}(?![0-9])"}
def reperer(texte):
    return [s for s, m in MOTIFS.items() if re.search(m, texte)]
fuites = {s: int(csv_texte["remarque"].map(lambda t: s in reperer(t)).sum()) for s in MOTIFS}
sensibilite = {"prenom": "identifiante", "nom": "identifiante", "telephone_mere": "identifiante", "patient": "pseudonyme", "sexe": "quasi-identifiante", "age": "quasi-identifiante",
               "resultat": "santé", "ct": "santé", "lits": "sans personne", "automate": "sans personne"}

# %% name="carte-code"
cles = {"laboratoire.sqlite:patient": ("patient", patient["patient"]), "laboratoire.sqlite:resultat": ("prelevement", resultat["prelevement"].astype(int)),
        "facturation.parquet": ("prelevement", facturation["prelevement"].astype(int)), "services.json": ("service", services["nom"].str.lower()), "automate.jsonl.gz": ("prelevement", automate["prelevement"])}
liens = []
for n, (cle, autres) in cles.items():
    m = uniques[cle].str.lower() if cle == "service" else uniques[cle].astype(int)
    a, b = m[m.isin(autres)], autres[autres.isin(m)]
    liens.append({"source": n, "cle": cle, "cardinalite": ("n" if b.duplicated().any() else "1") + "-" + ("n" if a.duplicated().any() else "1"), "couverture": 100 * a.nunique() / m.nunique()})
carte = pd.DataFrame(liens)

# %% name="decisions-code"
couv = carte.set_index("source")["couverture"].to_dict()
decisions = pd.DataFrame([{"source": f["source"], "decision": "sous condition" if not f["accord_dpo"] or f["age_jours"] >= 2 * f["frequence_jours"] or couv.get(f["source"], 100) < 98 else
                           "écartée" if f["acces"] == "fermé" or couv.get(f["source"], 100) < 60 else "retenue"} for f in fiches])
