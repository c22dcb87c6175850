"""The portfolio table: an .xlsx with one row for each provider and year, and a column for each post.

The first row holds the names of the columns, as every data tool expects; a comment on each says in Dutch
what it holds. The sheet is not protected: a table is pasted into, sorted and filtered.
"""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ews_cli.core.jaarrekening import Basis
from ews_cli.core.posten import KOSTEN, Overzicht, Post
from ews_cli.core.ratios import RATIOS
from ews_cli.template import looks
from ews_cli.template.cover import add_steps
from ews_cli.template.draft import Draft, allow, amount, choice, rule
from ews_cli.template.looks import signal

SHEET = "Tabel"
LAST = 2001
"""The last row that is checked while typing; a table may go on below it."""

STEPS = (
    "Elke regel van het blad Tabel is één aanbieder in één jaar. Drie jaren van een aanbieder zijn drie regels.",
    "Laat de namen van de kolommen staan. De volgorde is vrij, en een kolom die u niet gebruikt mag weg.",
    "Ga op een kolomnaam staan voor de uitleg. De namen met een gele achtergrond zijn nodig voor de trede.",
    "Laat leeg wat u niet weet, en vul 0 in als er niets is. Een lege cel betekent: onbekend.",
    "Lasten en schulden zijn positief. Een verlies of een negatief eigen vermogen krijgt een minteken.",
    "Rood is een tegenspraak: totalen die niet sluiten, of een aanbieder met twee keer hetzelfde jaar.",
)

_DETAILS = {
    "kvk": "KvK-nummer: acht cijfers, ook de nul vooraan.",
    "agb": "AGB-code: acht cijfers. Mag leeg blijven.",
    "naam": "Naam van de aanbieder.",
    "boekjaar": "Het jaar waarin het boekjaar eindigt, zoals 2025.",
    "basis": "enkelvoudig (alleen deze rechtspersoon) of geconsolideerd (de hele groep).",
    "eenheid": "In welke eenheid de bedragen van deze regel staan: 1 (euro) of 1000 (duizend euro).",
}
_NEEDED_DETAILS = ("kvk", "naam", "boekjaar", "basis", "eenheid")
_DECIDING = frozenset(
    post for name in ("solvabiliteit", "rentabiliteit", "liquiditeit") for post in RATIOS[name].posten
)
_EXPLAINED = {
    Post.BALANSTOTAAL: "Totaal activa, gelijk aan totaal passiva.",
    Post.EIGEN_VERMOGEN: "Zonder het aandeel van derden.",
    Post.AANDEEL_DERDEN: "Het aandeel van derden in het groepsvermogen.",
    Post.BESTEMMINGSFONDSEN: "Deel van het eigen vermogen.",
    Post.ACHTERGESTELDE_LENINGEN: "Deel van de langlopende schulden.",
    Post.VORDERINGEN: "Met de overlopende activa.",
    Post.KORTLOPENDE_SCHULDEN: "Met de overlopende passiva.",
    Post.OPBRENGSTEN: "Som der bedrijfsopbrengsten.",
    Post.NETTO_OMZET: "Deel van de opbrengsten.",
    Post.JEUGDHULPOPBRENGSTEN: "Deel van de netto-omzet: opbrengsten Jeugdwet.",
    Post.PERSONEELSKOSTEN: "Met het personeel niet in loondienst.",
    Post.PERSONEEL_NIET_IN_LOONDIENST: "Deel van de personeelskosten.",
    Post.BEDRIJFSLASTEN: "Som der bedrijfslasten.",
    Post.BELASTINGEN: "Te betalen is positief, terug te krijgen negatief.",
    Post.RESULTAAT: "Resultaat na belastingen; een verlies krijgt een minteken.",
    Post.INCIDENTELE_BATEN: "Eenmalig, en al begrepen in de opbrengsten of het resultaat.",
    Post.INCIDENTELE_LASTEN: "Eenmalig, en al begrepen in de lasten of het resultaat.",
}
COLUMNS = (*_DETAILS, *(post.value for post in Post))
_BARS = {
    Overzicht.ACTIVA: looks.DARK,
    Overzicht.PASSIVA: looks.MEDIUM,
    Overzicht.RESULTATENREKENING: looks.DARK,
}


def add_table(draft: Draft) -> None:
    """The sheets Tabel and Instructie."""
    sheet: Worksheet = draft.book.create_sheet(SHEET)
    for column in COLUMNS:
        _heading(sheet, column)
        letter = _letter(column)
        sheet.column_dimensions[letter].width = 30 if column == "naam" else max(12, len(column) + 5)
    sheet.row_dimensions[1].height = 24
    _details(sheet)
    for post in Post:
        _amounts(sheet, post)
    _signals(sheet)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{_letter(COLUMNS[-1])}{LAST}"
    looks.page(sheet, None, landscape=True)
    sheet.sheet_view.showGridLines = True
    sheet.page_setup.fitToWidth = 3
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:C"
    add_steps(draft, "Portefeuille invullen", STEPS)


