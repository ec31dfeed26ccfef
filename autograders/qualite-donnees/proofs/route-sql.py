# %% name="manques-code"
import duckdb

textes = ["dossier", "date_envoi"]
modalites = {
    "type_demande": ["individuelle", "conjointe"],
    "logement": ["locataire", "proprietaire", "proprietaire_avec_credit"],
    "verification_revenu": ["non_verifie", "source_verifiee", "revenu_verifie"],
    "verification_revenu_commun": ["non_verifie", "source_verifiee", "revenu_verifie"],
    "statut": ["en_cours", "solde", "delai_de_grace", "retard_16_30_jours", "retard_31_120_jours", "passe_en_perte"],
}
maximum = {"anciennete_emploi": 10, "mois_depuis_retard": 240, "mois_depuis_demande": 24}
morceaux = []
for nom in livraison_1.columns:
    if nom in textes or nom == "objet":
        condition = f"trim({nom}) = ''"
    elif nom in modalites:
        liste = ", ".join(f"'{mot}'" for mot in modalites[nom])
        condition = f"{nom} NOT IN ({liste})"
    else:
        valeur = f"TRY_CAST(replace({nom}, ',', '.') AS DOUBLE)"
        condition = f"{valeur} IS NULL OR {valeur} < 0 OR {valeur} > {maximum.get(nom, 1e12)}"
    morceaux.append(f"SELECT '{nom}' AS COLONNE, count(*) FILTER (WHERE {condition}) AS MANQUANTS FROM livraison_1")
manques = duckdb.sql(" UNION ALL ".join(morceaux) + " ORDER BY MANQUANTS").df()

# %% name="doublons-code"
copies, versions, capital, dossiers = duckdb.sql("""
    WITH uniques AS (SELECT DISTINCT * FROM livraison_1),
    rangs AS (
        SELECT *, row_number() OVER (PARTITION BY dossier ORDER BY strptime(date_envoi, '%d/%m/%Y') DESC) AS rang FROM uniques
    )
    SELECT (SELECT count(*) FROM livraison_1) - count(*), count(*) FILTER (WHERE rang > 1),
           sum(CAST(replace(capital_restant, ',', '.') AS DECIMAL(12, 2))) FILTER (WHERE rang = 1),
           count(*) FILTER (WHERE rang = 1)
    FROM rangs
""").fetchall()[0]
doublons = {"dossiers": dossiers, "capital_restant": capital, "lignes": len(livraison_1), "versions_depassees": versions, "copies": copies}

# %% name="nature-code"
nature = duckdb.sql("""
    SELECT 'anciennete_emploi' AS Colonne, 0 AS Sans_Objet, count(*) AS Manque_Reel FROM livraison_2 WHERE anciennete_emploi IS NULL
    UNION ALL SELECT 'mois_depuis_retard', count(*) FILTER (WHERE retards_24m = 0), count(*) FILTER (WHERE retards_24m > 0)
        FROM livraison_2 WHERE mois_depuis_retard IS NULL
    UNION ALL SELECT 'endettement', count(*) FILTER (WHERE revenu_annuel = 0), count(*) FILTER (WHERE revenu_annuel > 0)
        FROM livraison_2 WHERE endettement IS NULL
    UNION ALL SELECT 'revenu_commun', count(*) FILTER (WHERE type_demande = 'individuelle'), count(*) FILTER (WHERE type_demande = 'conjointe')
        FROM livraison_2 WHERE revenu_commun IS NULL
    UNION ALL SELECT 'verification_revenu_commun', count(*) FILTER (WHERE type_demande = 'individuelle'),
        count(*) FILTER (WHERE type_demande = 'conjointe')
        FROM livraison_2 WHERE verification_revenu_commun IS NULL
""").df()

# %% name="anomalies-code"
anomalies = duckdb.sql("""
    WITH calculs AS (
        SELECT *, montant * (taux / 1200) / (1 - pow(1 + taux / 1200, -duree)) AS theorique FROM livraison_2
    )
    SELECT CASE WHEN abs(mensualite / 100 - theorique) <= 1 THEN round(mensualite / 100, 2) END AS correction,
           'mensualite' AS regle, dossier FROM calculs WHERE abs(mensualite - theorique) > 1
    UNION ALL SELECT NULL, 'annee', dossier FROM calculs WHERE annee_premier_credit NOT BETWEEN 1950 AND 2018
    UNION ALL SELECT NULL, 'capital', dossier FROM calculs
        WHERE abs(capital_restant - CASE statut WHEN 'passe_en_perte' THEN 0 ELSE montant - capital_rembourse END) > 0.05
""").df().astype({"regle": "category"})

# %% name="trois-sigma-code"
ecartes, en_anomalie, oublies = duckdb.sql("""
    WITH bornes AS (
        SELECT avg(revenu_annuel) AS mr, stddev_samp(revenu_annuel) AS sr, avg(endettement) AS me, stddev_samp(endettement) AS se,
               avg(mensualite) AS mm, stddev_samp(mensualite) AS sm FROM livraison_2
    ),
    loin AS (
        SELECT dossier FROM livraison_2, bornes
        WHERE abs(revenu_annuel - mr) > 3 * sr OR abs(endettement - me) > 3 * se OR abs(mensualite - mm) > 3 * sm
    ),
    fautifs AS (SELECT DISTINCT dossier FROM anomalies)
    SELECT (SELECT count(*) FROM loin), (SELECT count(*) FROM fautifs SEMI JOIN loin USING (dossier)),
           (SELECT count(*) FROM fautifs ANTI JOIN loin USING (dossier))
""").fetchall()[0]
trois_sigma = {"ecartes": ecartes, "en_anomalie": en_anomalie, "oublies": oublies}

# %% name="effet-code"
tout = " AND ".join(f"{nom} IS NOT NULL" for nom in livraison_2.columns)
effet = duckdb.sql(f"""
    WITH valeurs AS (
        SELECT 'complets' AS traitement, credit_utilise AS v, type_demande AS t FROM livraison_2 WHERE {tout}
        UNION ALL SELECT 'presents', credit_utilise, type_demande FROM livraison_2 WHERE credit_utilise IS NOT NULL
        UNION ALL SELECT 'zero', coalesce(credit_utilise, 0), type_demande FROM livraison_2
        UNION ALL SELECT 'moyenne', coalesce(credit_utilise, (SELECT avg(credit_utilise) FROM livraison_2)), type_demande FROM livraison_2
    )
    SELECT traitement, count(*) AS effectif, round(avg(v), 2) AS moyenne, round(stddev_samp(v), 2) AS ecart_type,
           round(avg((t = 'conjointe')::INT), 4) AS part_conjointe
    FROM valeurs GROUP BY traitement ORDER BY traitement
""").df()
moyenne_redressee = duckdb.sql("""
    SELECT avg(coalesce(credit_utilise, (SELECT avg(valeur) FROM rappels WHERE colonne = 'credit_utilise'))) FROM livraison_2
""").fetchall()[0][0]
