"""第九条、第十条: protective measures, help by the police, emergencies, and support for a claim."""

from rules.outcome import Outcome, require_all
from rules.provision import provision
from rules.reporter_protection.words import PROTECTED, WORDING, exact, kind_points, lacking, outcome, say, verdict

MEASURES = ("contact_ban", "special_protection", "other")  # 第九条第一款's three items


@provision("2:9.1", "2:9.1(1)", "2:9.1(2)", "2:9.1(3)")
@exact
def protective_measures(*, threatened: bool, chosen: frozenset[str]) -> Outcome:
    """第九条第一款: a threat to person or property obliges to at least one of three measures; all may be taken.

    The paragraph names no approval, consent, form or term for them; none is invented. Nothing forbids a
    measure where no threat was found, but nothing obliges to one. Raises InvalidFacts for any other measure.
    """
    require_all("chosen", chosen, MEASURES)
    if not threatened:
        return outcome("no_measure_owed", missing=say("wish_safety"), notes=say("ask_again"))
    notes = say("measures_no_period")
    if not chosen:
        return outcome("measure_owed", missing=say("one_measure"), notes=notes)
    return outcome("measures_chosen", reasons=kind_points("measures", chosen), notes=notes)


@provision("2:9.2")
@exact
def police_assistance(*, needed: bool, letter_sent: bool = False) -> Outcome:
    """第九条第二款: whether the police are asked to help.

    Where help is needed they must be asked (应当商请) and must help within their duties.
    """
    if not needed:
        return outcome("police_not_needed", notes=say("others_police"))
    documents = say("assistance_letter")
    return verdict("police_asked", "ask_police", {"letter_sent": letter_sent}, documents=documents)


@provision("2:9.3")
@exact
def emergency() -> Outcome:
    """第九条第三款: police act first and tell the prosecutors after.

    Nothing need be proved or given before.
    """
    return outcome("emergency", notes=say("others_police"))


@provision("2:9.3")
@exact
def police_first(*, urgent: bool, measures_taken: bool = False, procuratorate_told: bool = False) -> Outcome:
    """第九条第三款: a reporter who asked the police directly; what is still owed.

    In an emergency measures come first and the notice to the 检察院 that took the report after, 及时, with no
    day in the text. The notice is owed also when the measures are over. Without an emergency the paragraph
    asks for nothing and the request goes the way of 第八条; the police's own duties stay as they are.
    """
    if not urgent:
        return outcome("not_urgent", notes=say("others_police"))
    given = {"urgent_measures": measures_taken, "procuratorate_told": procuratorate_told}
    return outcome("emergency_settled" if all(given.values()) else "police_act_first", missing=lacking(given))


@provision("2:10")
@exact
def compensation(*, losses: frozenset[str], who: frozenset[str], by_retaliation: bool | None) -> Outcome:
    """第十条: three kinds of loss from retaliation, for which the 检察院 supports a claim.

    The article asks for no report under a real name and no degree of loss. by_retaliation: None while the
    cause is not verified; support is then not refused but waits for it. Other losses are not named here;
    whoever suffered them can still claim by law. Raises InvalidFacts for an unknown loss or person.
    """
    require_all("losses", losses, WORDING.ids("loss"))
    require_all("who", who, WORDING.ids("who"))
    if who and not who & PROTECTED:
        return outcome("not_covered", notes=say("others_outside", "others_police"))
    missing = lacking({"loss_suffered": bool(losses), "by_retaliation": bool(by_retaliation)})
    if missing:
        return outcome("support_not_yet" if by_retaliation is not False else "no_support", missing=missing)
    return outcome("support_claim", reasons=kind_points("loss", losses))
