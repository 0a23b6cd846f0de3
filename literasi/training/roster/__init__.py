"""Who takes part: lists that offices import, and what the ministry asks about each person."""
