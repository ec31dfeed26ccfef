# %% name="minimisation-code"
orphelines = []
malades = absences.drop_duplicates("absence").query("motif == 'maladie'")
total = malades["jours"].groupby([pseudonymiser(n, CLE) for n in malades["numero"]]).sum()
salaries = export[export["statut"] == "salarié"]
jeu = salaries[["site", "metier", "contrat", "quotite"]].assign(
    pseudonyme=[pseudonymiser(n, CLE) for n in salaries["nir"]],
    anciennete=[2026 - d.year - ((d.month, d.day) > (1, 31)) for d in salaries["date_embauche"]],
)
jeu["jours_absence"] = jeu["pseudonyme"].map(total).fillna(0)
