"""Writes the messy roster in three forms. Nobody in it exists: every CPR number has 60 added to its day.

    python tests/data/make_rosters.py tests/data

Semicolons and Windows-1252, commas and UTF-8 with its mark, and a spreadsheet: the same list, except that the first
cannot hold emoji and right-to-left names, and has lost the letters of a Turkish one.
"""

import csv
import sys
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

HEADERS = (
    "CPR-nr.", "Navn", "Fødselsdato", "Institution", "Institutionsnummer", "Stue", "Pladstype", "Startdato", "Slutdato",
    "Adresse", "Adressebeskyttelse", "Forælder 1 navn", "Forælder 1 CPR", "Forælder 1 e-mail", "Forælder 1 mobil",
    "Forælder 2 navn", "Forælder 2 mobil", "Forældremyndighed", "Yndlingsdyr",
)  # fmt: skip
_SUN = {"Institution": "Børnehuset Solsikken", "Stue": "Blåmejserne"}
_LONE = {
    "Forælder 1 navn": "Lone Øster",
    "Forælder 1 e-mail": "lone@example.org",
    "Forælder 1 mobil": "+45 55 55 12 34",
}

# ruff: noqa: E501 -- a row of the list is a line
# What each row is there to show, and what is in it beside Solsikken and Blåmejserne.
CASES: tuple[tuple[str, dict[str, str]], ...] = (
    ("known by CPR with dash", {"CPR-nr.": "740322-4001", "Navn": "Asta Lindqvist-Møller"}),
    ("known by CPR without dash, surname first", {"CPR-nr.": "6112214002", "Navn": "Øster, Bo"} | _LONE),
    ("CPR with a space, moved to another room", {"CPR-nr.": "611223 4005", "Navn": "Egon Øster"} | _LONE),
    ("no CPR, known by name and birth date", {"Navn": "Carla Sofie von Bülow", "Fødselsdato": "30-07-2022"}),
    ("known, and protected until a day", {"CPR-nr.": "690122-4004", "Navn": "Dilan Yıldırım", "Adressebeskyttelse": "01-06-2027"}),
    ("new, date with dashes", {"CPR-nr.": "720323-4011", "Navn": "Ellen Marie Kvist", "Fødselsdato": "12-03-2023", "Startdato": "01-09-2026"}),
    ("new, date with dots", {"CPR-nr.": "730423-4012", "Navn": "Malthe Bjørn Sand", "Fødselsdato": "13.04.2023"}),
    ("new, date with slashes", {"CPR-nr.": "740523-4013", "Navn": "Åse Æbelø", "Fødselsdato": "14/05/2023"}),
    ("new, ISO date", {"CPR-nr.": "750623-4014", "Navn": "Noor El-Sayed", "Fødselsdato": "2023-06-15"}),
    ("new, Excel's count of days", {"CPR-nr.": "760723-4015", "Navn": "Viggo Lyng", "Fødselsdato": "45123"}),
    ("nine digits", {"CPR-nr.": "993123401", "Navn": "Sigrid Dam"}),
    ("replacement number with letters", {"CPR-nr.": "150122-FJ07", "Navn": "Amira Haddad", "Fødselsdato": "15-01-2022"}),
    ("twin one, no CPR", {"Navn": "Karl Toft-Nielsen", "Fødselsdato": "02-02-2023"}),
    ("twin two, no CPR", {"Navn": "Kaja Toft-Nielsen", "Fødselsdato": "02-02-2023"}),
    ("same name as the next, other CPR", {"CPR-nr.": "630323-4021", "Navn": "Emma Hansen"}),
    ("same name as the one before, other CPR", {"CPR-nr.": "630323-4022", "Navn": "Emma Hansen"}),
    ("same name and birth date as the next, no CPR", {"Navn": "Oscar Juul", "Fødselsdato": "05-05-2023", "Adresse": "Engen 2"}),
    ("same name and birth date as the one before", {"Navn": "Oscar Juul", "Fødselsdato": "05-05-2023", "Adresse": "Havnen 9"}),
    ("double name with hyphen, particle", {"CPR-nr.": "660623-4023", "Navn": "Anne-Sofie van der Meer-Holm"}),
    ("stray and hard spaces", {"CPR-nr.": " 670723-4024 ", "Navn": "  Liva\u00a0 Rose   Bang "}),
    ("protected address", {"CPR-nr.": "680823-4025", "Navn": "Nora Vinge", "Adresse": "Hemmelig 1", "Adressebeskyttelse": "Ja"}),
    ("two who hold custody", {
        "CPR-nr.": "690923-4026", "Navn": "Storm Ager", "Forælder 1 navn": "Mie Ager", "Forælder 1 CPR": "720290-4027",
        "Forælder 1 mobil": "55551235", "Forælder 2 navn": "Rune Ager", "Forælder 2 mobil": "0045 5555 1236", "Forældremyndighed": "Fælles",
    }),
    ("in day-care and leisure club at once", {"CPR-nr.": "701020-4028", "Navn": "Bertil Krag"}),
    ("in day-care and leisure club at once", {
        "CPR-nr.": "701020-4028", "Navn": "Bertil Krag", "Stue": "Onsdagsklubben", "Pladstype": "Klub",
    }),
    ("listed twice, all alike", {"CPR-nr.": "711023-4029", "Navn": "Ida Lund"}),
    ("listed twice, all alike", {"CPR-nr.": "711023-4029", "Navn": "Ida Lund"}),
    ("listed twice, in two rooms", {"CPR-nr.": "721023-4030", "Navn": "Otto Lund"}),
    ("listed twice, in two rooms", {"CPR-nr.": "721023-4030", "Navn": "Otto Lund", "Stue": "Spurvene"}),
    ("the CPR number of another child", {"CPR-nr.": "611221-4002", "Navn": "Thea Gren"}),
    ("birth date is not the CPR number's", {"CPR-nr.": "731023-4031", "Navn": "Alba Fog", "Fødselsdato": "31-12-2023"}),
    ("room renamed, or new", {"CPR-nr.": "741023-4032", "Navn": "Hugo Birk", "Stue": "Solstrålerne"}),
    ("unit unknown", {"CPR-nr.": "751023-4033", "Navn": "Vera Bæk", "Institution": "Den gamle Børnehave"}),
    ("unit out of reach", {"CPR-nr.": "650522-4006", "Navn": "Frida Aagaard", "Institution": "Børnehuset Elverhøj", "Stue": "Alferne"}),
    ("an end date", {"CPR-nr.": "761023-4034", "Navn": "Lauge Riis", "Startdato": "01-08-2026", "Slutdato": "31-12-2026"}),
    ("ended already, and not known", {"CPR-nr.": "771022-4035", "Navn": "Saga Friis", "Startdato": "01-08-2024", "Slutdato": "31-07-2025"}),
    ("a phone number that is none", {"CPR-nr.": "781023-4036", "Navn": "Alfred Dal", "Forælder 1 navn": "Ulla Dal", "Forælder 1 mobil": "12 34"}),
    ("no name", {"CPR-nr.": "791023-4037"}),
    ("a CPR number that is none", {"CPR-nr.": "991399-9999", "Navn": "Ruth Kær"}),
    ("a date that is none", {"Navn": "Knud Holt", "Fødselsdato": "31-02-2023"}),
    ("neither number nor birth date", {"Navn": "Gry Elm"}),
    ("a formula", {"CPR-nr.": "801023-4038", "Navn": "=A2&B2"}),
    ("a null byte", {"CPR-nr.": "811023-4039", "Navn": "Pil\x00 Rask"}),
    ("no room", {"CPR-nr.": "821023-4040", "Navn": "Ebbe Sten", "Stue": ""}),
)  # fmt: skip
ONLY_UNICODE: tuple[tuple[str, dict[str, str]], ...] = (
    ("emoji", {"CPR-nr.": "831023-4041", "Navn": "Luna 👩‍👧 Stjerne"}),
    ("right to left", {"CPR-nr.": "841023-4042", "Navn": "ليلى منصور"}),
)


