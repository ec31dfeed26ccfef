# %% name="schema-code"
schema = """
PRAGMA foreign_keys = ON;
CREATE TABLE site (site_id INTEGER NOT NULL, type TEXT NOT NULL, maj TEXT NOT NULL, CONSTRAINT pk PRIMARY KEY (site_id),
    CONSTRAINT genre CHECK (type = 'fabrication' OR type = 'bureaux' OR type = 'recherche' OR type = 'autre'));
CREATE TABLE borne (borne_id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL, maj TEXT NOT NULL, FOREIGN KEY (site_id) REFERENCES site);
CREATE TABLE badge (badge_id TEXT PRIMARY KEY CHECK (badge_id IS NOT NULL), plateforme TEXT, maj TEXT NOT NULL,
    CHECK (plateforme IS NULL OR plateforme IN ('android', 'ios', 'web'))) WITHOUT ROWID;
CREATE TABLE session (
    session_id INTEGER PRIMARY KEY, borne_id INTEGER NOT NULL, badge_id TEXT NOT NULL, debut TEXT NOT NULL, fin TEXT NOT NULL,
    kwh REAL NOT NULL CHECK (typeof(kwh) = 'real' AND kwh >= 0 AND kwh <= 100),
    centimes INTEGER NOT NULL CHECK (typeof(centimes) = 'integer' AND centimes > -1), maj TEXT NOT NULL,
    CHECK (julianday(debut) < julianday(fin)),
    FOREIGN KEY (borne_id) REFERENCES borne (borne_id), FOREIGN KEY (badge_id) REFERENCES badge (badge_id) ON DELETE RESTRICT
);
CREATE TABLE rejet (livraison INTEGER CHECK (typeof(livraison) = 'integer'), table_cible TEXT NOT NULL, cle TEXT NOT NULL, UNIQUE (livraison, table_cible, cle));
CREATE INDEX par_borne ON session (borne_id);
"""

# %% name="convertir-code"
def convertir(ligne):
    noms = ["session", "borne", "badge", "debut", "fin", "kwh", "montant", "maj"]
    if any(not isinstance(ligne.get(nom), str) or ligne[nom].strip() == "" for nom in noms):
        return "champ absent"
    session, borne, badge, debut, fin, kwh, montant, maj = (ligne[nom].strip() for nom in noms)
    chiffres = set("0123456789")
    if any(not set(t) <= chiffres or len(t) > 9 for t in (session, borne)):
        return "nombre illisible"
    centiemes = []
    for texte in (kwh, montant):
        entiere, virgule, reste = texte.replace(",", ".").partition(".")
        if not entiere or len(entiere) > 9 or not set(entiere + reste) <= chiffres or len(reste) > 2 or (virgule and not reste):
            return "nombre illisible"
        centiemes.append(int(entiere) * 100 + int(reste.ljust(2, "0")))
    moments = []
    for texte in (debut, fin, maj):
        try:
            moment = datetime.strptime(texte, "%d/%m/%Y %H:%M:%S")
        except ValueError:
            return "date illisible"
        if moment.strftime("%d/%m/%Y %H:%M:%S") != texte:
            return "date illisible"
        moments.append(moment)
    if not moments[0] < moments[1]:
        return "fin avant début"
    if centiemes[0] > 10_000:
        return "énergie hors bornes"
    debut, fin, maj = (str(moment) for moment in moments)
    return dict(session_id=int(session), borne_id=int(borne), badge_id=badge, debut=debut, fin=fin, kwh=centiemes[0] / 100, centimes=centiemes[1], maj=maj)

# %% name="charger-code"
def charger(connexion, livraison):
    connexion.isolation_level = None
    connexion.execute("PRAGMA foreign_keys = 1")
    if {nom: len(livraison[nom]) for nom in livraison["attendus"]} != livraison["attendus"]:
        raise ValueError("effectifs")
    rapport = {}
    connexion.execute("BEGIN IMMEDIATE")
    try:
        for nom in ("site", "borne", "badge", "session"):
            cle, *autres = COLONNES[nom]
            sql = (
                f"INSERT INTO {nom} ({cle}, {', '.join(autres)}) VALUES (:{cle}, {', '.join(':' + c for c in autres)}) "
                f"ON CONFLICT ({cle}) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in autres)} WHERE excluded.maj > {nom}.maj"
            )
            rapport[nom] = {"refusees": 0, "ignorees": 0, "mises_a_jour": 0, "inserees": 0}
            for ligne in livraison[nom]:
                avant = connexion.execute(f"SELECT count(*) FROM {nom}").fetchone()[0]
                connexion.execute("SAVEPOINT ligne")
                try:
                    touchees = connexion.execute(sql, ligne).rowcount
                    apres = connexion.execute(f"SELECT count(*) FROM {nom}").fetchone()[0]
                    rapport[nom]["inserees" if apres > avant else "mises_a_jour" if touchees > 0 else "ignorees"] += 1
                except sqlite3.IntegrityError:
                    connexion.execute("ROLLBACK TO ligne")
                    rapport[nom]["refusees"] += 1
                    connexion.execute("INSERT INTO rejet VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (livraison["numero"], nom, ligne[cle]))
                connexion.execute("RELEASE ligne")
    except BaseException:
        connexion.execute("ROLLBACK")
        raise
    connexion.execute("COMMIT")
    return rapport

# %% name="controle-code"
chemin_final = Path(dossier.name) / "final.sqlite"
finale = sqlite3.connect(chemin_final)
finale.executescript(schema)
for livraison in livraisons + [livraisons[1]]:
    charger(finale, livraison)
en_base = {nom: pd.read_sql(f"SELECT * FROM {nom}", finale) for nom in COLONNES}
controle = pd.DataFrame({
    "recues": pd.DataFrame([l["attendus"] for l in livraisons]).sum(),
    "en_base": pd.Series({nom: len(en_base[nom]) for nom in TABLES}),
    "refusees": en_base["rejet"]["table_cible"].value_counts().reindex(TABLES).fillna(0),
}).rename_axis("table_cible")
energie = en_base["session"]["kwh"].sum().round(2)
recettes = round(en_base["session"]["centimes"].sum() / 100, 2)
