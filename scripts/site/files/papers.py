"""Papers to print: cards, a sheet of cards, worksheets, the scan. Tagged PDF (PDF/UA-1) with its fonts in it.

Typst sets them from overrides/papers. It refuses what PDF/UA does not allow: a picture without a text, a heading that
skips a level, a document without title or language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment

from scripts.book.addresses import PaperAddresses, file_at
from scripts.book.kept import code_of, kept, versions_of
from scripts.book.labels import retelling
from scripts.site.drawing import packing
from scripts.site.drawing.lettering import SANS, SERIF
from scripts.site.drawing.qr import qr_svg
from scripts.site.making import PaperError
from scripts.site.pages.frame import Frame
from scripts.site.pages.team import BeaconCard, Team, as_printed

TEMPLATES = "overrides/papers"
MAKERS = ("typst", "pikepdf", "font-source-serif-pro", "font-source-sans-pro")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1)."""
SIGN_STYLE = (
    "<style>.sign{fill:none;stroke:#12464f;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}"
    ".light{fill:#d08f1f;stroke:none}.faint{opacity:.45}</style>"
)
Data = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    address: str
    template: str
    data: Data


def paper_files(frame: Frame, templates: Environment) -> dict[str, Callable[[], bytes]]:
    """How each paper in the language of a frame is set, by its path in the site."""
    team, found = frame.team, frame.team.papers
    if found is None:
        return {}
    picture = templates.get_template("scan.svg").render(picture=team.picture, t=frame.labels, printed=True)
    made = [
        *_cards(frame, team, found),
        _sheet(frame, team, found),
        *_worksheets(frame, team, found),
        _scan(frame, team, found, picture),
    ]
    return {file_at(paper.address): partial(set_paper, frame.book.root, paper) for paper in made}


def set_paper(root: Path, paper: Paper) -> bytes:
    """The PDF of one paper, the same bytes for the same data. Raises PaperError for what can't be set."""
    folder = root / TEMPLATES
    data = json.dumps(paper.data, ensure_ascii=False)
    texts = [file.read_bytes() for file in sorted(folder.glob("*.typ"))]
    ingredients: list[str | bytes] = [
        versions_of(*MAKERS),
        code_of(Path(__file__), Path(packing.__file__)),
        paper.template,
        data,
        *texts,
    ]
    return kept(root, "papers", ingredients, lambda: _set(folder, paper.template, data))


def _set(folder: Path, template: str, data: str) -> bytes:
    import typst

    try:
        pdf: bytes = typst.compile(
            str(folder / f"{template}.typ"), root=str(folder), format="pdf", pdf_standards=[STANDARD],
            font_paths=[str(SERIF), str(SANS)], ignore_system_fonts=True, sys_inputs={"data": data},
        )  # fmt: skip
    except typst.TypstError as error:
        told = error.diagnostic or str(error)
        raise PaperError(f"{TEMPLATES}/{template}.typ, {json.loads(data)['title']!r}: {told.strip()}") from error
    except RuntimeError as error:  # typst's, for a file that is not there
        raise PaperError(f"{TEMPLATES}/{template}.typ: {error}") from error
    return packing.packed(pdf)


def _common(frame: Frame, title: str, description: str, numbers: list[int], source: str) -> Data:
    """What every paper holds. `source` is the label that says whose its words are."""
    labels = frame.labels
    return {
        "language": frame.language,
        "region": frame.locale.region,
        "title": title,
        "description": description,
        "author": retelling(labels),
        "signs": {str(number): sign_svg(frame.book.root, number) for number in numbers},
        "labels": {
            "signs": {str(number): frame.fill("card_sign", number=number) for number in numbers},
            "addition": labels["addition"],
            "source": pieces(frame, f"{labels[source]} CC\u00a0BY\u00a04.0."),
            "address": as_printed(frame.publication.absolute(frame.page_at("index.md").address)),
            "team": labels["worksheet_team"],
            "date": labels["worksheet_date"],
        },
    }


