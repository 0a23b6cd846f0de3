"""Who was at the sessions of a class."""
