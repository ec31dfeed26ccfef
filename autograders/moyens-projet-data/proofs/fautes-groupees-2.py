# %% name="volumes-code"
import calendar
octets = sum(len(ligne.encode()) + 1 for ligne in extrait) / len(extrait)
c = len(releves.drop_duplicates(["station", "mois", "jour", "heure"])) / (30 * 4 * 72)
n = stations * 24 * 365.25 * annees * c
volumes = {"lignes": len(extrait), "octets_par_ligne": octets, "completude": c, "lignes_etude": n, "go_etude": n * octets / 1e9,
           "go_stockes": n * octets / 1e9 * 3}

# %% name="calcul-code"
pente = (essais["secondes"] / essais["lignes"]).mean()
calcul = {"fixe": 0.0, "par_million": pente * 1e6, "marge": 1.0, "heures": passages * pente * lignes_retenues / 3600}

# %% name="charge-code"
charge = pd.DataFrame({"profil": equipe["profil"], "jours": 60.0, "capacite": equipe["quotite"] * 18, "pic": 20.0, "mois_en_surcharge": 2, "renfort": 1})

# %% name="cout-code"
def cout_complet(brut_annuel, taux_charges, jours_ouvres, jours_absents, jours, frais):
    return brut_annuel * (1 + taux_charges) / (jours_ouvres - jours_absents) * jours * (1 + frais)

# %% name="machine-code"
loyer = heures_mois * 2.35 + go_loues * 0.09
mensuel = 75 + 0.21 * heures_mois * 0.21
machine = {"location_36": 900 + 36 * loyer, "achat_36": achat["machine"] + 36 * mensuel, "mois_seuil": 12, "heures_seuil": 1.0,
           "six_mois": "location", "part_machine": 0.5}
