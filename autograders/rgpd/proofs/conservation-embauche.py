# %% name="conservation-code"
ancien = export["statut"] == "ancien salarié"
echus = ancien & (export["date_embauche"] + pd.DateOffset(years=5) <= DATE_REFERENCE)
echus |= export["dernier_contact"] + pd.DateOffset(years=2) <= DATE_REFERENCE
tri = export[["matricule"]].assign(sort="base active")
tri.loc[ancien, "sort"] = "archivage intermédiaire"
tri.loc[echus, "sort"] = "suppression"
tri.loc[echus & (export["contentieux"] == "oui"), "sort"] = "archivage intermédiaire"
