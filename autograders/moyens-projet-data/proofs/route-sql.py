# %% name="volumes-code"
import duckdb
textes = pd.DataFrame({"ligne": extrait})
n, o = duckdb.sql("select count(*), avg(octet_length(encode(ligne)) + 1) from textes").fetchall()[0]
c = duckdb.sql(f"""select count(*) from (select distinct station, mois, jour, heure from releves)""").fetchall()[0][0] / (
    duckdb.sql(f"select sum(day(last_day(make_date(2013, m, 1)))) from (select unnest({mois_extrait}) as m)").fetchall()[0][0] * 72)
prevues = stations * annees * 365.25 * 24 * c
volumes = {"lignes": n, "octets_par_ligne": o, "completude": c, "lignes_etude": prevues, "go_etude": prevues * o / 1e9, "go_stockes": prevues * o / 1e9 * 4.05}

# %% name="calcul-code"
p, f = duckdb.sql("select regr_slope(secondes, lignes), regr_intercept(secondes, lignes) from essais").fetchall()[0]
m = duckdb.sql(f"select quantile_cont(secondes / ({f!r} + {p!r} * lignes), 0.9) from essais").fetchall()[0][0]
calcul = {"fixe": f, "par_million": p * 1e6, "marge": m, "heures": passages * (f + p * lignes_retenues) * m / 3600}

# %% name="charge-code"
charge = duckdb.sql(f"""
    with mensuel as (
        select profil, m, sum((optimiste + 4.0 * probable + pessimiste) / 6 / (fin - debut + 1)) as j
        from taches, range(1, 7) as r(m) where m between debut and fin group by all)
    select profil, sum(j) as jours, any_value(cap) as capacite, max(j) as pic, count(*) filter (where j > cap) as mois_en_surcharge,
           greatest(0, ceil((max(j) - any_value(cap)) / {jours_par_mois})) as renfort
    from mensuel join (select profil, personnes * quotite * {jours_par_mois} as cap from equipe) using (profil) group by profil
""").df()

# %% name="budget-code"
q = duckdb.sql(f"""
    with t as (select *, personnel + machine + "données" + "accessibilité" + "déplacements" as total from simulation)
    select quantile_cont(total, 0.5), quantile_cont(total, 0.8), avg((total > {enveloppe})::int),
           quantile_cont(personnel, 0.8) + quantile_cont(machine, 0.8) + quantile_cont("données", 0.8)
           + quantile_cont("accessibilité", 0.8) + quantile_cont("déplacements", 0.8) - quantile_cont(total, 0.8) from t""").fetchall()[0]
budget = dict(zip(["p50", "p80", "risque", "prudence"], q)) | {"poste_dominant": "personnel"}
