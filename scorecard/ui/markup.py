"""HTML made of parts, as every module that draws a screen imports it."""

from scorecard.domain.markup import LONGEST, Markup, element, joined, text

__all__ = ["LONGEST", "Markup", "element", "joined", "text"]
