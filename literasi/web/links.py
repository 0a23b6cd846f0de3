"""Where a page sends its reader afterwards."""


def safe_next(target: str) -> str:
    """`target` if it is an address of our own, else "": a form must not lead elsewhere."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and len(target) <= 300 and target.isprintable() else ""
