# %% name="stratifie-code"
def partager_stratifie(classes, part_test, graine):
    vues, rendu = {}, []
    for classe in classes:
        n = classes.count(classe)
        vues[classe] = vues.get(classe, 0) + 1
        rendu.append("test" if n > 1 and vues[classe] <= int(part_test * n) else "apprentissage")
    return rendu

# %% name="groupe-code"
def partager_par_groupe(groupes, part_test, graine):
    au_test, lignes = set(), 0
    for groupe in sorted(set(groupes)):
        if lignes < part_test * len(groupes):
            au_test.add(groupe)
            lignes += groupes.count(groupe)
    if len(set(groupes)) == len(au_test):
        au_test.discard(max(au_test))
    return ["test" if g in au_test else "apprentissage" for g in groupes]

# %% name="cout-code"
codes = sorted(set(sessions["conducteur"]))
pli = sessions["conducteur"].map({c: i % 5 for i, c in enumerate(codes)})
h = [mesurer(sessions[sessions["pli_hasard"] != p], sessions[sessions["pli_hasard"] == p]) for p in range(5)]
g = [mesurer(sessions[pli != p], sessions[pli == p]) for p in range(5)]
cout = {
    "hasard": np.mean(h), "conducteurs": np.mean(g), "conducteurs_min": min(g), "conducteurs_max": max(g),
    "optimisme": np.mean(g) - np.mean(h),
}
