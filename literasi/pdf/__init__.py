"""Printed documents. Only this package imports WeasyPrint, and only where it renders: the
import costs half a second, which neither the start of the site nor a page should pay."""


class PdfError(Exception):
    """The document cannot be rendered as it should be; nothing half-right is handed out."""
