# %% name="obstacles-code"
def obstacles(fiche):
    return ["cible_absente", "predicteur_absent", "fuite", "lacunes", "trop_rare", "historique_court"]

# %% name="diagnostic-code"
diagnostic = pd.DataFrame([(b["besoin"], c) for b in besoins for c in obstacles(b)], columns=["besoin", "obstacle"])
exploitables = []
