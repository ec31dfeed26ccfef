# %% name="acteurs-code"
import duckdb
bareme = pd.DataFrame({"fait": ["P1", "P2", "P3", "P4", "P5", "I1", "I2", "I3", "I4", "I5"], "pts": [3, 3, 2, 2, 1, 3, 2, 2, 1, 2]})
cartographie = duckdb.sql("""
    with f as (select distinct acteur, fait from temoignages),
    s as (select a.acteur, coalesce(sum(pts) filter (fait like 'P%'), 0) as pouvoir, coalesce(sum(pts) filter (fait like 'I%'), 0) as interet
          from acteurs a left join f using (acteur) left join bareme using (fait) group by 1)
    select *, case when pouvoir >= 3 and interet >= 3 then 'associer' when pouvoir >= 3 then 'satisfaire' when interet >= 3 then 'informer' else 'observer' end as strategie
    from s""").df()
a_inviter = duckdb.sql("""
    select acteur from acteurs join cartographie using (acteur) where invite = 'non'
    and (strategie = 'associer' or acteur in (select acteur from temoignages where fait in ('I1', 'I5'))) order by 1 desc""").df()["acteur"]

# %% name="affirmations-code"
m = duckdb.sql("""
    with s as (select *, nuits_semaine + nuits_weekend as n from sejours)
    select 100.0 * sum(n * prix_nuit) filter (date_arrivee >= '2017-08-01') / sum(n * prix_nuit) filter (date_arrivee >= '2016-09-01') as "A1",
      100.0 * avg((delai >= 60)::int) as "A2", 100.0 * avg((chambre_attribuee <> chambre_reservee)::int) as "A3", 100.0 * avg((formule = 'demi-pension')::int) as "A4",
      100.0 * avg(habitue) as "A5", 100.0 * count(*) filter (pays = 'GBR') / count(*) as "A6", null::double as "A7", avg(n) as "A8", null::double as "A9",
      100.0 * avg((delai <= 7)::int) as "A10" from s""").df().T.reset_index().set_axis(["code", "mesure"], axis=1)
verifications = duckdb.sql("""
    select code, mesure, case when mesure is null then 'invérifiable' when abs(mesure - valeur) <= ecart_admis then 'confirmée' else 'contredite' end as verdict
    from (select code, case when isnan(mesure) then null else mesure end as mesure from m) join affirmations using (code)""").df()

# %% name="angle-mort-code"
couverture = duckdb.sql("""
    select mois, count(date_arrivee)::double as extraites, 100.0 * count(date_arrivee) / any_value(honorees) as taux
    from registre left join sejours on date_arrivee[1:7] = mois group by mois""").df()
h, a, e = (int(x) for x in duckdb.sql("select sum(honorees), sum(annulees), (select count(*) from sejours) from registre").fetchall()[0])
angle_mort = {"mois_incomplets": sorted(couverture[couverture["taux"] < 95]["mois"], reverse=True), "taux_annulation": 100 * a / (a + h), "invisibles": a + h - e, "annulees_extraites": 0}

# %% name="obstacles-code"
def obstacles(f):
    ordre = "réservation arrivée départ".split()
    employees = [c for c in f["predicteurs"] + [f["cible"]] if c in f["colonnes"]]
    tests = [
        (f["cible"] not in f["colonnes"], "cible_absente"),
        (any(p not in f["colonnes"] for p in f["predicteurs"]), "predicteur_absent"),
        (any(p == f["cible"] or ordre.index(f["connue_le"].get(p, "réservation")) > ordre.index(f["moment"]) for p in f["predicteurs"]), "fuite"),
        (max([f["manquants"][c] for c in employees], default=0) > 0.2, "lacunes"),
        (f["plus_rare"] is not None and f["plus_rare"] < 0.05, "trop_rare"),
        (f["saisonnier"] and f["mois"] < 24, "historique_court"),
    ]
    return [code for vrai, code in tests if vrai]

# %% name="diagnostic-code"
vides = {c: float(duckdb.sql(f'select 1 - count("{c}") / count(*) from sejours').fetchall()[0][0]) for c in sejours}
fiches = {b["besoin"]: dict(b, colonnes=sejours.columns.tolist(), connue_le=dict(dictionnaire[["colonne", "connue_le"]].values), manquants=vides, mois=len(set(d[:7] for d in sejours["date_arrivee"])),
          plus_rare=float(sejours[b["cible"]].value_counts().iloc[-1] / sejours[b["cible"]].count()) if b["nature"] == "classe" and b["cible"] in sejours else None) for b in besoins}
diagnostic = pd.Series({k: obstacles(f) for k, f in fiches.items()}).explode().dropna().rename_axis("besoin").reset_index(name="obstacle")
exploitables = pd.Series(sorted(set(fiches) - set(diagnostic["besoin"])))

# %% name="enjeu-code"
nm, pm = duckdb.sql("select avg(nuits_semaine + nuits_weekend), sum((nuits_semaine + nuits_weekend) * prix_nuit) / sum(nuits_semaine + nuits_weekend) from sejours").fetchall()[0]
an = duckdb.sql("select sum(annulees)::int from registre where mois > '2016-08'").fetchall()[0][0]
enjeu = dict(nuits_moyennes=nm, prix_moyen_nuit=pm, perte=an * nm * 0.3 * pm, gain=an * nm * 0.3 * pm * 0.25, solde=an * nm * 0.3 * pm * 0.25 - 6e4)

# %% name="ecosysteme-code"
amont = duckdb.sql("""with recursive r(s) as (select 'plateforme IA' union select origine from flux join r on destination = s) select s from r where s <> 'plateforme IA'""").df()["s"].tolist()
temps = {s: float("inf") for s in systemes["systeme"]} | {"site web": 0}
for _ in temps:
    for o, dest, t in flux[["origine", "destination", "delai_heures"]].itertuples(index=False):
        temps[dest] = min(temps[dest], temps[o] + t)
ecosysteme = {"amont": amont, "delai": float(temps["plateforme IA"]),
              "hors_eee": duckdb.sql("select distinct systeme from systemes join flux on systeme = destination where eee = 'non' and personnelles = 'oui'").df()["systeme"].tolist()}