def _card(frame: Frame, team: Team, card: BeaconCard) -> Data:
    link = team.short_link(card.short)
    return {
        "number": card.number,
        "beacon": frame.fill("beacon", number=card.number),
        "title": card.page.title,
        "added": card.is_addition,
        "essence": pieces(frame, card.essence),
        "statement": pieces(frame, card.statement),
        "questions": [{"role": frame.labels[f"role_{role}"], "text": pieces(frame, text)} for role, text in card.three],
        "link": link,
        "printed": team.printed(card.short),
        "qr": qr_svg(frame.book.root, link),
        "label": frame.fill("card_qr", address=team.printed(card.short)),
    }


def _cards(frame: Frame, team: Team, found: PaperAddresses) -> Iterator[Paper]:
    for card in team.cards:
        title = f"{frame.fill('beacon', number=card.number)}: {card.page.title}"
        source = "source_ours" if card.is_addition else "source_retold"
        data = _common(frame, title, frame.fill("card_description", number=card.number), [card.number], source)
        data["card"] = _card(frame, team, card)
        data["labels"] |= {
            "beacon": data["card"]["beacon"],
            "questions": frame.labels["card_questions"],
            "read": frame.labels["card_read"],
            "qr": data["card"]["label"],
        }
        yield Paper(found.cards[card.number], "card", data)


def _sheet(frame: Frame, team: Team, found: PaperAddresses) -> Paper:
    description = frame.page_at("team/cards.md").description
    title, numbers = frame.labels["cards_sheet_title"], [card.number for card in team.cards]
    data = _common(frame, title, description, numbers, "source_sheet")
    data["cards"] = [_card(frame, team, card) for card in team.cards]
    return Paper(found.sheet, "sheet", data)


def _worksheets(frame: Frame, team: Team, found: PaperAddresses) -> Iterator[Paper]:
    description = frame.page_at("team/worksheet.md").description
    for role in team.roles:
        title = f"{frame.labels['worksheet_title']}, {frame.labels[f'roles_{role}'].lower()}"
        data = _common(frame, title, description, [card.number for card in team.cards], "source_questions")
        data["labels"]["boxes"] = [frame.labels[f"worksheet_{box}"] for box in ("see", "shows", "do", "who", "when")]
        data["cards"] = [
            {**_card(frame, team, card), "questions": [pieces(frame, text) for text in card.for_role(role)]}
            for card in team.cards
        ]
        yield Paper(found.worksheets[role], "worksheet", data)


def _scan(frame: Frame, team: Team, found: PaperAddresses, picture: str) -> Paper:
    page = frame.page_at("team/self-scan.md")
    data = _common(frame, page.title, page.description, [card.number for card in team.cards], "source_scan")
    data["cards"] = [_card(frame, team, card) for card in team.cards]
    data["answers"] = [frame.labels[f"scan_{answer}"] for answer in (*team.scores, "unknown")]
    data["picture"] = picture
    data["labels"] |= {
        "legend": frame.labels["scan_legend"],
        "lead": frame.labels["scan_lead"],
        "picture": frame.labels["scan_alt"],
        "evidence": frame.labels["scan_evidence"],
    }
    return Paper(found.scan, "self-scan", data)


def pieces(frame: Frame, text: str) -> list[dict[str, str | None]]:
    """Text in pieces, each with its language if that is another than the frame's."""
    return [{"text": piece, "lang": lang} for piece, lang in frame.in_pieces(text)]


def sign_svg(root: Path, number: int) -> str:
    """The sign of a beacon as a drawing by itself."""
    svg = (root / "overrides" / "signs" / f"{number}.svg").read_text(encoding="utf-8")
    return re.sub(r"<svg ([^>]*)>", rf'<svg xmlns="http://www.w3.org/2000/svg" \1>{SIGN_STYLE}', svg, count=1)
