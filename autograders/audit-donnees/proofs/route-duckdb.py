# %% name="inventaire-code"
import duckdb
import re
con = duckdb.connect()
brut = pd.read_csv(DOSSIER / "prelevements.csv", sep=";", encoding="latin-1", dtype=str).fillna("")
labo = sqlite3.connect(DOSSIER / "laboratoire.sqlite")
pat = pd.read_sql_query("select * from patient", labo)
res = pd.read_sql_query("select * from resultat", labo)
labo.close()
fac = con.sql(f"select * from read_parquet('{DOSSIER}/facturation.parquet')").df()
ser = pd.DataFrame([{"nom": s["nom"], "lits": s["lits"], **s["contact"]} for s in json.loads((DOSSIER / "services.json").read_bytes())["services"]])
aut = pd.read_json(DOSSIER / "automate.jsonl.gz", lines=True)
tables = {"prelevements.csv": brut, "laboratoire.sqlite:patient": pat, "laboratoire.sqlite:resultat": res, "facturation.parquet": fac, "services.json": ser, "automate.jsonl.gz": aut}
inventaire = pd.DataFrame([(n, *t.shape, len((DOSSIER / n.partition(":")[0]).read_bytes())) for n, t in tables.items()], columns=["Source", "Lignes", "Colonnes", "Octets"]).rename(columns=str.lower)
lecture = {"separateur": ";", "decimale": ",", "encodage": "cp1252"}

# %% name="types-code"
def typer(valeurs):
    s = pd.Series(valeurs, dtype="object").dropna().astype(str).str.strip()
    s = s[s != ""]
    if s.empty:
        return "vide"
    if s.str.lower().isin(["oui", "non", "vrai", "faux", "true", "false"]).all():
        return "booléen"
    if s.str.fullmatch("[0-9]+").all() and s.str.match("0[0-9]").any():
        return "code"
    if s.str.fullmatch("[-+]?[0-9]+").all():
        return "entier"
    if s.str.fullmatch(r"[-+]?[0-9]+(?:[.,][0-9]+)?").all():
        return "décimal"
    iso = pd.to_datetime(s.where(s.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}")), format="%Y-%m-%d", errors="coerce")
    fr = pd.to_datetime(s.where(s.str.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}")), format="%d/%m/%Y", errors="coerce")
    if (iso.notna() | fr.notna()).all():
        return "date"
    return "catégorie" if s.nunique() <= 20 and s.nunique() * 2 <= s.size else "texte"
types = {c: typer(brut[c]) for c in brut}

# %% name="qualite-code"
def manques(t):
    return t.apply(lambda c: (c.isna() | c.astype(str).str.fullmatch(r"\s*|NC")).sum())
completude = pd.concat({n: manques(tables[n]) for n in list(tables)[:4]}).rename_axis(["source", "colonne"]).reset_index(name="manquants").query("manquants > 0")
un = lambda q: con.execute(q).fetchall()[0][0]
integrite = {
    "renvois": un("select count(*) - count(distinct prelevement) from brut"),
    "sans_resultat": un("select count(distinct b.prelevement) from brut b anti join res using (prelevement)"),
    "factures_sans_prelevement": un("select count(*) from fac anti join brut using (prelevement)"),
    "patients_inconnus": un("select count(distinct patient) from brut where patient::int not in (select patient from pat)"),
    "durees_suspectes": un("select count(*) from res where delai_validation < 0 or delai_validation > 24"),
}

# %% name="personnelles-code"
tel = re.compile(r"(?<!\d)(?:0[1-9](?:[- .]?\d\d){4}|\+33 ?[1-9] ?\d{8})(?!\d)", re.ASCII)
def reperer(texte):
    r = []
    if tel.search(texte): r.append("telephone")
    if re.search(r"[\w.-]+@(?:[a-zA-Z0-9-]*\.)+[a-zA-Z]{2,}", texte, re.ASCII): r.append("courriel")
    if re.search(r"(?i:ipp) ?\d{7}(?!\d)", texte, re.ASCII): r.append("ipp")
    return tuple(r)
c = brut["remarque"].map(reperer).explode().value_counts()
fuites = {k: int(c[k]) for k in ["telephone", "courriel", "ipp"]}
sensibilite = {"automate": "sans personne", "lits": "sans personne", "ct": "santé", "resultat": "santé", "age": "quasi-identifiante", "sexe": "quasi-identifiante",
               "patient": "pseudonyme", "telephone_mere": "identifiante", "nom": "identifiante", "prenom": "identifiante"}

# %% name="carte-code"
u = brut.drop_duplicates().assign(p=lambda t: t["prelevement"].astype(int), q=lambda t: t["patient"].astype(int), s=lambda t: t["service"].str.upper())
autres = pd.concat([
    pd.DataFrame({"source": "laboratoire.sqlite:patient", "cle": "patient", "v": pat["patient"].astype(str)}),
    pd.DataFrame({"source": "laboratoire.sqlite:resultat", "cle": "prelevement", "v": res["prelevement"].astype(int).astype(str)}),
    pd.DataFrame({"source": "facturation.parquet", "cle": "prelevement", "v": fac["prelevement"].astype(int).astype(str)}),
    pd.DataFrame({"source": "services.json", "cle": "service", "v": ser["nom"].str.upper()}),
    pd.DataFrame({"source": "automate.jsonl.gz", "cle": "prelevement", "v": aut["prelevement"].astype(str)}),
])
moi = pd.concat([pd.DataFrame({"cle": k, "v": u[c].astype(str)}) for k, c in [("prelevement", "p"), ("patient", "q"), ("service", "s")]])
carte = con.sql("""
    with a as (select cle, v, count(*) n from moi group by all), b as (select source, cle, v, count(*) n from autres group by all),
    s as (select distinct source, cle from autres)
    select s.source, s.cle, if(max(a.n) filter (b.n is not null) > 1, 'n', '1') || '-' || if(max(b.n) > 1, 'n', '1') as cardinalite, 100.0 * count(b.n) / count(*) as couverture
    from s join a using (cle) left join b on b.source = s.source and b.v = a.v group by s.source, s.cle""").df()

# %% name="decisions-code"
f = pd.DataFrame(fiches).merge(carte, on="source", how="left")
decisions = con.sql("""select source, case when acces = 'fermé' or couverture < 60 then 'écartée'
    when (not accord_dpo and source not in ('services.json', 'automate.jsonl.gz')) or age_jours > 2 * frequence_jours or couverture < 98 then 'sous condition'
    else 'retenue' end as decision from f""").df()
