# %% name="inventaire-code"
csv_texte = pd.read_csv(DOSSIER / "prelevements.csv", sep=";", encoding="cp1252", dtype="str", keep_default_na=False)
inventaire = pd.DataFrame({'source': ['prelevements.csv', 'laboratoire.sqlite:patient', 'laboratoire.sqlite:resultat', 'facturation.parquet', 'services.json', 'automate.jsonl.gz'], 'lignes': [3233, 2790, 2879, 1880, 57, 6072], 'colonnes': [7, 5, 4, 3, 4, 3], 'octets': [189523, 192512, 192512, 15970, 9196, 21951]})
lecture = {'encodage': 'cp1252', 'separateur': ';', 'decimale': ','}

# %% name="qualite-code"
completude = pd.DataFrame({'source': ['prelevements.csv', 'laboratoire.sqlite:patient', 'laboratoire.sqlite:resultat', 'facturation.parquet', 'facturation.parquet'], 'colonne': ['remarque', 'prenom', 'ct', 'payeur', 'classe'], 'manquants': [2415, 12, 46, 808, 807]})
integrite = {'renvois': 233, 'sans_resultat': 121, 'factures_sans_prelevement': 31, 'patients_inconnus': 17, 'durees_suspectes': 17}

# %% name="personnelles-code"
MOTIFS = {"telephone": r"(?<![0-9])(0[1-9]([ .-]?[0-9]{2}){4}|\+33 ?[1-9] ?[0-9]{8})(?![0-9])", "courriel": r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", "ipp": r"[Ii][Pp][Pp] ?[0-9]{7}(?![0-9])"}


def reperer(texte):
    return [s for s, m in MOTIFS.items() if re.search(m, texte)]


fuites = {'telephone': 185, 'courriel': 192, 'ipp': 100}
sensibilite = {'prenom': 'identifiante', 'nom': 'identifiante', 'telephone_mere': 'identifiante', 'patient': 'pseudonyme', 'sexe': 'quasi-identifiante', 'age': 'quasi-identifiante', 'resultat': 'santé', 'ct': 'santé', 'lits': 'sans personne', 'automate': 'sans personne'}

# %% name="carte-code"
carte = pd.DataFrame({'source': ['laboratoire.sqlite:patient', 'laboratoire.sqlite:resultat', 'facturation.parquet', 'services.json', 'automate.jsonl.gz'], 'cle': ['patient', 'prelevement', 'prelevement', 'service', 'prelevement'], 'cardinalite': ['n-1', '1-1', '1-1', 'n-1', '1-n'], 'couverture': [99.3943712148201, 95.96666666666667, 61.63333333333333, 93.44262295081967, 98.93333333333334]})

# %% name="decisions-code"
decisions = pd.DataFrame({'source': ['prelevements.csv', 'laboratoire.sqlite:patient', 'laboratoire.sqlite:resultat', 'facturation.parquet', 'services.json', 'automate.jsonl.gz'], 'decision': ['sous condition', 'sous condition', 'écartée', 'sous condition', 'sous condition', 'retenue']})
