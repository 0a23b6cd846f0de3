"""Proof that a document comes from this installation and is as it was issued.

Only this package imports `cryptography` and pyHanko. A seal proves origin and integrity; it is not
a certified electronic signature in the sense of PP 71/2019, and no page may say that it is.
"""


class SealError(Exception):
    """A file could not be sealed; nothing that lacks its seal is handed out as sealed."""
