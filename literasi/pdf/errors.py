"""What can go wrong in print, apart from what prints, so that a caller can catch it cheaply."""


class PdfError(Exception):
    """A document could not be printed exactly as it was written. Nothing was produced."""
