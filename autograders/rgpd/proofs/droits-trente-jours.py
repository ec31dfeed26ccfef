# %% name="droits-code"
suivi = demandes[["demande"]].copy()
suivi["date_limite"] = demandes["recue_le"] + pd.to_timedelta([90 if p == "oui" else 30 for p in demandes["prorogee"]], unit="D")
fermes = {"effacement": ["obligation_legale"], "portabilité": ["obligation_legale", "interet_legitime"],
          "opposition": ["consentement", "contrat", "obligation_legale"]}
suivi["droit_ouvert"] = [b not in fermes.get(d, []) for d, b in zip(demandes["droit"], demandes["base_legale"])]
suivi["en_retard"] = demandes["repondue_le"].fillna(DATE_REFERENCE) > suivi["date_limite"]
