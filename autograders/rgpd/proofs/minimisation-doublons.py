# %% name="minimisation-code"
orphelines = [c for c in export.columns if c not in {x for f in registre for x in f["colonnes"]}]
total = absences["jours"].groupby([pseudonymiser(n, CLE) for n in absences["numero"]]).sum()
salaries = export[export["statut"] == "salarié"]
jeu = salaries[["site", "metier", "contrat", "quotite"]].assign(
    pseudonyme=[pseudonymiser(n, CLE) for n in salaries["nir"]],
    anciennete=[2026 - d.year - ((d.month, d.day) > (1, 31)) for d in salaries["date_embauche"]],
)
jeu["jours_absence"] = jeu["pseudonyme"].map(total).fillna(0)
