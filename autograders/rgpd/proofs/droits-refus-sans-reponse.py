# %% name="droits-code"
suivi = demandes[["demande"]].copy()
suivi["date_limite"] = [r + pd.DateOffset(months=3 if p == "oui" else 1) for r, p in zip(demandes["recue_le"], demandes["prorogee"])]
fermes = {"effacement": ["obligation_legale"], "portabilité": ["obligation_legale", "interet_legitime"],
          "opposition": ["consentement", "contrat", "obligation_legale"]}
suivi["droit_ouvert"] = [b not in fermes.get(d, []) for d, b in zip(demandes["droit"], demandes["base_legale"])]
suivi["en_retard"] = suivi["droit_ouvert"] & (demandes["repondue_le"].fillna(DATE_REFERENCE) > suivi["date_limite"])
