"""The methodology's own claims beside this cluster's evidence."""

from __future__ import annotations

from edulis.engine.claims import CLAIMS, Claims
from edulis.reports.chapters.opening import how_sure
from edulis.reports.material import Material
from edulis.reports.tree import Block, Paragraph, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

VERDICTS = {
    "held": Text("▲ held here"),
    "not_held": Text("▼ did not hold"),
    "cannot_tell": Text("? cannot tell"),
}
ORDER = tuple(VERDICTS)


def which_claims_held(material: Material) -> Section | None:
    """The section; none where no claim could be judged."""
    answer = material.answer("claims", Claims)
    if answer is None or answer.claims.is_empty():
        return None
    verdicts = dict(answer.claims.select("claim", "verdict").iter_rows())
    if all(verdict == "cannot_tell" for verdict in verdicts.values()):
        return None
    evidence = {finding.code: finding for finding in material.findings}
    rests = dict(answer.claims.select("claim", "evidence").iter_rows())
    judged = sorted((claim for claim in CLAIMS if claim.code in verdicts), key=lambda c: ORDER.index(verdicts[c.code]))
    rows = []
    for claim in judged:
        told = evidence.get(rests[claim.code] or "")
        if verdicts[claim.code] == "cannot_tell":
            why = Text("It would need {what}.", what=claim.lacking)
            because = material.say(why)
        elif told is None:
            because = "–"
        else:
            sure = how_sure(material, told)
            because = material.say(told.title) + (f" ({sure})" if sure else "")
        rows.append((material.say(claim.says), material.say(VERDICTS[verdicts[claim.code]]), because))
    held = sum(verdict == "held" for verdict in verdicts.values())
    failed = sum(verdict == "not_held" for verdict in verdicts.values())
    title = Text(
        "Of {all} claims of the method {held} held here, {failed} did not, {open} cannot be told",
        all=len(verdicts),
        held=held,
        failed=failed,
        open=len(verdicts) - held - failed,
    )
    blocks: list[Block] = [
        Paragraph(
            text=material.say(
                Text(
                    "Whoever offers a method should say where it failed. Each claim has a rule that was written down "
                    "before anybody looked; what goes together need not be a cause."
                )
            )
        ),
        Table(
            title="",
            head=tuple(material.say(words) for words in (Text("The method says"), Text("Here"), Text("Because"))),
            rows=tuple((capital(one), two, three) for one, two, three in rows),
            widths=(2.6, 1.2, 4.2),
            compact=True,
        ),
    ]
    return Section(
        key="claims", topic=material.say(Text("The method's own claims")), title=material.say(title),
        blocks=tuple(blocks),
    )  # fmt: skip
