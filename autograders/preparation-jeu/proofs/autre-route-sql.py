# %% name="depot-code"
import duckdb

depot_lu = duckdb.sql(r"""
    SELECT vente, CAST(substr(mois, 4) AS INTEGER) AS annee_vente,
           CAST(replace(surface, ',', '.') AS DECIMAL(10, 1)) AS surface,
           CAST(regexp_replace(terrain, '[^0-9]', '', 'g') AS BIGINT) AS terrain,
           TRY_CAST(replace(facade, ',', '.') AS DOUBLE) AS facade,
           CAST(regexp_replace(prix, '[^0-9]', '', 'g') AS BIGINT) AS prix
    FROM depot ORDER BY prix
""").df()

# %% name="rangs-code"
rangs = duckdb.sql("""
    SELECT vente,
           list_position(['mauvais', 'passable', 'moyen', 'bon', 'excellent'], cuisine) AS cuisine,
           coalesce(list_position(['mauvais', 'passable', 'moyen', 'bon', 'excellent'], sous_sol), 0) AS sous_sol
    FROM essai ORDER BY vente
""").df()

# %% name="facades-code"
facades = duckdb.sql("""
    WITH m AS (SELECT quartier, median(facade) AS f FROM appris WHERE NOT isnan(facade) GROUP BY quartier)
    SELECT e.vente, CASE WHEN isnan(e.facade) OR e.facade IS NULL THEN m.f ELSE e.facade END AS facade,
           CAST(isnan(e.facade) OR e.facade IS NULL AS INTEGER) AS facade_absente
    FROM essai e LEFT JOIN m USING (quartier)
""").df()

# %% name="echelle-code"
import math
import statistics

echelle = {}
for nom, f in {"surface": float, "terrain": math.log}.items():
    a, b = [f(v) for v in appris[nom]], [f(v) for v in essai[nom]]
    z = [(v - statistics.fmean(a)) / statistics.pstdev(a) for v in b]
    echelle[f"{nom}_moyenne"], echelle[f"{nom}_ecart"] = round(statistics.fmean(z), 4), round(statistics.pstdev(z), 4)

# %% name="encoder-code"
def encoder(connues, nouvelles, effectif_min):
    comptes = {}
    for etiquette in connues:
        if etiquette is not None:
            comptes[etiquette] = comptes.get(etiquette, 0) + 1
    colonnes = sorted(e for e in comptes if comptes[e] >= effectif_min)
    colonnes.append("autres")
    return {"lignes": [[1.0 if c == (n if n in colonnes else "autres") else 0.0 for c in colonnes] for n in nouvelles], "colonnes": tuple(colonnes)}

# %% name="fuite-code"
generale = sum(appris["prix"]) / len(appris)
prix = {}
for s, p in zip(segment(appris), appris["prix"]):
    prix.setdefault(s, []).append(p)


def x(jeu):
    return [[1.0, sum(prix[s]) / len(prix[s]) if s in prix else generale, a, q] for s, a, q in zip(segment(jeu), jeu["surface"], jeu["qualite"])]


coefficients, *_ = np.linalg.lstsq(np.array(x(appris)), appris["prix"].to_numpy(float), rcond=None)
fuite = {
    "erreur_annoncee": round(erreur, 2),
    "erreur_honnete": round(float(np.abs(np.array(x(essai)) @ coefficients - essai["prix"].to_numpy()).mean()), 2),
    "segments_inconnus": round(sum(s not in prix for s in segment(essai)) / len(essai), 4),
}

# %% name="estimer-code"
from sklearn.neighbors import KNeighborsRegressor

mesures = {"surface": 1.5, "qualite": 2.0, "annee": 1.0, "terrain": 0.5, "garage_places": 0.7}
centre, largeur = ventes[list(mesures)].median(), ventes[list(mesures)].std()


def repere(lignes):
    return [[(((l[n] if l[n] is not None else centre[n]) - centre[n]) / largeur[n]) * p for n, p in mesures.items()] for l in lignes]


voisines = KNeighborsRegressor(8, weights="distance").fit(repere(ventes.to_dict("records")), ventes["prix"])


def estimer(lignes):
    return [int(p) for p in voisines.predict(repere(lignes))]

# %% name="tableur-code"
def ecrire_tableur(entetes, lignes):
    texte = ";".join(entetes) + "\n"
    for ligne in lignes:
        cases = []
        for v in ligne:
            if v is None:
                cases.append("")
            elif type(v) is float:
                cases.append(("%.2f" % v).replace(".", ","))
            elif type(v) is int:
                cases.append(str(v))
            else:
                v = "'" + v if v[0] in "=+-@" else v
                cases.append('"' + v.replace('"', '""') + '"' if ";" in v or '"' in v else v)
        texte += ";".join(cases) + "\n"
    return texte
