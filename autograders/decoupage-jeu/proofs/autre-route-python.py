# %% name="liens-code"
nombre = {}
for c in sessions["conducteur"]:
    nombre[c] = nombre.get(c, 0) + 1
liens = {
    "part_longues": round(sum(d > 4 for d in sessions["duree"]) / len(sessions), 4), "conducteurs": len(nombre),
    "part_dix": round(sum(sorted(nombre.values())[-10:]) / len(sessions), 4), "conducteurs_rares": sum(n <= 5 for n in nombre.values()),
}

# %% name="audit-code"
cotes = {"apprentissage": [], "test": []}
for ligne in decoupe.itertuples():
    cotes[ligne.jeu].append(ligne)
vus = {l.conducteur for l in cotes["apprentissage"]}
derniere = max(l.debut for l in cotes["apprentissage"])
audit = {
    "sessions_des_deux_cotes": len({l.session for l in cotes["test"]}.intersection(l.session for l in cotes["apprentissage"])),
    "conducteurs_des_deux_cotes": len({l.conducteur for l in cotes["test"]} & vus),
    "part_test_connue": round(sum(l.conducteur in vus for l in cotes["test"]) / len(cotes["test"]), 4),
    "part_test_passee": round(sum(l.debut < derniere for l in cotes["test"]) / len(cotes["test"]), 4),
}

# %% name="stratifie-code"
import hashlib


def hacher(*morceaux):
    return hashlib.sha256("|".join(map(str, morceaux)).encode()).hexdigest()


def partager_stratifie(classes, part_test, graine):
    rendu = {}
    for classe in set(classes):
        lignes = sorted((i for i, c in enumerate(classes) if c == classe), key=lambda i: hacher(graine, i))
        voulu = -int(-(part_test * len(lignes)) // 1) if part_test * len(lignes) % 1 > 1e-6 else round(part_test * len(lignes))
        rendu |= {i: "test" if place < voulu and len(lignes) > 1 else "apprentissage" for place, i in enumerate(lignes)}
    return [rendu[i] for i in range(len(classes))]

# %% name="groupe-code"
def partager_par_groupe(groupes, part_test, graine):
    noms = sorted(set(groupes), key=lambda g: hacher(graine, g))
    if len(noms) == 1 or not noms:
        raise ValueError
    test, total = [], 0
    while total < part_test * len(groupes) and len(test) < len(noms) - 1:
        test.append(noms[len(test)])
        total += groupes.count(test[-1])
    return tuple("test" if g in test else "apprentissage" for g in groupes)

# %% name="temporel-code"
avant = sessions.loc[[d < coupure - delai for d in sessions["debut"]]].sample(frac=1, random_state=3)
apres = sessions.loc[[d >= coupure for d in sessions["debut"]]].sample(frac=1, random_state=4)
deja = set(avant["conducteur"])
temporel = {
    "apprentissage": len(avant), "test": len(apres), "ecartees": sum(coupure - delai <= d < coupure for d in sessions["debut"]),
    "part_nouveaux": round(sum(c not in deja for c in apres["conducteur"]) / len(apres), 4), "r2": round(mesurer(avant, apres), 4),
}
