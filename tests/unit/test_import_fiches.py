"""Synthetic fiches in the shape of the register's V4.1 export, and how a fiche is read.

No real fiche is here: the shapes are those that the register's fiches are known to have, the texts are made up.
"""

import random
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest

from blocnotes.framework.importing.fiche import Fiche
from blocnotes.framework.importing.register import find_fiche
from blocnotes.framework.importing.source import open_export

VERBS = [
    "Analyser",
    "Concevoir",
    "Déployer",
    "Piloter",
    "Rédiger",
    "Évaluer",
    "Animer",
    "Contrôler",
    "Présenter",
    "Sécuriser",
]
THINGS = [
    "le besoin d’un client", "une architecture de données", "un plan de tests", "le budget d’un projet",
    "une équipe pluridisciplinaire", "les risques d’une solution", "un tableau de bord", "une veille réglementaire",
]  # fmt: skip
ENDS = [
    "selon le RGPD",
    "avec les parties prenantes",
    "en français et en anglais",
    "dans les délais convenus",
    "à partir d’un cahier des charges",
]
TITLES = ["Chef de projet", "Responsable", "Technicien", "Expert", "Développeur", "Chargé de mission"]
FIELDS = [
    "intelligence artificielle",
    "logistique",
    "ressources humaines",
    "comptabilité",
    "cybersécurité",
    "hôtellerie",
]


def sentences(count, seed=0):
    """Make distinct competencies."""
    drawn = random.Random(seed)
    found = {}
    while len(found) < count:
        found[f"{drawn.choice(VERBS)} {drawn.choice(THINGS)} {drawn.choice(ENDS)}"] = None
    return list(found)


def _wrapped(text):
    head, _, tail = text.rpartition(" ")
    return f"{head}\n{tail}"


def _list(items, mark):
    return "\n".join(f"{mark.format(i)}{item}" for i, item in enumerate(items, 1))


SHAPES = {
    "html": lambda items: "<p>Compétences&nbsp;:</p><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>",
    "html paragraphs": lambda items: "".join(f"<p>- {item} ;</p>" for item in items),
    "html breaks": lambda items: "<br/>".join(f"• {item}" for item in items),
    "html capitals": lambda items: "<UL>" + "".join(f"<LI><SPAN>{item}</SPAN>" for item in items) + "</UL>",
    "escaped html": lambda items: escape("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"),
    "dashes": lambda items: "\n".join(f"- {item}" for item in items),
    "tight dashes": lambda items: "\n".join(f"-{item}" for item in items),
    "long dashes": lambda items: "\r\n".join(f"– {item}." for item in items),
    "bullets": lambda items: "\n".join(f"• {item}" for item in items),
    "tabbed bullets": lambda items: "\n".join(f"●\t{item}" for item in items),
    "numbers": lambda items: "\n".join(f"{i}. {item}" for i, item in enumerate(items, 1)),
    "parentheses": lambda items: "\n".join(f"{i}) {item}" for i, item in enumerate(items, 1)),
    "worded": lambda items: "\n".join(f"Compétence {i} : {item}" for i, item in enumerate(items, 1)),
    "lines": lambda items: "\n\n".join(items),
    "continued dashes": lambda items: "\n".join(f"- {_wrapped(item)}" for item in items),
    "continued lines": lambda items: "\n".join(map(_wrapped, items)),
    "codes": lambda items: "\n".join(f"A1C{i} {item}" for i, item in enumerate(items, 1)),
    "codes under activities": lambda items: "A1 Étude du besoin\n" + _list(items, "A1C{} - "),
    "dashed codes": lambda items: _list(items, "- C{} : "),
    "evaluation after": lambda items: _list(items, "- ") + "\nÉvaluation : étude de cas, oral de 20 minutes",
    "evaluation list": lambda items: _list(items, "- ") + "\nModalités d’évaluation :\n- Étude de cas\n- Oral",
    "announced": lambda items: "Le candidat est capable de :\n" + "\n".join(f"- {item}" for item in items),
    "one line of dashes": lambda items: " ".join(f"- {item}" for item in items),
    "one line of bullets": lambda items: "".join(f"•{item}" for item in items),
    "semicolons": lambda items: " ; ".join(items),
    "sentences": lambda items: ". ".join(items) + ".",
}  # fmt: skip


def make_bloc(code, text, title="Un bloc", modalities="Étude de cas"):
    """Make a bloc; a part that is None is absent."""
    parts = {"CODE": code, "LIBELLE": title, "LISTE_COMPETENCES": text, "MODALITES_EVALUATION": modalities}
    inner = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in parts.items() if value is not None)
    return f"<BLOC_COMPETENCES>{inner}</BLOC_COMPETENCES>"


def make_fiche(
    code="RNCP90001", blocs=None, *, title="Chef de projet en logistique", level="NIV6", more="", end="31/08/2029"
):
    """Make a fiche; a part that is None is absent."""
    if blocs is None:
        blocs = [make_bloc(f"{code}BC01", SHAPES["dashes"](sentences(4)))]
    parts = [
        "<ID_FICHE>1</ID_FICHE>",
        f"<NUMERO_FICHE>{code}</NUMERO_FICHE>",
        "" if title is None else f"<INTITULE>{escape(title)}</INTITULE>",
        "<ETAT_FICHE>Publiée</ETAT_FICHE><ACTIF>Oui</ACTIF>",
        ""
        if level is None
        else f"<NOMENCLATURE_EUROPE><NIVEAU>{level}</NIVEAU><INTITULE>Niveau</INTITULE></NOMENCLATURE_EUROPE>",
        ""
        if end is None
        else f"<DATE_EFFET>01/09/2024</DATE_EFFET><DATE_FIN_ENREGISTREMENT>{end}</DATE_FIN_ENREGISTREMENT>",
        more,
        f"<BLOCS_COMPETENCES>{''.join(blocs)}</BLOCS_COMPETENCES>" if blocs else "",
    ]
    return f"<FICHE>{''.join(parts)}</FICHE>"


