"""The resultatenrekening of a year: revenue, costs and results out of each other, tax and interest with a sign."""

from __future__ import annotations

from decimal import Decimal

from ews_cli.core.jaarrekening import Bedrag
from ews_cli.core.posten import Post
from ews_cli.readers.figures import NO_CHANCE, Figures, add_up, derived


def gross_profit(figures: Figures) -> None:
    """Turnover above a gross profit: the costs below it are not all costs, and the turnover is the revenue.

    Where no operating result shows which costs the total below a gross profit holds, it says nothing.
    """
    turnover, gross = figures.value(Post.NETTO_OMZET), figures.value("bruto_omzetresultaat")
    cost, rest = figures.value("kostprijs"), figures.value(Post.BEDRIJFSLASTEN)
    result = figures.value(Post.BEDRIJFSRESULTAAT)
    own = figures.value(Post.OPBRENGSTEN)
    all_revenue = turnover if own is None else own
    if rest is None or all_revenue is None or (not cost and gross is None):
        return  # a small company prints a gross profit and no turnover: its costs are those below it
    above = gross if gross is not None else all_revenue - abs(cost or Decimal(0))
    all_costs, some_costs = (
        result is not None and figures.near(before - rest, result) for before in (all_revenue, above)
    )
    if all_costs and not some_costs:
        return
    if result is not None and some_costs and not all_costs and all_revenue == turnover:
        figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]
        parts = (("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSRESULTAAT))
        figures.found[Post.BEDRIJFSLASTEN] = derived(figures, parts, turnover - result)
    elif gross is not None or all_costs or (result is None and Post.BEDRIJFSRESULTAAT in figures.left_out):
        cel = figures.found.pop(Post.BEDRIJFSLASTEN).cel
        figures.left_out[Post.BEDRIJFSLASTEN] = f"de kostprijs van de omzet kan er buiten staan ({cel})"


def revenue(figures: Figures) -> None:
    """Net turnover is the revenue only where nothing else is revenue."""
    if Post.OPBRENGSTEN in figures.found or Post.OPBRENGSTEN in figures.left_out:
        return
    turnover, costs = figures.value(Post.NETTO_OMZET), figures.value(Post.BEDRIJFSLASTEN)
    result = figures.value(Post.BEDRIJFSRESULTAAT)
    if turnover is None:
        return
    if costs is not None and result is not None:
        if figures.near(turnover - costs, result) and not figures.value("overige_opbrengsten"):
            figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]
        else:
            figures.left_out[Post.OPBRENGSTEN] = "alleen netto-omzet gevonden, en die is niet het totaal"
    elif "overige_opbrengsten" in figures.found.keys() | figures.left_out.keys():
        figures.left_out[Post.OPBRENGSTEN] = "netto-omzet en andere opbrengsten gevonden, maar geen totaal"
    else:
        figures.found[Post.OPBRENGSTEN] = figures.found[Post.NETTO_OMZET]


def operations(figures: Figures) -> None:
    """The operating result or the costs as the difference of the other two (model E has no such line)."""
    if Post.BEDRIJFSRESULTAAT not in figures.found and "netto_omzetresultaat" in figures.found:
        figures.found[Post.BEDRIJFSRESULTAAT] = figures.found["netto_omzetresultaat"]
    add_up(figures, Post.BEDRIJFSRESULTAAT, ("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSLASTEN))
    add_up(figures, Post.BEDRIJFSLASTEN, ("+", Post.OPBRENGSTEN), ("-", Post.BEDRIJFSRESULTAAT))


def depreciation(figures: Figures) -> None:
    """Depreciation in two rows."""
    parts = [
        ("+", n) for n in ("afschrijvingen_immaterieel", "afschrijvingen_materieel") if n in figures.found
    ]
    if parts == [("+", "afschrijvingen_immaterieel")]:
        cel = figures.found["afschrijvingen_immaterieel"].cel
        reason = f"alleen de afschrijvingen op immateriële vaste activa gevonden ({cel})"
        if Post.AFSCHRIJVINGEN not in figures.found:
            figures.left_out.setdefault(Post.AFSCHRIJVINGEN, reason)
    elif parts:
        for _, naam in parts:
            bedrag = figures.found[naam]
            if bedrag.waarde < 0 and figures.value(Post.OPBRENGSTEN):
                figures.found[naam] = Bedrag(-bedrag.waarde, bedrag.herkomst, bedrag.cel, bedrag.label)
        add_up(figures, Post.AFSCHRIJVINGEN, *parts)


def tax(figures: Figures) -> None:
    """Tax counts only with the sign under which it leads from the result before to the result after it."""
    tax, before, after = (
        figures.value(p) for p in (Post.BELASTINGEN, Post.RESULTAAT_VOOR_BELASTING, Post.RESULTAAT)
    )
    if tax is None:
        return
    bedrag = figures.found.pop(Post.BELASTINGEN)
    if before is None or after is None:
        figures.left_out[Post.BELASTINGEN] = (
            f"het teken van de belastingen is niet vast te stellen ({bedrag.cel})"
        )
        return
    names = ("aandeel_derden_resultaat", "resultaat_deelnemingen", "uitgestelde_belastingen")
    derden, deelnemingen, uitgesteld = (figures.value(n) or Decimal(0) for n in names)
    shares = [
        a * derden + b * deelnemingen + c * uitgesteld for a in (0, 1, -1) for b in (0, 1) for c in (1, -1)
    ]
    missed = {sign: min(abs(before - sign * tax + share - after) for share in shares) for sign in (1, -1)}
    sign = min(missed, key=lambda s: missed[s])
    # With the other sign it must not lead there just as well; and a tax that was received is printed so.
    plain = missed[sign] == 0 < missed[-sign] or missed[-sign] > 2 * figures.slack
    certain = plain and (sign == 1 or tax < 0 or abs(tax) >= NO_CHANCE * figures.unit)
    if missed[sign] <= figures.slack and (certain or not tax):
        figures.found[Post.BELASTINGEN] = Bedrag(sign * tax, bedrag.herkomst, bedrag.cel, bedrag.label)
        return
    figures.left_out[Post.BELASTINGEN] = (
        f"het bedrag is te klein om het teken te zien ({bedrag.cel})"
        if missed[sign] <= figures.slack
        else f"resultaat vóór min belastingen is niet het resultaat ({bedrag.cel})"
    )


def interest(figures: Figures) -> None:
    """Interest with its sign; a balance of interest alone tells neither what was paid nor what came in."""
    net, paid, received = (
        figures.found.get(n) for n in ("financieel_saldo", Post.RENTELASTEN, Post.RENTEBATEN)
    )
    if paid is not None and paid.waarde < 0:
        _turn_interest(figures, paid, received, net)
    if (
        costs := figures.found.get("financiele_kosten")
    ) is not None and Post.RENTELASTEN not in figures.found:
        reason = f"financiële kosten zijn meer dan rente, en de rente staat er niet apart bij ({costs.cel})"
        figures.left_out.setdefault(Post.RENTELASTEN, reason)
    if net is None:
        return
    for post in (Post.RENTEBATEN, Post.RENTELASTEN):
        if post not in figures.found:
            reason = f"alleen een saldo van rentebaten en -lasten gevonden ({net.cel})"
            figures.left_out.setdefault(post, reason)


def one_off(figures: Figures) -> None:
    """One-off gains and losses: a balance alone tells neither, and says that there is something to tell."""
    net = figures.found.get("incidenteel_saldo")
    if net is None or not net.waarde:
        return
    for post in (Post.INCIDENTELE_BATEN, Post.INCIDENTELE_LASTEN):
        if post not in figures.found:
            reason = f"alleen een saldo van incidentele baten en lasten gevonden ({net.cel})"
            figures.left_out.setdefault(post, reason)


def _turn_interest(figures: Figures, paid: Bedrag, received: Bedrag | None, net: Bedrag | None) -> None:
    """Interest paid that is printed negative is a cost, when it leads to the balance or to the next result."""
    other = received.waarde if received is not None else Decimal(0)
    before, operating = (figures.value(n) for n in (Post.RESULTAAT_VOOR_BELASTING, Post.BEDRIJFSRESULTAAT))
    step = before - operating if before is not None and operating is not None else None
    balances = (step, net.waarde if net is not None else None)
    known = [balance for balance in balances if balance is not None]
    turned = any(figures.near(other + paid.waarde, balance) for balance in known)
    if turned and not any(figures.near(other - paid.waarde, balance) for balance in known):
        figures.found[Post.RENTELASTEN] = Bedrag(-paid.waarde, paid.herkomst, paid.cel, paid.label)
    else:
        del figures.found[Post.RENTELASTEN]
        figures.left_out[Post.RENTELASTEN] = (
            f"het teken van de rentelasten is niet vast te stellen ({paid.cel})"
        )
