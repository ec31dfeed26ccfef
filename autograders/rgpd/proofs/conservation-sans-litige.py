# %% name="conservation-code"
depart_echu = export["date_sortie"] + pd.DateOffset(years=5) <= DATE_REFERENCE
contact_echu = export["dernier_contact"] + pd.DateOffset(years=2) <= DATE_REFERENCE
tri = export[["matricule"]].assign(sort="base active")
tri.loc[export["statut"] == "ancien salarié", "sort"] = "archivage intermédiaire"
tri.loc[depart_echu | contact_echu, "sort"] = "suppression"
