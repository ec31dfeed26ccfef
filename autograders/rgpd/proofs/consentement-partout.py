# %% name="qualification-code"
bases = {
    "T1": "obligation_legale", "T2": "consentement", "T3": "interet_legitime", "T4": "consentement",
    "T5": "obligation_legale", "T6": "interets_vitaux", "T7": "consentement", "T8": "consentement",
}
article_9 = [c for c in export.columns if c in {"rqth", "allergies", "adhesion_syndicale", "nir"}]
