"""The fictional providers of the samples: names, numbers and figures, nothing about their layout.

None of them exists: the names say so, and no KvK number starts with five zeros. The amounts are in thousands
of euros, those of Lijsterbes and Hazelaar in euros; `-` means that there is no such amount.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Aanbieder:
    """One provider and its figures.

    `kolommen` are the column keys in the order in which the file shows them: a book year, or `begroting`.
    `cijfers` maps a figure's name to one amount per column.
    """

    bestand: str
    naam: str
    kvk: str
    kolommen: tuple[str, ...]
    cijfers: dict[str, tuple[int | None, ...]]

    @property
    def boekjaar(self) -> int:
        """The youngest book year."""
        return max(int(kolom) for kolom in self.kolommen if kolom.isdigit())


def _aanbieder(bestand: str, naam: str, kvk: str, tabel: str) -> Aanbieder:
    """Read the figures from a table in text: the column keys on the first line, then one figure a line."""
    kop, *regels = [regel.split() for regel in tabel.strip().splitlines()]
    cijfers = {naam: tuple(None if b == "-" else int(b) for b in bedragen) for naam, *bedragen in regels}
    return Aanbieder(bestand, naam, kvk, tuple(kop), cijfers)


LINDE = _aanbieder(
    "jaarrekening.xlsx",
    "Stichting Jeugdzorg De Fictieve Linde",
    "00000100",
    """
                                      2025        2024        2023
    immateriele_vaste_activa           214         262         310
    materiele_vaste_activa          10_486      10_027       9_730
    financiele_vaste_activa            150         150         150
    vorderingen                      7_742       6_915       6_480
    liquide_middelen                 2_922       3_026       3_268
    kapitaal                             1           1           1
    bestemmingsreserves                640         760         760
    bestemmingsfondsen                 455         455         455
    algemene_reserves                1_916       2_208       2_022
    voorzieningen                    1_136       1_021         990
    langlopende_schulden             5_920       5_480       5_760
    kortlopende_schulden            11_446      10_455       9_950
    zorgprestaties                   7_905       7_612       7_300
    jeugdwet                        38_214      37_480      35_900
    subsidies                        1_386       1_455       1_420
    overige_opbrengsten              1_129       1_008         980
    personeelskosten                38_942      37_201      35_300
    afschrijvingen                   1_318       1_284       1_240
    overige_kosten                   8_535       8_674       8_525
    rentebaten                          46          58          21
    rentelasten                        297         268         255
    """,
)

ESDOORN = _aanbieder(
    "01-formules.xlsx",
    "Stichting Jeugdhulp De Verzonnen Esdoorn",
    "00000101",
    """
                                      2025        2024
    materiele_vaste_activa           5_180       5_344
    financiele_vaste_activa             90          90
    vorderingen                      4_015       3_720
    liquide_middelen                 2_601       1_922
    kapitaal                             2           2
    bestemmingsfondsen                 310         310
    algemene_reserves                1_771       1_534
    voorzieningen                      615         590
    langlopende_schulden             3_290       3_480
    kortlopende_schulden             5_898       5_160
    zorgprestaties                   4_120       3_985
    jeugdwet                        21_350      20_410
    subsidies                          610         640
    overige_opbrengsten                288         274
    personeelskosten                20_614      19_871
    afschrijvingen                     702         689
    overige_kosten                   4_697       4_412
    rentelasten                        118         126
    """,
)

WILG = _aanbieder(
    "02-tekstgetallen.xlsx",
    "Stichting De Bedachte Wilg",
    "00000102",
    """
                                      2025        2024
    materiele_vaste_activa           5_950       4_310
    vorderingen                      3_480       3_305
    liquide_middelen                 2_689       2_550
    kapitaal                             1           1
    bestemmingsreserves                400         400
    algemene_reserves                3_018       2_789
    voorzieningen                      480         455
    langlopende_schulden             2_870       1_990
    kortlopende_schulden             5_350       4_530
    jeugdwet                        17_846      17_102
    subsidies                          905         871
    overige_opbrengsten                402         388
    personeelskosten                14_870      14_205
    afschrijvingen                     598         575
    overige_kosten                   3_361       3_229
    rentelasten                         95          61
    """,
)

BERK = _aanbieder(
    "03-opendocument.ods",
    "Stichting Jeugdteam Fictieve Berk",
    "00000103",
    """
                                      2025        2024
    materiele_vaste_activa           3_905       3_760
    voorraden                           22          24
    vorderingen                      1_905       1_868
    liquide_middelen                   978       1_071
    kapitaal                             5           5
    bestemmingsreserves                250         250
    algemene_reserves                1_795       1_755
    voorzieningen                      305         298
    langlopende_schulden             1_410       1_475
    kortlopende_schulden             3_045       2_940
    zorgprestaties                   2_210       2_148
    jeugdwet                        11_020      10_876
    overige_opbrengsten                196         171
    personeelskosten                10_702      10_455
    afschrijvingen                     401         388
    overige_kosten                   2_228       2_223
    rentebaten                           9          12
    rentelasten                         64          66
    """,
)

KASTANJE = _aanbieder(
    "04-oud-excel.xls",
    "Stichting Jeugdzorg De Verzonnen Kastanje",
    "00000104",
    """
                                      2025        2024
    immateriele_vaste_activa           120         140
    materiele_vaste_activa           5_602       5_820
    vorderingen                      5_330       5_105
    liquide_middelen                 3_015       2_624
    kapitaal                             1           1
    bestemmingsfondsen                 140         140
    algemene_reserves                1_041         773
    voorzieningen                    1_240       1_205
    langlopende_schulden             4_105       4_380
    kortlopende_schulden             7_540       7_190
    jeugdwet                        30_455      29_120
    subsidies                        1_840       1_905
    overige_opbrengsten                622         640
    personeelskosten                25_980      24_870
    afschrijvingen                     910         884
    overige_kosten                   5_534       5_437
    rentebaten                          15          18
    rentelasten                        240         251
    """,
)

LIJSTERBES = _aanbieder(
    "05-puntkomma.csv",
    "Jeugdhulp Lijsterbes (fictief) B.V.",
    "00000105",
    """
                                      2025        2024
    materiele_vaste_activa       1_988_430   2_041_276
    vorderingen                  1_455_892   1_388_041
    liquide_middelen               894_788   1_003_757
    kapitaal                            45          45
    bestemmingsreserves            200_000     200_000
    algemene_reserves            1_268_321   1_404_873
    voorzieningen                  188_400     176_250
    langlopende_schulden           720_000     780_000
    kortlopende_schulden         1_962_344   1_871_906
    jeugdwet                     9_846_312   9_702_455
    subsidies                      412_600     405_110
    overige_opbrengsten            131_744     118_020
    personeelskosten             8_215_907   7_866_340
    afschrijvingen                 244_018     238_554
    overige_kosten               2_036_077   1_938_990
    rentelasten                     31_206      33_471
    """,
)

MEIDOORN = _aanbieder(
    "06-losse-bladen.xlsx",
    "Stichting Verblijf De Bedachte Meidoorn",
    "00000106",
    """
                                      2025        2024
    materiele_vaste_activa           3_120       3_455
    vorderingen                      2_014       2_388
    liquide_middelen                 1_382       1_619
    kapitaal                             1           1
    algemene_reserves                 -613         591
    voorzieningen                      690         540
    langlopende_schulden             2_050       2_310
    kortlopende_schulden             4_388       4_020
    jeugdwet                        14_218      15_903
    subsidies                          330         415
    overige_opbrengsten                158         240
    personeelskosten                12_744      13_420
    afschrijvingen                     512         540
    overige_kosten                   2_443       3_055
    rentelasten                        211         198
    """,
)

POPULIER = _aanbieder(
    "07-enkelvoudig.xlsx",
    "Stichting Gezinshuizen Fictieve Populier",
    "00000107",
    """
                                      2025        2024
    materiele_vaste_activa             520         498
    vorderingen                        640         602
    liquide_middelen                   919         835
    kapitaal                             1           1
    algemene_reserves                  332         280
    voorzieningen                       70          66
    schulden                         1_676       1_588
    jeugdwet                         3_984       3_850
    overige_opbrengsten                122         115
    personeelskosten                 3_190       3_061
    afschrijvingen                      88          84
    overige_kosten                     776         773
    """,
)

HAZELAAR = _aanbieder(
    "08-hele-euros.xlsx",
    "Stichting Jeugd-ggz De Verzonnen Hazelaar",
    "00000108",
    """
                                      2025        2024
    materiele_vaste_activa       1_905_220   1_948_705
    voorraden                        8_140       7_965
    vorderingen                    988_406     955_318
    effecten                       250_000     250_000
    liquide_middelen             1_449_651   1_289_030
    kapitaal                           454         454
    bestemmingsreserves            300_000     300_000
    bestemmingsfondsen             125_000     125_000
    algemene_reserves            1_737_618   1_579_206
    voorzieningen                  240_115     228_940
    langlopende_schulden           610_000     655_000
    kortlopende_schulden         1_588_230   1_562_418
    zorgprestaties               1_204_518   1_166_230
    jeugdwet                     6_418_904   6_190_377
    overige_opbrengsten             88_215      91_460
    personeelskosten             5_902_344   5_688_120
    afschrijvingen                 201_877     198_340
    overige_kosten               1_463_210   1_421_571
    rentebaten                      14_206      11_870
    """,
)

IEP = _aanbieder(
    "09-baten-en-lasten.xlsx",
    "Stichting Jeugdbescherming De Fictieve Iep",
    "00000109",
    """
                                      2025        2024
    immateriele_vaste_activa           980         720
    materiele_vaste_activa           8_805       7_940
    vorderingen                      5_240       5_612
    liquide_middelen                 1_458       1_543
    kapitaal                             1           1
    bestemmingsfondsen               1_120       1_040
    algemene_reserves                3_387       3_079
    voorzieningen                    1_870       1_795
    langlopende_schulden               890       1_020
    kortlopende_schulden             9_215       8_880
    jeugdwet                        41_208      39_655
    subsidies                        2_316       2_280
    overige_opbrengsten                544         571
    personeelskosten                34_902      33_410
    afschrijvingen                     655         640
    overige_kosten                   8_123       8_054
    """,
)

VLIER = _aanbieder(
    "10-oplopend.xlsx",
    "Stichting Jeugdhulp De Bedachte Vlier",
    "00000110",
    """
                                      2023        2024        2025
    materiele_vaste_activa           4_390       4_488       4_610
    vorderingen                      2_702       2_840       2_905
    liquide_middelen                 2_618       2_862       2_876
    kapitaal                             1           1           1
    bestemmingsfondsen                 210         210         210
    algemene_reserves                3_669       4_099       4_300
    voorzieningen                      490         505         520
    langlopende_schulden             1_800       1_720       1_640
    kortlopende_schulden             3_540       3_655       3_720
    zorgprestaties                   4_905       5_122       5_310
    jeugdwet                        11_960      12_488      12_640
    subsidies                          301         290         275
    overige_opbrengsten                133         151         140
    personeelskosten                13_180      13_760      14_402
    afschrijvingen                     455         471         488
    overige_kosten                   3_216       3_335       3_222
    rentelasten                         60          55          52
    """,
)

SLEEDOORN = _aanbieder(
    "11-begroting.xlsx",
    "Stichting Orthopedagogisch Centrum De Verzonnen Sleedoorn",
    "00000111",
    """
                                      2025   begroting        2024
    materiele_vaste_activa           6_204           -       6_388
    vorderingen                      3_880           -       3_795
    liquide_middelen                 2_549           -       2_667
    kapitaal                             1           -           1
    algemene_reserves                4_385           -       4_649
    voorzieningen                      812           -         790
    langlopende_schulden             2_980           -       3_120
    kortlopende_schulden             4_455           -       4_290
    jeugdwet                        22_104      23_400      22_690
    subsidies                          760         800         812
    overige_opbrengsten                310         350         366
    personeelskosten                18_540      19_200      19_105
    afschrijvingen                     702         690         688
    overige_kosten                   4_092       4_335       4_114
    rentelasten                        104         100         109
    """,
)

KORNOELJE = _aanbieder(
    "12-een-jaar.xlsx",
    "Stichting Dagbehandeling Fictieve Kornoelje",
    "00000112",
    """
                                      2025
    materiele_vaste_activa           1_405
    vorderingen                      1_010
    liquide_middelen                   612
    kapitaal                             1
    algemene_reserves                1_213
    voorzieningen                       95
    langlopende_schulden               430
    kortlopende_schulden             1_288
    jeugdwet                         6_488
    overige_opbrengsten                 97
    personeelskosten                 5_120
    afschrijvingen                     166
    overige_kosten                   1_140
    rentelasten                         18
    """,
)
