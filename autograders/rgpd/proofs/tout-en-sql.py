# %% name="conservation-code"
import duckdb

tri = duckdb.sql("""
    with dossiers as (
        select matricule, statut, contentieux = 'oui' as litige,
               case statut when 'ancien salarié' then date_sortie + interval 5 year
                           when 'candidat' then dernier_contact + interval 2 year end as echeance
        from export
    )
    select case when statut = 'salarié' then 'base active'
                when echeance <= timestamp '2026-01-31' and litige then 'archivage intermédiaire'
                when echeance <= timestamp '2026-01-31' then 'suppression'
                when statut = 'candidat' then 'base active'
                else 'archivage intermédiaire' end as sort,
           matricule
    from dossiers order by matricule
""").df()

# %% name="droits-code"
suivi = duckdb.sql("""
    with limites as (
        select *, cast(recue_le + case prorogee when 'oui' then interval 3 month else interval 1 month end as date) as date_limite
        from demandes
    )
    select demande, date_limite,
           coalesce(cast(repondue_le as date), date '2026-01-31') > date_limite as en_retard,
           case droit when 'effacement' then base_legale <> 'obligation_legale'
                      when 'portabilité' then base_legale in ('consentement', 'contrat')
                      when 'opposition' then base_legale = 'interet_legitime'
                      else true end as droit_ouvert
    from limites order by date_limite desc
""").df()

# %% name="minimisation-code"
colonnes_declarees = pd.DataFrame({"colonne": [c for fiche in registre for c in fiche["colonnes"]]})
colonnes_export = pd.DataFrame({"colonne": list(export.columns)})
orphelines = duckdb.sql("from colonnes_export where colonne not in (from colonnes_declarees)").df()["colonne"].tolist()
journal = absences.assign(pseudonyme=[pseudonymiser(n, CLE) for n in absences["numero"]])
identites = export.assign(pseudonyme=[pseudonymiser(n, CLE) if isinstance(n, str) else None for n in export["nir"]])
jeu = duckdb.sql("""
    with uniques as (select distinct absence, pseudonyme, jours from journal),
         totaux as (select pseudonyme, sum(jours) as jours from uniques group by 1)
    select metier, site, contrat, quotite, date_sub('year', date_embauche, timestamp '2026-01-31') as anciennete,
           coalesce(jours, 0)::integer as jours_absence, pseudonyme
    from identites left join totaux using (pseudonyme) where statut = 'salarié'
""").df()

# %% name="kanonymat-code"
toutes = pd.concat([generaliser(jeu, plan).assign(plan=plan) for plan in "ABCDE"])
mesures = duckdb.sql("""
    with classes as (
        select plan, count(*) as n, count(distinct classe_absence) as v
        from toutes group by plan, site, metier, contrat, quotite, anciennete
    )
    select plan, min(n) as k, count(*) filter (n = 1) as seuls, min(v) as l,
           100.0 * coalesce(sum(n) filter (n < 5 or v < 2), 0) / sum(n) as perte
    from classes group by plan order by plan
""").df()
mesures["perte"] = mesures["perte"].round(1)
plan_retenu = duckdb.sql("select min(plan) from mesures where perte <= 4").df().iloc[0, 0]

# %% name="aipd-code"
criteres = {
    "F01": "evaluation", "F02": "evaluation", "F03": "decision", "F04": "surveillance", "F05": "surveillance",
    "F06": "sensibles", "F07": "sensibles", "F08": "echelle", "F09": "croisement", "F10": "vulnerables",
    "F11": "vulnerables", "F12": "innovant", "F13": "exclusion", "F14": "aucun", "F15": "aucun", "F16": "aucun",
}
grille = pd.DataFrame({"fait": list(criteres), "critere": list(criteres.values())})
aipd = duckdb.sql("""
    select projet, count(distinct critere) filter (critere <> 'aucun') as criteres, criteres >= 2 as requise
    from projets join grille using (fait) group by projet
""").df()
