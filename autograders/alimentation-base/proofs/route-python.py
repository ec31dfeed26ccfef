# %% name="schema-code"
texte = lambda nom, suite="": f"{nom} TEXT NOT NULL {suite} CHECK (typeof({nom}) = 'text')"
entier = lambda nom, suite="": f"{nom} INTEGER NOT NULL {suite} CHECK (typeof({nom}) = 'integer')"
schema = f"""
create table site ({entier('site_id', 'primary key')}, {texte('type')}, {texte('maj')}, check (type in ('fabrication','bureaux','recherche','autre')));
create table badge ({texte('badge_id', 'primary key')}, plateforme TEXT, {texte('maj')}, check (coalesce(plateforme, 'web') in ('android','ios','web')));
create table borne ({entier('borne_id', 'primary key')}, {entier('site_id')} references site on update cascade, {texte('maj')});
create table session ({entier('session_id', 'primary key')}, {entier('borne_id')} references borne, {texte('badge_id')} references badge,
  {texte('debut')}, {texte('fin')}, kwh NUMERIC NOT NULL check (typeof(kwh) in ('real', 'integer') and not (kwh < 0 or kwh > 100)), {entier('centimes')},
  {texte('maj')}, check (centimes >= 0), check (debut < fin));
create table rejet ({entier('livraison')}, {texte('table_cible')}, {texte('cle')}, primary key (livraison, table_cible, cle)) without rowid;
"""

# %% name="charger-code"
def charger(connexion, livraison):
    """Décide en Python, d’après ce que la base contient, puis écrit tout d’un coup."""
    lots = {nom: list(livraison[nom]) for nom in ("site", "badge", "borne", "session")}
    for nom, lignes in lots.items():
        if len(lignes) != livraison["attendus"][nom]:
            raise ValueError(nom)
    valides = {
        "site": lambda l: l["type"] in ("fabrication", "bureaux", "recherche", "autre"),
        "badge": lambda l: l["badge_id"] is not None and l["plateforme"] in (None, "android", "ios", "web"),
        "borne": lambda l: l["site_id"] in connues["site"],
        "session": lambda l: l["borne_id"] in connues["borne"] and l["badge_id"] in connues["badge"] and l["fin"] > l["debut"] and 0 <= l["kwh"] <= 100 and l["centimes"] >= 0,
    }
    connues, a_ecrire, refus, rapport = {}, {}, set(), {}
    for nom, lignes in lots.items():
        cle = COLONNES[nom][0]
        connues[nom] = dict(connexion.execute(f"SELECT {cle}, maj FROM {nom}"))
        a_ecrire[nom], compte = {}, {"inserees": 0, "mises_a_jour": 0, "ignorees": 0, "refusees": 0}
        for ligne in lignes:
            ancienne = connues[nom].get(ligne[cle])
            if ancienne is not None and ancienne >= ligne["maj"]:
                compte["ignorees"] += 1
            elif not valides[nom](ligne):
                compte["refusees"] += 1
                refus.add((livraison["numero"], nom, str(ligne[cle])))
            else:
                compte["inserees" if ancienne is None else "mises_a_jour"] += 1
                connues[nom][ligne[cle]] = ligne["maj"]
                a_ecrire[nom][ligne[cle]] = [ligne[c] for c in COLONNES[nom]]
        rapport[nom] = compte
    try:
        for nom, lignes in a_ecrire.items():
            cle, *autres = COLONNES[nom]
            marques = ", ".join("?" * (len(autres) + 1))
            mise = ", ".join(f"{c} = excluded.{c}" for c in autres)
            connexion.executemany(f"INSERT INTO {nom} ({', '.join(COLONNES[nom])}) VALUES ({marques}) ON CONFLICT DO UPDATE SET {mise}", lignes.values())
        connexion.executemany("INSERT OR IGNORE INTO rejet VALUES (?, ?, ?)", sorted(refus))
    except sqlite3.Error:
        connexion.rollback()
        raise
    connexion.commit()
    return rapport

# %% name="convertir-code"
def convertir(ligne):
    ligne = {cle: (valeur or "").strip() for cle, valeur in ligne.items()}
    if not all(ligne.get(cle) for cle in ["session", "borne", "badge", "debut", "fin", "kwh", "montant", "maj"]):
        return "champ absent"
    nombres = " ".join([ligne["session"], ligne["borne"], ligne["kwh"], ligne["montant"]])
    if not re.fullmatch(r"\d{1,9} \d{1,9} \d{1,9}(?:[,.]\d\d?)? \d{1,9}(?:[,.]\d\d?)?", nombres, re.ASCII):
        return "nombre illisible"
    if any(len(ligne[cle]) != 19 for cle in ("debut", "fin", "maj")):
        return "date illisible"
    try:
        debut, fin, maj_ = (datetime.strptime(ligne[cle], "%d/%m/%Y %H:%M:%S").isoformat(sep=" ") for cle in ("debut", "fin", "maj"))
    except ValueError:
        return "date illisible"
    energie_lue, montant = (round(float(ligne[cle].replace(",", ".")), 2) for cle in ("kwh", "montant"))
    if debut >= fin:
        return "fin avant début"
    if energie_lue > 100:
        return "énergie hors bornes"
    return {"maj": maj_, "centimes": round(montant * 100), "kwh": energie_lue, "fin": fin, "debut": debut, "badge_id": ligne["badge"], "borne_id": int(ligne["borne"]), "session_id": int(ligne["session"])}
