"""Labels as real statements write them -> which post, and never the post that they only resemble."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ews_cli.core.posten import Post
from ews_cli.readers.labels import names_of, section_of, suggestion

from .rows import vocabulary

NAMES = sorted(vocabulary())
LABELS = [(name, label) for name, row in vocabulary().items() for label in row["labels"]]

# As printed in Dutch and Flemish statements, municipal accounts and official models.
PRINTED = {
    "eigen_vermogen": (
        *(
            "Eigen vermogen",
            "EIGEN VERMOGEN",
            "Totaal eigen vermogen",
            "Totaal eigenvermogen",
            "2.1 Eigen vermogen",
        ),
        *("EIGEN VERMOGEN 10/15", "Ondernemingsvermogen", "Eigen vermogen onderneming natuurlijke personen"),
        "Eigen vermogen toe te rekenen aan aandeelhouders",
    ),
    "groepsvermogen": (
        "Groepsvermogen",
        "Totaal groepsvermogen",
        "Totaal van groepsvermogen",
        "Groepsvermogen *)",
    ),
    "totaal_activa": (
        *("Totaal activa", "TOTAAL ACTIVA", "Totaal van activa", "TOTAAL VAN DE ACTIVA ....", "Activa"),
    ),
    "totaal_passiva": ("Totaal passiva", "TOTAAL VAN DE PASSIVA", "Totaal van passiva", "Passiva"),
    "balanstotaal": ("TOTAAL GENERAAL", "Balanstotaal"),
    "vaste_activa": ("Vaste activa", "VASTE ACTIVA 20/28", "Totaal vaste activa (A)", "som der vaste activa"),
    "vlottende_activa": (
        *("Vlottende activa", "VLOTTENDE ACTIVA", "Totaal Vlottende Activa", "Totaal van vlottende activa"),
        *("som der vlottende activa", "Subtotaal vlottende activa", "Totaal vlottende activa (B)"),
        *("Totaal Vlottende activa", "Kortlopende activa", "29/58 - VLOTTENDE ACTIVA"),
    ),
    "kortlopende_schulden": (
        *("Kortlopende schulden", "KORTLOPENDE SCHULDEN", "Kortlopende schulden (ten hoogste 1 jaar)"),
        *("Totaal kortlopende schulden (ten hoogste 1 jaar)", "Kortlopende schulden en overlopende passiva"),
        *(
            "Schulden op ten hoogste één jaar ...... 42/48",
            "Schulden op korte termijn",
            "Vreemd vermogen op KT",
        ),
        *(
            "Kort vreemd vermogen",
            "Kortlopende verplichtingen",
            "Vlottende passiva",
            "TOTAAL VLOTTENDE PASSIVA",
        ),
    ),
    "liquide_middelen": (
        *(
            "Liquide middelen",
            "liquide middelen",
            "Liquide middelen*",
            "Liquide middelen (kas- en banksaldi)",
        ),
        *(
            "Geldmiddelen en kasequivalenten",
            "Kas- en banksaldi",
            "Totaal Liquide middelen",
            "Liquide middelen 54/58",
        ),
    ),
    "voorraden": ("Voorraden", "voorraden", "Voorraden (30/36)", "Voorraden ........"),
    "onderhanden_werk": (
        *("Onderhanden projecten", "Onderhanden werk uit hoofde van DBC's / DBC-zorgproducten"),
        "Onderhanden projecten uit hoofde van DBC's",
    ),
    "vorderingen": ("Debiteuren en overige vorderingen", "Vorderingen en overlopende activa"),
    "opbrengsten": (
        *("Som der bedrijfsopbrengsten", "SOM DER BEDRIJFSOPBRENGSTEN", "Totaal van bedrijfsopbrengsten"),
        *(
            "Totaal van som der bedrijfsopbrengsten",
            "Bedrijfsopbrengsten",
            "BEDRIJFSOPBRENGSTEN:",
            "Totaal baten",
        ),
        *("Totale baten", "Baten", "Totaal Baten", "Som der baten"),
    ),
    "netto_omzet": ("Netto-omzet", "Netto omzet", "Omzet"),
    "jeugdhulpopbrengsten": ("Opbrengsten Jeugdwet",),
    "bedrijfslasten": ("Som der bedrijfslasten", "Totaal lasten", "SOM DER BEDRIJFSLASTEN"),
    "personeelskosten": ("Personeelskosten",),
    "bedrijfsresultaat": (
        *("Bedrijfsresultaat", "BEDRIJFSRESULTAAT", "Totaal van bedrijfsresultaat"),
        *("Exploitatieresultaat", "Saldo uit gewone bedrijfsvoering", "Bedrijfswinst (+)", "EBIT"),
        *("Bedrijfswinst (Bedrijfsverlies) 9901", "Bedrijfsresultaat (ebit)"),
    ),
    "resultaat": (
        *(
            "Resultaat na belastingen",
            "Resultaat na belastingen toekomende aan aandeelhouders",
            "Nettoresultaat",
        ),
        *(
            "Totaal van resultaat na belastingen",
            "Netto resultaat",
            "Nettowinst",
            "RESULTAAT BOEKJAAR",
            "Resultaat",
        ),
        *(
            "Nettoresultaat na belastingen toekomend aan de rechtspersoon",
            "Resultaat toerekenbaar aan UMC Utrecht",
        ),
        *("Exploitatieresultaat", "Saldo van baten en lasten", "Saldo exploitatie", "SALDO WINST"),
        *("Gerealiseerd resultaat", "Gereasileerde resultaat", "Rekeningresultaat"),
        "Winst (Verlies) van het boekjaar 9904",
    ),
    "groepsresultaat": ("Groepsresultaat", "Groepsresultaat boekjaar"),
    "afschrijvingen": (
        *("Afschrijvingen", "Afschrijving", "Afschrijvingen op immateriële en materiële vaste activa"),
        *("Afschrijvingen, amortisatie en bijzondere waardeverminderingsverliezen", "4.2 Afschrijvingen"),
        *("Afschrijvingen op en bijzondere waardeverminderingen van activa",),
        *("Afschrijvingen en overige waardeverminderingen",),
        "Afschrijvingen en waardeverminderingen op\n oprichtingskosten, op immateriële en materiële vaste activa 630",
    ),
    "afschrijvingen_immaterieel": (
        "Afschrijvingen immateriële vaste activa",
        "Amortisatie immateriële vaste activa",
    ),
    "afschrijvingen_materieel": (
        "Afschrijvingen materiële vaste activa",
        "Afschrijvingen op materiële vaste activa",
    ),
    "rentelasten": (
        *("Rentelasten", "Rentelasten en soortgelijke kosten", "Financiële lasten", "Financieringslasten"),
    ),
    "financieel_saldo": (
        *("Nettofinancieringslasten", "Rentelasten minus -baten", "Financiële baten en lasten"),
        *("Saldo rentebaten/-lasten", "Saldo financiële baten en lasten"),
    ),
    "voorzieningen": (
        *("Voorzieningen", "VOORZIENINGEN EN UITGESTELDE BELASTINGEN (16)", "Totaal voorzieningen"),
    ),
    "langlopende_schulden": (
        *(
            "Langlopende schulden",
            "Langlopende schulden *) ",
            "Langlopende schulden (nog voor meer dan een jaar)",
        ),
        *("Schulden op meer dan één jaar 17", "Schulden met een rentevaste periode > 1 jaar"),
        *(
            f"Vaste schulden met een rentetypische looptijd {hoe}"
            for hoe in ("van één jaar of langer", "≥ 1 jaar")
        ),
        "Vaste schulden, met een rentetypische looptijd van 1 jaar of langer",
    ),
}
CLOSE_BUT_OTHER = {
    "eigen_vermogen": (
        *("Verloop eigen vermogen", "Onttrekking aan het eigen vermogen (791/2)", "Garantievermogen"),
        *(
            "Eigen vermogen (incl. voorzieningen)",
            "Aandeel derden",
            "Aansprakelijk vermogen",
            "Eigen aandelen (50)",
        ),
        *("Overzicht mutaties eigen vermogen", "Groepsvermogen", "Totaal eigen vermogen en verplichtingen"),
        "Rentabiliteit eigen vermogen",
    ),
    "vlottende_activa": (
        *("Opbrengsten uit vlottende activa (751)", "Waardeverminderingen van vlottende activa (651)"),
        *("Overige vlottende activa", "overlopende activa", "Vlottende passiva"),
    ),
    "vaste_activa": ("Materiële vaste activa", "Vaste passiva", "Totaal vaste passiva"),
    "totaal_activa": ("Totaal passiva", "Totaal vaste activa", "Overlopende activa", "Vlottende activa"),
    "kortlopende_schulden": (
        *(
            "Overige kortlopende schulden",
            "Kortlopende schulden (exclusief bankkrediet)",
            "Kortlopende vorderingen",
        ),
        "Langlopende schulden",
    ),
    "langlopende_schulden": (
        "Schulden op meer dan één jaar die binnen het jaar vervallen",
        "Kortlopend deel langlopende schulden",
        "Schulden",
        "Langlopende vorderingen",
    ),
    "voorraden": ("Wijziging in voorraden", "Waardeverminderingen op voorraden", "Mutatie voorraden"),
    "liquide_middelen": (
        "Mutatie liquide middelen",
        "Liquide middelen begin boekjaar",
        "Liquide middelen per 1 januari",
    ),
    "opbrengsten": (
        *(
            "Brutomarge",
            "Bruto-bedrijfsresultaat",
            "Bruto-omzetresultaat",
            "Opbrengsten uit vlottende activa",
        ),
        *("Overige opbrengsten", "Financiële baten", "Opbrengsten zorgprestaties", "Totaal eigen inkomsten"),
    ),
    "netto_omzet": ("Kostprijs van de omzet", "Netto-omzetresultaat", "Omzetbelasting", "Mutatie omzet"),
    "resultaat": (
        *(
            "Resultaat voor belastingen",
            "Resultaat vóór belastingen",
            "Resultaat deelnemingen",
            "Totaalresultaat",
        ),
        *(
            "Belastingen op het resultaat",
            "Resultaatbestemming",
            "Te bestemmen winst (verlies) 9905",
            "Bedrijfsresultaat",
        ),
        *(
            "Onverdeeld resultaat",
            "Aandeel in resultaat van deelnemingen",
            "Resultaat uit gewone bedrijfsuitoefening",
        ),
    ),
    "resultaat_voor_belasting": ("Resultaat na belastingen", "Resultaat"),
    "belastingen": (
        "Belastingen en premies sociale verzekeringen",
        "Latente belastingvorderingen",
        "Omzetbelasting",
    ),
    "afschrijvingen": (
        *(
            "Cumulatieve afschrijvingen",
            "Afschrijvingspercentage",
            "Boekwaarde",
            "0301 Afschrijving gebouwen",
        ),
        "Afschrijvingen dubieuze debiteuren",
    ),
    "rentelasten": ("Financiële baten en lasten", "Rentelasten minus -baten", "Rentebaten"),
    "rentebaten": ("Financiële baten en lasten", "Rentelasten"),
    "voorzieningen": (
        *("Dotatie voorzieningen", "Vrijval voorzieningen", "Mutatie voorzieningen", "Overige voorzieningen"),
        *("Voorzieningen voor risico's en kosten 635/8", "Voorziening dubieuze debiteuren"),
    ),
    "aandeel_derden": ("Aandeel derden in groepsresultaat", "Deelnemingen"),
    "bedrijfslasten": (
        "Overige bedrijfskosten",
        "Financiële lasten",
        "Sociale lasten",
        "Overige bedrijfslasten",
    ),
    "personeelskosten": ("Overige personeelskosten", "Personeel niet in loondienst", "Lonen en salarissen"),
    "bestemmingsfondsen": ("Bestemmingsreserves",),
}
DECORATIONS = (
    "{} ........",
    "{}.....",
    "{} …",
    "{}:",
    "{} :",
    "{}*",
    "{} *)",
    "{} 1)",
    "{} (1)",
    "- {}",
    "• {}",
    "          {}",
    "\u00a0\u00a0{}\u00a0",
    "\t{}",
    "{} ",
    "B.II. {}",
    "1.4 {}",
    "2.1 {}",
    "I. {}",
    "IV. {}",
    "12. {}",
    "3) {}",
    "A. {}",
    "a) {}",
    "5.1.2 {}",
    "{} (-)",
    "{} ( - )",
    "{} ( + )",
    "{} (+)/(-)",
    "{} (A)",
    "1.4 {} ....... *)",
)


def spellings(label: str) -> tuple[str, ...]:
    """The same label in another case, without accents, with other hyphens or a line break."""
    plain = label.translate(str.maketrans("éëóïüö", "eeoiuo"))
    broken = label.replace(" ", "\n", 1)
    return (
        label,
        label.upper(),
        label.lower(),
        label.title(),
        plain,
        broken,
        label.replace("-", "‑"),
        label.replace(" ", "\u00a0"),
    )


@pytest.mark.parametrize(("name", "label"), [(n, label) for n, labels in PRINTED.items() for label in labels])
def test_a_label_as_printed_is_its_post(name: str, label: str) -> None:
    assert name in names_of(label)


@pytest.mark.parametrize(
    ("name", "label"), [(n, label) for n, labels in CLOSE_BUT_OTHER.items() for label in labels]
)
def test_a_label_that_only_resembles_a_post_is_not_it(name: str, label: str) -> None:
    assert name not in names_of(label)
    assert name not in names_of(label.upper())
    assert name not in names_of(f"  1.4 {label} ......")


@pytest.mark.parametrize("name", NAMES)
def test_a_false_friend_is_never_its_post_under_any_decoration(name: str) -> None:
    written = [text for label in vocabulary()[name].get("valse_vrienden", ()) for text in spellings(label)]
    decorated = [form.format(text) for form in ("{}", *DECORATIONS) for text in written]
    assert [text for text in decorated if name in names_of(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_label_is_found_under_all_decorations(name: str) -> None:
    decorated = [
        form.format(label) for form in ("{}", *DECORATIONS) for label in vocabulary()[name]["labels"]
    ]
    assert [text for text in decorated if name not in names_of(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_label_is_found_in_every_spelling(name: str) -> None:
    written = [text for label in vocabulary()[name]["labels"] for text in spellings(label)]
    assert [text for text in written if name not in names_of(text)] == []


@pytest.mark.parametrize(
    "label",
    [
        "Kortlopende schulden (ten hoogste 1 jaar)",
        "Langlopende schulden (langer dan 1 jaar)",
        "Liquide middelen (kas- en banksaldi)",
        "Bedrijfsresultaat (verlies)",
    ],
)
def test_a_suffix_that_says_nothing_is_dropped(label: str) -> None:
    assert names_of(label) == names_of(label.partition(" (")[0])


@pytest.mark.parametrize(
    "suffix", ["incl. voorzieningen", "exclusief bankkrediet", "gemiddeld", "2019", "begroot", "in %"]
)
def test_a_suffix_that_changes_the_meaning_makes_another_label(suffix: str) -> None:
    assert names_of(f"Eigen vermogen ({suffix})") == ()
    assert names_of(f"Kortlopende schulden ({suffix})") == ()


def test_letters_with_spaces_between_them_still_name_the_sides_of_the_balance() -> None:
    assert section_of("A C T I V A") == "balans"
    assert section_of("P A S S I V A") == "balans"


def test_every_post_of_the_core_has_labels_or_is_made_of_others() -> None:
    assert {post.value for post in Post} - vocabulary().keys() == set()


def test_one_label_is_one_post_unless_the_statement_must_decide() -> None:
    # These the rows around them or the side of the balance decide: see the tests of whole statements.
    by_label = {label: names_of(label) for _, label in LABELS}
    several = {label for label, names in by_label.items() if len(names) > 1}
    assert several <= {
        *("Exploitatieresultaat", "Aandeel derden", "Aandeel van derden", "Minderheidsbelang", "Subsidies"),
        *("Minderheidsbelangen", "Overlopende rekeningen", "490/1 - Overlopende rekeningen"),
        "492/3 - Overlopende rekeningen",
        *("Non-controlling interest", "Non-controlling interests", "Minority interest", "Minority interests"),
    }


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Balans per 31 december 2021", "balans"),
        ("GECONSOLIDEERDE BALANS", "balans"),
        ("Balans", "balans"),
        ("Resultatenrekening over 2021", "resultatenrekening"),
        ("Winst-en-verliesrekening", "resultatenrekening"),
        ("Winst- en verliesrekening", "resultatenrekening"),
        ("Winst- & verliesrekening", "resultatenrekening"),
        ("V&W", "resultatenrekening"),
        ("W&V", "resultatenrekening"),
        ("Staat van baten en lasten 2021", "resultatenrekening"),
        ("Exploitatierekening", "resultatenrekening"),
        ("Kasstroomoverzicht", "kasstroom"),
        ("Toelichting op de balans", "toelichting"),
        ("Toelichting op de resultatenrekening", "toelichting"),
        ("Verloopoverzicht eigen vermogen", "verloop"),
        ("Ratio's", "ratios"),
        ("Kengetallen", "ratios"),
        ("RESULTAATBESTEMMING", "bestemming"),
        ("Kerncijfers", "kerncijfers"),
        ("Stichting Jeugdhulp", None),
        ("", None),
    ],
)
def test_a_title_announces_its_section(title: str, section: str | None) -> None:
    assert section_of(title) == section


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(max_size=80))
def test_matching_a_label_never_raises(text: str) -> None:
    names_of(text)
    section_of(text)
    suggestion("eigen_vermogen", (text,))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.sampled_from(LABELS), st.text("abcdefghijklmnopqrstuvwxyz ", min_size=3, max_size=20))
def test_a_label_with_another_word_before_it_is_another_label(pair: tuple[str, str], word: str) -> None:
    name, label = pair
    if len(word.strip()) < 3 or names_of(f"{word} {label}") == ():
        return
    known = {
        name
        for name, other in LABELS
        if other.casefold().replace(" ", "").endswith(label.casefold().replace(" ", ""))
    }
    assert name in known