def _letter(column: str) -> str:
    return get_column_letter(COLUMNS.index(column) + 1)


def _cells(column: str) -> str:
    return f"{_letter(column)}2:{_letter(column)}{LAST}"


def _heading(sheet: Worksheet, column: str) -> None:
    cell = sheet[f"{_letter(column)}1"]
    needed = column in _NEEDED_DETAILS or column in _DECIDING
    looks.label(cell, column, bold=True, color=looks.DARK if needed else "FFFFFF")
    bar = looks.DARK if column in _DETAILS else _BARS[Post(column).overzicht]
    cell.fill = looks.fill(looks.INPUT if needed else bar)
    meaning = _DETAILS.get(column) or _meaning(Post(column))
    cell.comment = Comment(meaning, "ews", height=90, width=260)


def _meaning(post: Post) -> str:
    """What a column of amounts holds, in Dutch."""
    where = {
        Overzicht.ACTIVA: "balans, activa",
        Overzicht.PASSIVA: "balans, passiva",
        Overzicht.RESULTATENREKENING: "resultatenrekening",
    }
    parts = [f"{post.tekst.capitalize()} ({where[post.overzicht]}).", _EXPLAINED.get(post, "")]
    if post in KOSTEN:
        parts.append("Positief invullen.")
    return " ".join(part for part in parts if part)


def _details(sheet: Worksheet) -> None:
    """What may be typed in the columns that say whose figures a row holds."""
    for number in ("kvk", "agb"):
        first = f"{_letter(number)}2"
        digits = f"AND(LEN({first})=8,ISNUMBER(VALUE({first})))"
        allow(sheet, _cells(number), rule(digits, "Dit nummer heeft acht cijfers."))
        signal(sheet, _cells(number), f'AND({first}<>"",LEN({first})<>8)', "wrong")
        _format(sheet, number, "@")
    year = f"{_letter('boekjaar')}2"
    within = f"AND(ISNUMBER({year}),{year}>=1990,{year}<=2049,{year}=INT({year}))"
    allow(sheet, _cells("boekjaar"), rule(within, "Vul een jaar in, zoals 2025."))
    allow(sheet, _cells("basis"), choice(Basis.ENKELVOUDIG, Basis.GECONSOLIDEERD))
    allow(sheet, _cells("eenheid"), choice("1", "1000"))


def _amounts(sheet: Worksheet, post: Post) -> None:
    first = f"{_letter(post)}2"
    allow(sheet, _cells(post), amount(cost=post in KOSTEN))
    signal(sheet, _cells(post), f"ISTEXT({first})", "wrong")
    if post in KOSTEN:
        signal(sheet, _cells(post), f"AND(ISNUMBER({first}),{first}<0)", "wrong")
    _format(sheet, post, looks.AMOUNT_FORMAT)


def _format(sheet: Worksheet, column: str, number_format: str) -> None:
    """The format of a whole column: 2,000 formatted cells in 37 columns would make a large file of nothing."""
    sheet.column_dimensions[_letter(column)].number_format = number_format


def _signals(sheet: Worksheet) -> None:
    """What contradicts itself in a row; two units are left to rounding."""
    activa = _differs(Post.BALANSTOTAAL, (Post.VASTE_ACTIVA, Post.VLOTTENDE_ACTIVA))
    passiva = _differs(
        Post.BALANSTOTAAL,
        (Post.EIGEN_VERMOGEN, Post.VOORZIENINGEN, Post.LANGLOPENDE_SCHULDEN, Post.KORTLOPENDE_SCHULDEN),
        may_be_empty=(Post.AANDEEL_DERDEN, Post.EGALISATIEREKENING),
    )
    operations = _differs(Post.OPBRENGSTEN, (Post.BEDRIJFSLASTEN, Post.BEDRIJFSRESULTAAT))
    signal(sheet, _cells(Post.BALANSTOTAAL), f"OR({activa},{passiva})", "wrong")
    signal(sheet, _cells(Post.BEDRIJFSRESULTAAT), operations, "wrong")
    same = ",".join(f"${_letter(c)}$2:${_letter(c)}${LAST},{_first(c)}" for c in ("kvk", "boekjaar", "basis"))
    twice = f'AND({_first("kvk")}<>"",{_first("boekjaar")}<>"",COUNTIFS({same})>1)'
    for column in ("kvk", "boekjaar"):
        signal(sheet, _cells(column), twice, "wrong")


def _differs(total: Post, parts: tuple[Post, ...], may_be_empty: tuple[Post, ...] = ()) -> str:
    """A formula that is true where a total and its parts are filled in and do not add up."""
    known = ",".join(_first(post) for post in (total, *parts))
    added = ",".join(_first(post) for post in (*parts, *may_be_empty))
    return f"AND(COUNT({known})={1 + len(parts)},ABS({_first(total)}-SUM({added}))>2)"


def _first(column: str) -> str:
    """The first cell of a column, for a formula that goes down with the rows."""
    return f"${_letter(column)}2"
