"""The register's export as a stream: what is found in it, and what is refused before it can do harm."""

import zipfile

import pytest

from blocnotes.errors import ContentDefects
from blocnotes.framework.importing import source
from blocnotes.framework.importing.register import find_fiche, list_fiches
from blocnotes.framework.importing.source import open_export
from unit.test_import_fiches import make_export, make_fiche, write_export


def find(path, code="RNCP90001"):
    with open_export(path) as stream:
        return find_fiche(stream, code)


def defect_of(path, code="RNCP90001"):
    with pytest.raises(ContentDefects) as caught:
        find(path, code)
    (defect,) = caught.value.defects
    assert defect.cure
    return f"{defect.place} {defect.what}"


def write(tmp_path, text, name="export.xml", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("zipped", [False, True])
def test_a_fiche_is_found_among_many(tmp_path, zipped):
    path = write_export(tmp_path / "export", 40, zipped=zipped)
    assert find(path, "RNCP30033").code == "RNCP30033"


def test_progress_is_told_in_bytes(tmp_path):
    path = write_export(tmp_path / "export.zip", 40, zipped=True)
    told = []
    with open_export(path, lambda count, total: told.append((count, total))) as stream:
        find_fiche(stream, "RNCP30039")
    assert told == sorted(told)
    assert told[-1][0] <= told[-1][1]


def test_fiches_are_listed_by_words_whatever_case_and_accents(tmp_path):
    fiches = [make_fiche("RNCP1", title="Développeur en Comptabilité"), make_fiche("RNCP2", title="Chef de projet")]
    with open_export(write(tmp_path, make_export(fiches))) as stream:
        (entry,) = list_fiches(stream, "comptabilite DEVELOPPEUR")
    assert (entry.code, entry.level, entry.is_active, entry.blocs) == ("RNCP1", 6, True, 1)


def test_an_unknown_code_says_how_to_look_for_it(tmp_path):
    assert "has no fiche RNCP5 among its 1" in defect_of(write(tmp_path, make_export([make_fiche()])), "RNCP5")


BOMB = """<?xml version="1.0"?><!DOCTYPE FICHES [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><FICHES><FICHE><INTITULE>&c;</INTITULE></FICHE></FICHES>"""
OUTSIDE = '<!DOCTYPE FICHES [<!ENTITY x SYSTEM "file:///etc/hostname">]><FICHES><FICHE>&x;</FICHE></FICHES>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "DOCTYPE declares a DTD"),
        (OUTSIDE, "DOCTYPE declares a DTD"),
        ('<!DOCTYPE FICHES SYSTEM "http://example.org/x.dtd"><FICHES/>', "DOCTYPE declares a DTD"),
        ("<html><body/></html>", "html is no register export"),
        ("", "has no element"),
        (" " * 70_000, "has no element"),
        ("<FICHES><FICHE></FICHES>", "is not well-formed XML"),
        ("<FICHES><FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE></FICHE>", "is not well-formed XML"),
        ("<FICHES><FICHE>&undeclared;</FICHE></FICHES>", "is not well-formed XML"),
        ("code;titre\nRNCP1;Essai", "is not well-formed XML"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, text, told):
    assert told in defect_of(write(tmp_path, text))


def test_a_wrong_encoding_is_told_with_its_line(tmp_path):
    text = make_export([make_fiche(title="Chargé de données")])
    path = write(tmp_path, text, encoding="cp1252")
    assert "line 2 is not well-formed XML" in defect_of(path)


def test_a_declared_encoding_is_read(tmp_path):
    text = make_export([make_fiche(title="Chargé de données")]).replace("UTF-8", "windows-1252")
    assert find(write(tmp_path, text, encoding="cp1252")).title == "Chargé de données"


def test_a_truncated_zip_is_told(tmp_path):
    path = write_export(tmp_path / "export.zip", 40, zipped=True)
    path.write_bytes(path.read_bytes()[:-200])
    assert "is a truncated or damaged zip" in defect_of(path)


def test_a_damaged_zip_is_told(tmp_path):
    path = write_export(tmp_path / "export.zip", 40, zipped=True)
    data = bytearray(path.read_bytes())
    data[2000:2100] = bytes(100)
    path.write_bytes(data)
    assert "the zip is damaged" in defect_of(path, "RNCP1") or "not well-formed" in defect_of(path, "RNCP1")


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.xml", "w") as file:
        for _ in range(80):
            file.write(bytes(1 << 20))
    assert "a zip bomb" in defect_of(path)


def test_a_stream_that_says_it_is_small_is_cut_where_it_is_not(tmp_path, monkeypatch):
    path = write_export(tmp_path / "export.xml", 40)
    monkeypatch.setattr(source, "MAX_BYTES", 100_000)
    assert "is larger than" in defect_of(path, "RNCP1")


@pytest.mark.parametrize("names", [[], ["a.xml", "b.xml"], ["a.txt"]])
def test_a_zip_must_hold_one_xml(tmp_path, names):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<FICHES/>")
    assert "should hold one XML file" in defect_of(path)


def test_a_missing_file_is_told(tmp_path):
    assert "is not there" in defect_of(tmp_path / "none.xml")
