"""A sheet to draw on: plain SVG with presentation attributes only, the same bytes for the same strokes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from edulis.reports.figures import lettering

INK = "#1f2328"
MUTED = "#59616b"
RULE = "#d9dce0"
PALE = "#eceef1"
GREY = "#b4bac2"
DARK = "#7b838d"
ACCENT = "#a8361c"  # the red of the canna flower; on white 6.6 to 1, darker than every grey fill beside it
TINTS = ("#fbf3f0", "#f3d9d1", "#e6b3a5", "#d68a76", "#c0573e", "#8f2a14")  # from nothing to the peak, also in grey
PAPER = "#ffffff"
FONT = "Be Vietnam Pro, system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, sans-serif"
BODY = 14.0
SMALL = 12.0


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"


class Canvas:
    """A drawing in the making, `width` × `height` units; a unit is a pixel on screen."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._strokes: list[str] = []

    def _add(self, name: str, content: str, /, **attributes: float | str | None) -> None:
        written = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else _number(value)}"'
            for key, value in attributes.items()
            if value is not None
        )
        self._strokes.append(f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>")

    def rect(self, x: float, y: float, width: float, height: float, fill: str, **more: float | str | None) -> None:
        """A box."""
        self._add("rect", "", x=x, y=y, width=width, height=height, fill=fill, **more)

    def circle(self, x: float, y: float, radius: float, fill: str, **more: float | str | None) -> None:
        """A dot."""
        self._add("circle", "", cx=x, cy=y, r=radius, fill=fill, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = RULE, **more: float | str | None) -> None:
        """A straight line."""
        self._add("line", "", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)

    def path(self, steps: Sequence[str | float], **more: float | str | None) -> None:
        """A path of letters and numbers; without a fill unless one is given."""
        more.setdefault("fill", "none")
        self._add("path", "", d=" ".join(step if isinstance(step, str) else _number(step) for step in steps), **more)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        fill: str = INK,
        anchor: str | None = None,
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """One line of text with its baseline at y; a halo keeps it readable over other strokes."""
        more: dict[str, float | str | None] = {"font_weight": "600" if bold else None}
        if halo:
            more |= {"stroke": PAPER, "stroke_width": 4.0, "stroke_linejoin": "round", "paint_order": "stroke"}
        self._add("text", escape(words, quote=False), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor, **more)

    def lines(
        self, x: float, y: float, words: Sequence[str], *, size: float = BODY, bold: bool = False,
        fill: str = INK, anchor: str | None = None, halo: bool = False,
    ) -> float:  # fmt: skip
        """Several lines of text, the first baseline at y; gives the baseline after the last."""
        for line in words:
            self.text(x, y, line, size=size, fill=fill, anchor=anchor, bold=bold, halo=halo)
            y += size * lettering.LINE
        return y

    def svg(self, title: str, description: str) -> str:
        """The finished drawing, with a title and a description for those who cannot see it."""
        size = f'width="{_number(self.width)}" height="{_number(self.height)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(self.width)} {_number(self.height)}" '
            f'{size} role="img" font-family="{escape(FONT)}">'
            f"<title>{escape(title, quote=False)}</title><desc>{escape(description, quote=False)}</desc>"
            f"{''.join(self._strokes)}</svg>"
        )