def lines(cases: tuple[tuple[str, dict[str, str]], ...]) -> list[list[str]]:
    """A title and an empty line come first, as some systems write them; then headers, then a row for each case."""
    body = [[(_SUN | case).get(header, "") for header in HEADERS] for _, case in cases]
    return [["Børneliste pr. 23-11-2026"], [], list(HEADERS), *body]


def number_of(what: str, *, nth: int = 0) -> int:
    """The row, as seen in the file, of the nth case with that description."""
    found = [at for at, (name, _) in enumerate(CASES + ONLY_UNICODE, start=4) if name == what]
    return found[nth]


def write_csv(path: Path, cases: tuple[tuple[str, dict[str, str]], ...], *, delimiter: str, encoding: str) -> None:
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines(cases))


def write_xlsx(path: Path, cases: tuple[tuple[str, dict[str, str]], ...]) -> None:
    """Dates with slashes become real dates and formulas real formulas, as people's spreadsheets have them."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    book.set_properties({"created": datetime(2026, 11, 23)})  # noqa: DTZ001 -- a spreadsheet has no time zone
    sheet, dated = book.add_worksheet("Børn"), book.add_format({"num_format": "dd-mm-yyyy"})
    for row, cells in enumerate(lines(cases)):
        for column, text in enumerate(cells):
            if text.startswith("="):
                sheet.write_formula(row, column, text, value="Anna Holm")
            elif text.count("/") == 2:
                day, month, year = map(int, text.split("/"))
                sheet.write_datetime(row, column, date(year, month, day), dated)
            elif len(text) == 9 and text.isdigit():
                sheet.write_number(row, column, int(text))
            else:
                sheet.write_string(row, column, text.replace("\x00", ""))
    book.close()


def main(folder: Path) -> None:
    write_csv(folder / "roster-windows-1252.csv", CASES, delimiter=";", encoding="cp1252")
    write_csv(folder / "roster-utf-8-bom.csv", CASES + ONLY_UNICODE, delimiter=",", encoding="utf-8-sig")
    write_xlsx(folder / "roster.xlsx", CASES + ONLY_UNICODE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
