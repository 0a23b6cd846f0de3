"""Why a file cannot be read."""


class SheetError(ValueError):
    """In the words of whoever uploaded it: what is wrong, and what to do."""
