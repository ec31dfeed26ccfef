# %% name="conservation-code"
age = (DATE_REFERENCE - export["date_sortie"].fillna(export["dernier_contact"])).dt.days
echus = (export["statut"] == "ancien salarié") & (age >= 5 * 365) | (export["statut"] == "candidat") & (age >= 2 * 365)
tri = export[["matricule"]].assign(sort="base active")
tri.loc[export["statut"] == "ancien salarié", "sort"] = "archivage intermédiaire"
tri.loc[echus, "sort"] = "suppression"
tri.loc[echus & (export["contentieux"] == "oui"), "sort"] = "archivage intermédiaire"