FULL = (
    "<CODES_NSF><NSF><CODE>326t</CODE><INTITULE>Programmation</INTITULE></NSF></CODES_NSF>"
    "<FORMACODES><FORMACODE><CODE>31028</CODE><LIBELLE>IA</LIBELLE></FORMACODE></FORMACODES>"
    "<CODES_ROME><ROME><CODE>M1805</CODE><LIBELLE>Études</LIBELLE></ROME></CODES_ROME>"
    "<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>12345678901234</SIRET_CERTIFICATEUR>"
    "<NOM_CERTIFICATEUR>ÉCOLE FICTIVE</NOM_CERTIFICATEUR></CERTIFICATEUR>"
    "<CERTIFICATEUR><NOM_CERTIFICATEUR>SANS SIRET</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>"
    "<SI_JURY_FI>Oui</SI_JURY_FI><SI_JURY_CL>Non</SI_JURY_CL><SI_JURY_VAE>Oui</SI_JURY_VAE>"
    "<DATE_LIMITE_DELIVRANCE>31/08/2034</DATE_LIMITE_DELIVRANCE>"
    "<ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION>RNCP80001</ANCIENNE_CERTIFICATION></ANCIENNES_CERTIFICATIONS>"
)


def make_export(fiches):
    """Wrap fiches as the register does."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>'
    return f"{head}{''.join(fiches)}</FICHES>"


def draw_fiche(number):
    """Draw one of many fiches: all shapes, one to six blocs, some fields absent."""
    drawn = random.Random(number)
    code = f"RNCP{30000 + number}"
    names = list(SHAPES)
    blocs = [
        make_bloc(
            f"{code}BC{i:02}", SHAPES[drawn.choice(names)](sentences(drawn.randint(3, 12), number * 7 + i)), f"Bloc {i}"
        )
        for i in range(1, drawn.randint(2, 7))
    ]
    title = f"{drawn.choice(TITLES)} en {drawn.choice(FIELDS)}"
    tasks, skills = (escape(" ".join(sentences(100, number + i))) for i in (0, 1))
    prose = f"<ACTIVITES_VISEES>{tasks}</ACTIVITES_VISEES><CAPACITES_ATTESTEES>{skills}</CAPACITES_ATTESTEES>"
    return make_fiche(code, blocs, title=title, level=drawn.choice([None, "NIV5", "NIV6", "NIV7"]), more=FULL + prose)


def write_export(path, count, *, zipped=False):
    """Write an export of many fiches as a stream, so that making it takes no memory either."""

    def write(file):
        file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>')
        for number in range(count):
            file.write(draw_fiche(number).encode())
        file.write(b"</FICHES>")

    if not zipped:
        with path.open("wb") as file:
            write(file)
        return path
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("export_fiches_RNCP_V4_1.xml", "w", force_zip64=True) as file,
    ):
        write(file)
    return path


def read(tmp_path, code="RNCP90001", fiches=None):
    path = tmp_path / "export.xml"
    path.write_text(make_export(fiches or [make_fiche(code, more=FULL)]), encoding="utf-8")
    with open_export(path) as stream:
        return find_fiche(stream, code)


def test_a_whole_fiche_is_read(tmp_path):
    fiche = read(tmp_path)
    assert (fiche.title, fiche.level, fiche.is_active) == ("Chef de projet en logistique", 6, True)
    assert (fiche.start, fiche.end, fiche.last_delivery) == (date(2024, 9, 1), date(2029, 8, 31), date(2034, 8, 31))
    assert (fiche.nsf, fiche.formacodes, fiche.rome) == (("326t",), ("31028",), ("M1805",))
    assert fiche.certifiers == (("ÉCOLE FICTIVE", "12345678901234"), ("SANS SIRET", ""))
    assert fiche.ways_in == (("FI", "Oui"), ("CL", "Non"), ("VAE", "Oui"))
    assert fiche.predecessors == ("RNCP80001",)
    assert [bloc.code for bloc in fiche.blocs] == ["RNCP90001BC01"]


def test_any_field_may_be_absent(tmp_path):
    fiche = read(tmp_path, fiches=["<FICHE/>", "<FICHE><NUMERO_FICHE> rncp90001 </NUMERO_FICHE></FICHE>"])
    assert fiche == Fiche(code="RNCP90001")


@pytest.mark.parametrize("written", ["31/08/2029", "2029-08-31", "2029-08-31T00:00:00+02:00", "31/08/2029 00:00"])
def test_dates_are_read_in_the_forms_of_the_register(tmp_path, written):
    assert read(tmp_path, fiches=[make_fiche(end=written)]).end == date(2029, 8, 31)


def test_an_impossible_date_is_told(tmp_path):
    fiche = read(tmp_path, fiches=[make_fiche(end="31/02/2029")])
    assert (fiche.end, fiche.unreadable) == (None, ("DATE_FIN_ENREGISTREMENT: 31/02/2029",))


def test_free_text_in_real_elements_keeps_its_list(tmp_path):
    text = "<LISTE_COMPETENCES><ul><li>Analyser R&amp;D</li><li>Concevoir</li></ul></LISTE_COMPETENCES>"
    fiche = read(tmp_path, fiches=[make_fiche(blocs=[f"<BLOC_COMPETENCES>{text}</BLOC_COMPETENCES>"])])
    assert fiche.blocs[0].competencies == "<ul><li>Analyser R&amp;D</li><li>Concevoir</li></ul>"
