# %% name="volumes-code"
octets_fiche = sum(len(en_octets(fiche).decode()) + len(fiche["code"]) for fiche in fiches) / len(fiches)
volumes_go = {}
for module, ligne in modules.iterrows():
    octets = octets_fiche if module == "fiches" else ligne["octets"]
    par_jour = ligne["par_jour"] * (1 + ligne["hausse_annuelle_pct"] / 100) ** 2
    volumes_go[module] = par_jour * octets * 365 * ligne["copies"] / 1e9
