# %% name="mesures-code"
import duckdb
morceaux = [
    f"""select '{nom}' as solution, avg(hospitalise) filter (where rang <= {capacite}) as precision,
        avg((rang <= {capacite})::int) filter (where hospitalise = 1) as rappel,
        avg((rang <= {capacite})::int) filter (where hospitalise = 1 and limite = 1) as rappel_limites,
        avg((rang <= {capacite})::int) filter (where hospitalise = 1 and limite = 0) as rappel_autres
        from (select *, row_number() over (order by {nom} desc, adherent) as rang from scores)"""
    for nom in fiches.index
]
mesures = duckdb.sql(" union all ".join(morceaux)).df()

# %% name="echecs-code"
fiche_sql = fiches.reset_index()[["solution", "champs_sante", "hebergement_hds", "explication", "rgaa", "cout_3ans"]]
etats = duckdb.sql(f"""
    select f.solution, coalesce(hebergement_hds = 'oui', false) or champs_sante = 0 as hebergement,
           explication = 'individuelle' as explication, coalesce(rgaa >= 75, false) as accessibilite,
           cout_3ans <= {plafond} as budget, m.rappel >= 0.28 as utilite
    from fiche_sql f join mesures m using (solution)
""").fetchall()
cinq = ["hebergement", "explication", "accessibilite", "budget", "utilite"]
echecs = {nom: sorted(c for c, ok in zip(cinq, oks) if not ok) for nom, *oks in etats}

# %% name="noter-code"
from fractions import Fraction
def noter(valeurs, poids, sens):
    somme = sum(Fraction(p) for p in poids.values())
    if not somme:
        raise ValueError("poids nuls")
    def part(nom, c):
        x = valeurs[nom][c]
        if x is None:
            return Fraction(0)
        colonne = [Fraction(v[c]) for v in valeurs.values() if v[c] is not None]
        if max(colonne) == min(colonne):
            return Fraction(1)
        p = (Fraction(x) - min(colonne)) / (max(colonne) - min(colonne))
        return p if sens[c] == "max" else 1 - p
    return {nom: float(sum(Fraction(p) * part(nom, c) for c, p in poids.items()) / somme) for nom in valeurs}

# %% name="sensibilite-code"
vus = mesures.set_index("solution").to_dict("index")
base = {nom: {**{c: float(fiches.loc[nom, c]) for c in ("rgaa", "cout_3ans", "champs_sante", "kwh_an")},
              "rappel": vus[nom]["rappel"], "rappel_limites": vus[nom]["rappel_limites"]} for nom in echecs if not echecs[nom]}
seules = {c: noter(base, {c: 1}, sens) for c in sens}
def points(poids):
    return {nom: sum(poids[c] * seules[c][nom] for c in sens) for nom in base}
def tete(poids):
    p = points(poids)
    return sorted(p, key=lambda nom: (-p[nom], nom))[0]
moyens = poids_moyens.to_dict()
notes = points(moyens)
premieres = {m: tete(poids_membres[m].to_dict()) for m in ("association", "direction", "medecin")}
from collections import Counter
compte = Counter(tete(t) for t in tirages.to_dict("records"))
parts = {nom: compte[nom] / 2000 for nom in base}
bascules = {}
for c in sens:
    essais = [round(0.01 * i, 2) for i in range(1, 101) if 0.01 * i > moyens[c]]
    bascules[c] = next((w for w in essais if tete({k: w if k == c else v / (1 - moyens[c]) * (1 - w) for k, v in moyens.items()}) != tete(moyens)), None)
