# %% name="volumes-code"
from datetime import date
debut, fin = date(2013, mois_extrait[0], 1), date(2014, 1, 1) if mois_extrait[-1] == 12 else date(2013, mois_extrait[-1] + 1, 1)
texte = "\n".join(extrait) + "\n"
cles = {tuple(ligne.split(",")[:4]) for ligne in extrait}
o = len(texte.encode()) / len(extrait)
c = len(cles) / ((fin - debut).days * 72)
n = 8766 * stations * annees * c
volumes = {"go_stockes": 4.05 * n * o / 10**9, "go_etude": n * o / 10**9, "lignes_etude": n, "completude": c,
           "octets_par_ligne": np.float64(o), "lignes": float(len(extrait))}

# %% name="calcul-code"
import statistics
x, y = essais["lignes"].tolist(), essais["secondes"].tolist()
p, f = statistics.linear_regression(x, y)
r = sorted(b / (f + p * a) for a, b in zip(x, y))
k = 0.9 * (len(r) - 1)
m = r[int(k)] + (k - int(k)) * (r[int(k) + 1] - r[int(k)])
calcul = {"heures": m * passages * (f + p * lignes_retenues) / 3600, "marge": m, "fixe": f, "par_million": p * 10**6}

# %% name="charge-code"
import math
rendu = []
for e in equipe.to_dict("records")[::-1]:
    mois = {k: 0.0 for k in range(1, 7)}
    for t in taches.to_dict("records"):
        if t["profil"] == e["profil"]:
            duree = t["fin"] - t["debut"] + 1
            for k in range(t["debut"], t["fin"] + 1):
                mois[k] += (t["optimiste"] + t["probable"] * 4 + t["pessimiste"]) / (6 * duree)
    cap = e["quotite"] * e["personnes"] * jours_par_mois
    haut = max(mois.values())
    rendu.append({"renfort": math.ceil((haut - cap) / 18) if haut > cap else 0, "mois_en_surcharge": sum(v > cap for v in mois.values()),
                  "pic": haut, "capacite": cap, "jours": sum(mois.values()), "profil": e["profil"].upper()})
charge = pd.DataFrame(rendu)

# %% name="cout-code"
from decimal import Decimal
def cout_complet(brut_annuel, taux_charges, jours_ouvres, jours_absents, jours, frais):
    if jours < 0 or jours_ouvres <= jours_absents:
        raise ValueError
    b, t, f = (Decimal(str(v)) for v in (brut_annuel, taux_charges, frais))
    return float(round(b * (1 + t) * Decimal(jours) / (jours_ouvres - jours_absents) * (1 + f), 2))

# %% name="machine-code"
elec = 0.210 * 730 * 0.21
cout_l = lambda n, h=heures_mois: 900 + n * (h * 2.35 + go_loues * 0.09)
cout_a = lambda n: achat["machine"] + n * (75 + elec)
n = 1
while cout_a(n) > cout_l(n):
    n += 1
bas, haut = 0.0, 2000.0
for _ in range(200):
    h = (bas + haut) / 2
    bas, haut = (h, haut) if cout_l(36, h) < cout_a(36) else (bas, h)
six = min(("Location", cout_l(6)), ("Achat", cout_a(6)), key=lambda c: c[1])
machine = {"location_36": round(cout_l(36), 2), "achat_36": round(cout_a(36), 2), "mois_seuil": float(n), "heures_seuil": h,
           "six_mois": six[0], "part_machine": six[1] / (six[1] + personnel)}

# %% name="budget-code"
t = np.sort(simulation.to_numpy().sum(axis=1))
def centile(v, q):
    v = np.sort(np.asarray(v)); k = q * (len(v) - 1); i = int(k)
    return v[i] + (k - i) * (v[min(i + 1, len(v) - 1)] - v[i])
budget = {"p50": centile(t, 0.5), "p80": centile(t, 0.8), "risque": sum(v > enveloppe for v in t) / 2000,
          "prudence": sum(centile(simulation[c], 0.8) for c in simulation) - centile(t, 0.8), "poste_dominant": "Personnel"}
