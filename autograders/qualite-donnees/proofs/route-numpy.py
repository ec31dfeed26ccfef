# %% name="manques-code"
codes = {"", "n/a", "\\N", "NC", "-1", "999"}
manques = livraison_1.melt(var_name="colonne", value_name="texte")
manques = manques[manques["texte"].str.strip().isin(codes)].groupby("colonne").size().rename("manquants")
manques = manques.to_frame()

# %% name="doublons-code"
from datetime import datetime

dernieres = {}
lignes_distinctes = set(map(tuple, livraison_1.to_numpy().tolist()))
rang_date, rang_capital = livraison_1.columns.get_loc("date_envoi"), livraison_1.columns.get_loc("capital_restant")
for ligne in sorted(lignes_distinctes, key=lambda ligne: datetime.strptime(ligne[rang_date], "%d/%m/%Y")):
    dernieres[ligne[0]] = float(ligne[rang_capital].replace(",", "."))
doublons = {
    "lignes": np.int64(len(livraison_1)),
    "copies": len(livraison_1) - len(lignes_distinctes),
    "versions_depassees": len(lignes_distinctes) - len(dernieres),
    "dossiers": float(len(dernieres)),
    "capital_restant": sum(dernieres.values()),
}

# %% name="mecanismes-code"
noms = ["anciennete_emploi", "plafond_credit", "credit_utilise"]
croisement = {}
for temoin in ["lignes_ouvertes", "montant", "revenu_annuel"]:
    x = livraison_2[temoin].to_numpy(float)
    croisement[temoin] = [
        round((x[absent].mean() - x[~absent].mean()) / x.std(ddof=1), 3) for absent in (np.isnan(livraison_2[n].to_numpy(float)) for n in noms)
    ]
temoins = pd.DataFrame(croisement, index=pd.Index(noms, name="Colonne")).rename_axis(columns="Temoin").stack().rename("Ecart").reset_index()

rang = np.digitize(livraison_2["revenu_annuel"], TRANCHES[1:-1])
base = livraison_2.assign(rang=rang)
joints = rappels.merge(base, on="dossier")
ecarts_rappels = {}
for nom in ["credit_utilise", "plafond_credit"]:
    moyennes = np.array([np.nanmean(base.loc[base["rang"] == r, nom]) for r in range(4)])
    ici = joints[joints["colonne"] == nom]
    ecarts_rappels[nom] = round(float(np.mean(ici["valeur"].to_numpy() - moyennes[ici["rang"]]) / np.nanstd(base[nom], ddof=1)), 3)
mecanismes = {"credit_utilise": "MNAR-etabli", "plafond_credit": "mcar-plausible", "anciennete_emploi": "mar-ou-mnar"}

# %% name="jeu-code"
from sklearn.impute import SimpleImputer

base = livraison_2.assign(rang=np.digitize(livraison_2["revenu_annuel"], TRANCHES[1:-1]))
sorties = []
comble = base.copy()
for colonne, groupe in [("anciennete_emploi", "rang"), ("plafond_credit", "logement")]:
    for cle, part in base.groupby(groupe):
        imputeur = SimpleImputer(strategy="median").fit(part.loc[part["mois_emission"] == "2018-02", [colonne]])
        comble.loc[part.index, colonne] = imputeur.transform(part[[colonne]])[:, 0]
a_deux = base["revenu_commun"].notna()
def situer(retards, mois):
    if retards > 0 or mois < 24:
        return "recent"
    return "aucun" if np.isnan(mois) else "ancien"
jeu = pd.DataFrame({
    "plafond_absent": base["plafond_credit"].isna(),
    "plafond_credit": comble["plafond_credit"].astype(float),
    "anciennete_absente": base["anciennete_emploi"].isna(),
    "anciennete_emploi": comble["anciennete_emploi"],
    "retard": pd.Categorical([situer(r, m) for r, m in zip(base["retards_24m"], base["mois_depuis_retard"])]),
    "endettement_foyer": np.where(a_deux, base["endettement_commun"], base["endettement"]),
    "revenu_foyer": np.where(a_deux, base["revenu_commun"], base["revenu_annuel"]),
    "lot": base["mois_emission"].map({"2018-02": "apprentissage", "2018-03": "test"}),
    "dossier": base["dossier"],
}).sort_values("dossier").set_index("dossier").reset_index()

# %% name="effet-code"
u = livraison_2["credit_utilise"].to_numpy(float)
conj = (livraison_2["type_demande"] == "conjointe").to_numpy()
entier = livraison_2.notna().all(axis=1).to_numpy()
present = ~np.isnan(u)
cas = {
    "moyenne": (np.where(present, u, np.nanmean(u)), conj),
    "zero": (np.nan_to_num(u), conj),
    "presents": (u[present], conj[present]),
    "complets": (u[entier], conj[entier]),
}
effet = pd.DataFrame({
    "part_conjointe": {k: c.mean() for k, (v, c) in cas.items()},
    "ecart_type": {k: np.std(v, ddof=1) for k, (v, c) in cas.items()},
    "moyenne": {k: v.mean() for k, (v, c) in cas.items()},
    "effectif": {k: float(v.size) for k, (v, c) in cas.items()},
}).rename_axis("traitement")
trouve = rappels.query("colonne == 'credit_utilise'")["valeur"].to_numpy()
moyenne_redressee = (u[present].sum() + (~present).sum() * trouve.mean()) / u.size
