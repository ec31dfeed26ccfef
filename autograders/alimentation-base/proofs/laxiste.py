# %% name="schema-code"
schema = """
CREATE TABLE site (site_id INTEGER PRIMARY KEY, type TEXT NOT NULL CHECK (type IN ('fabrication', 'bureaux', 'recherche', 'autre')), maj TEXT NOT NULL);
CREATE TABLE borne (borne_id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL, maj TEXT NOT NULL);
CREATE TABLE badge (badge_id TEXT PRIMARY KEY, plateforme TEXT CHECK (plateforme IN ('android', 'ios', 'web')), maj TEXT NOT NULL);
CREATE TABLE session (
    session_id INTEGER PRIMARY KEY, borne_id INTEGER NOT NULL, badge_id TEXT NOT NULL, debut TEXT NOT NULL, fin TEXT NOT NULL,
    kwh REAL NOT NULL CHECK (kwh >= 0 AND kwh < 100), centimes INTEGER NOT NULL CHECK (centimes >= 0), maj TEXT NOT NULL, CHECK (fin > debut)
);
CREATE TABLE rejet (livraison INTEGER NOT NULL, table_cible TEXT NOT NULL, cle TEXT NOT NULL, PRIMARY KEY (livraison, table_cible, cle));
"""

# %% name="convertir-code"
def convertir(ligne):
    champs = ("session", "borne", "badge", "debut", "fin", "kwh", "montant", "maj")
    if any(not (ligne.get(c) or "").strip() for c in champs):
        return "champ absent"
    try:
        kwh, montant = (float(ligne[c].replace(",", ".")) for c in ("kwh", "montant"))
        session, borne = int(ligne["session"]), int(ligne["borne"])
    except ValueError:
        return "nombre illisible"
    dates = ["-".join(reversed(ligne[c].strip()[:10].split("/"))) + ligne[c].strip()[10:] for c in ("debut", "fin", "maj")]
    if dates[1] <= dates[0]:
        return "fin avant début"
    if kwh > 100:
        return "énergie hors bornes"
    return {
        "session_id": session, "borne_id": borne, "badge_id": ligne["badge"].strip(), "debut": dates[0], "fin": dates[1], "kwh": kwh,
        "centimes": int(montant * 100), "maj": dates[2],
    }

# %% name="charger-code"
def charger(connexion, livraison):
    # Ni clés étrangères activées, ni effectifs contrôlés.
    rapport = {}
    with connexion:
        for nom in ("site", "badge", "borne", "session"):
            cle, *autres = COLONNES[nom]
            rapport[nom] = dict.fromkeys(("inserees", "mises_a_jour", "ignorees", "refusees"), 0)
            for ligne in livraison[nom]:
                connue = connexion.execute(f"SELECT maj FROM {nom} WHERE {cle} = ?", (ligne[cle],)).fetchone()
                if connue and ligne["maj"] <= connue[0]:
                    rapport[nom]["ignorees"] += 1
                    continue
                try:
                    if connue:
                        connexion.execute(f"UPDATE {nom} SET {', '.join(f'{c} = :{c}' for c in autres)} WHERE {cle} = :{cle}", ligne)
                    else:
                        connexion.execute(f"INSERT INTO {nom} ({cle}, {', '.join(autres)}) VALUES (:{cle}, {', '.join(':' + c for c in autres)})", ligne)
                    rapport[nom]["mises_a_jour" if connue else "inserees"] += 1
                except sqlite3.IntegrityError:
                    rapport[nom]["refusees"] += 1
                    connexion.execute("INSERT OR IGNORE INTO rejet VALUES (?, ?, ?)", (livraison["numero"], nom, str(ligne[cle])))
    return rapport

# %% name="raccourcis-code"
raccourcis = {
    "or-replace": "refus-muets", "or-ignore": "efface-enfants", "sans-reglage": "orphelines", "commit-par-ligne": "demi-livraison",
    "sans-commit": "invisible", "vider-recharger": "base-vide", "executemany": "aucun",
}
