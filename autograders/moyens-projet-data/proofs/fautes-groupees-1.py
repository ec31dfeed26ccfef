# %% name="volumes-code"
octets = sum(len(ligne) for ligne in extrait) / len(extrait) + 1
heures = sum({1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}[m] for m in mois_extrait) * 72
n = stations * 24 * 365.25 * annees
volumes = {"lignes": len(extrait) + 1, "octets_par_ligne": octets, "completude": len(releves.drop_duplicates(["station", "mois", "jour", "heure"])) / heures, "lignes_etude": n,
           "go_etude": n * octets / 2**30, "go_stockes": n * octets / 2**30 * 1.35}

# %% name="calcul-code"
pente, fixe = np.polyfit(essais["lignes"], essais["secondes"], 1)
calcul = {"fixe": fixe, "par_million": pente * 1e6, "marge": 1.0, "heures": passages * (fixe + pente * lignes_retenues) / 3600}

# %% name="charge-code"
lignes = []
for membre in equipe.itertuples():
    jours = taches.loc[taches["profil"] == membre.profil, "probable"].sum()
    lignes.append({"profil": membre.profil, "jours": jours, "capacite": 18, "pic": jours / 6, "mois_en_surcharge": 0, "renfort": 0})
charge = pd.DataFrame(lignes)

# %% name="cout-code"
def cout_complet(brut_annuel, taux_charges, jours_ouvres, jours_absents, jours, frais):
    return brut_annuel * (1 + taux_charges) / jours_ouvres * jours * (1 + frais)

# %% name="machine-code"
loyer = heures_mois * 2.35 + go_loues * 0.09
machine = {"location_36": 36 * loyer, "achat_36": achat["machine"] + 36 * (75 + 210 * 730 * 0.21), "mois_seuil": None,
           "heures_seuil": 0, "six_mois": "location", "part_machine": (900 + 6 * loyer) / personnel}

# %% name="budget-code"
p80 = simulation.quantile(0.8).sum()
budget = {"p50": simulation.quantile(0.5).sum(), "p80": p80, "risque": (simulation.sum(axis=1) <= enveloppe).mean(), "prudence": 0.0,
          "poste_dominant": "personnel"}
