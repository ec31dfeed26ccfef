# %% name="inventaire-code"
def tout_lire():
    with open(DOSSIER / "prelevements.csv", encoding="cp1252", newline="") as f:
        prel = list(csv.DictReader(f, delimiter=";"))
    con = sqlite3.connect(str(DOSSIER / "laboratoire.sqlite"))
    con.row_factory = sqlite3.Row
    pat, res = ([dict(r) for r in con.execute(f"select * from {t}")] for t in ("patient", "resultat"))
    con.close()
    fac = pd.read_parquet(DOSSIER / "facturation.parquet").to_dict("records")
    ser = json.load(open(DOSSIER / "services.json", encoding="utf-8"))["services"]
    aut = [json.loads(l) for l in gzip.open(DOSSIER / "automate.jsonl.gz").read().decode().splitlines() if l]
    return prel, pat, res, fac, ser, aut
prel, pat, res, fac, ser, aut = tout_lire()
noms = ["prelevements.csv", "laboratoire.sqlite:patient", "laboratoire.sqlite:resultat", "facturation.parquet", "services.json", "automate.jsonl.gz"]
feuilles = lambda d: sum(feuilles(v) if isinstance(v, dict) else 1 for v in d.values())
inventaire = pd.DataFrame({"octets": [float((DOSSIER / n.split(":")[0]).stat().st_size) for n in noms], "source": noms,
                           "lignes": [len(t) for t in (prel, pat, res, fac, ser, aut)], "colonnes": [feuilles(t[0]) for t in (prel, pat, res, fac, ser, aut)]}).set_index("source")
lecture = dict(encodage="CP1252", separateur=";", decimale=",")

# %% name="types-code"
from datetime import date
CHIFFRES = set("0123456789")
def chiffres(t): return t != "" and set(t) <= CHIFFRES
def sans_signe(t): return t[1:] if t[:1] in ("+", "-") else t
def decimal(t):
    t = sans_signe(t).replace(",", ".")
    a, point, b = t.partition(".")
    return chiffres(a) and (not point or chiffres(b))
def jour(t):
    try:
        if len(t) == 10 and t[4] == t[7] == "-":
            a, m, j = t[:4], t[5:7], t[8:]
        elif len(t) == 10 and t[2] == t[5] == "/":
            j, m, a = t[:2], t[3:5], t[6:]
        else:
            return False
        if not chiffres(a + m + j):
            return False
        date(int(a), int(m), int(j))
        return True
    except ValueError:
        return False
def typer(valeurs):
    v = [x.strip() for x in valeurs if x is not None]
    v = [x for x in v if x]
    if not v: return "vide"
    if {x.casefold() for x in v} <= set("oui non vrai faux true false".split()): return "booléen"
    if all(map(chiffres, v)):
        return "code" if any(len(x) > 1 and x[0] == "0" for x in v) else "entier"
    if all(chiffres(sans_signe(x)) for x in v): return "entier"
    if all(map(decimal, v)): return "décimal"
    if all(map(jour, v)): return "date"
    d = len(set(v))
    return "Catégorie" if d <= 20 and 2 * d <= len(v) else "texte"
types = {c: typer([l[c] for l in prel]) for c in prel[0]}

# %% name="qualite-code"
absente = lambda v: v is None or v != v or str(v).strip() in ("", "NC")
completude = pd.DataFrame([{"manquants": k, "colonne": c, "source": n} for n, t in zip(noms, (prel, pat, res, fac)) for c in t[0] if (k := sum(absente(l[c]) for l in t))])
ids = {int(l["prelevement"]) for l in prel}
integrite = {"renvois": len(prel) - len(ids), "sans_resultat": len(ids - {int(r["prelevement"]) for r in res}),
             "factures_sans_prelevement": sum(int(f["prelevement"]) not in ids for f in fac),
             "patients_inconnus": len({int(l["patient"]) for l in prel} - {p["patient"] for p in pat}),
             "durees_suspectes": sum(1 for r in res if r["delai_validation"] < 0 or r["delai_validation"] > 24)}

# %% name="personnelles-code"
import re
def reperer(texte):
    trouve = set()
    for m in re.finditer(r"(\d(?:[ .-]?\d\d){4}|\d)", "") : pass
    if re.search(r"(?:^|[^0-9])0[1-9](?:[-. ]?[0-9][0-9]){4}(?:[^0-9]|$)", texte): trouve.add("telephone")
    if re.search(r"(?:^|[^0-9])[+]33[ ]?[1-9][ ]?[0-9]{8}(?:[^0-9]|$)", texte): trouve.add("telephone")
    if re.search(r"[a-z0-9._-]@[a-z0-9.-]+[.][a-z]{2}", texte, re.I | re.A): trouve.add("courriel")
    if re.search(r"ipp[ ]?[0-9]{7}(?:[^0-9]|$)", texte, re.I | re.A): trouve.add("ipp")
    return sorted(trouve, reverse=True)
fuites = {k: sum(k in reperer(l["remarque"]) for l in prel) for k in ("ipp", "courriel", "telephone")}
sensibilite = dict(prenom="identifiante", nom="Identifiante", telephone_mere="identifiante", patient="pseudonyme", sexe="quasi-identifiante", age="quasi-identifiante", resultat="santé", ct="santé", lits="sans personne", automate="sans personne")

# %% name="carte-code"
from collections import Counter
vus, uniques = set(), []
for l in prel:
    if l["prelevement"] not in vus:
        vus.add(l["prelevement"]); uniques.append(l)
def lien(source, cle, autres):
    a = Counter(l[cle].lower() if cle == "service" else int(l[cle]) for l in uniques)
    b = Counter(autres)
    communs = set(a) & set(b)
    signe = lambda c: "n" if max(c[k] for k in communs) > 1 else "1"
    return {"couverture": round(100 * len(communs) / len(a), 2), "cardinalite": signe(a) + "-" + signe(b), "cle": cle, "source": source}
carte = pd.DataFrame([lien(noms[5], "prelevement", (e["prelevement"] for e in aut)), lien(noms[4], "service", (s["nom"].lower() for s in ser)),
                      lien(noms[3], "prelevement", (int(f["prelevement"]) for f in fac)), lien(noms[2], "prelevement", (int(r["prelevement"]) for r in res)),
                      lien(noms[1], "patient", (p["patient"] for p in pat))])

# %% name="decisions-code"
couv = dict(zip(carte["source"], carte["couverture"]))
lignes = []
for f in fiches:
    s = f["source"]
    if f["acces"] == "fermé" or couv.get(s, 100) < 60: d = "Écartée"
    elif (not f["accord_dpo"] and not s.startswith(("services", "automate"))) or f["age_jours"] / f["frequence_jours"] > 2 or couv.get(s, 100) < 98: d = "sous condition"
    else: d = "retenue"
    lignes.append((d, s))
decisions = pd.DataFrame(lignes[::-1], columns=["decision", "source"])
