"""How an office's certificates look and are numbered, as the office itself decides."""
