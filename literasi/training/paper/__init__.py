"""Quizzes on paper, for rooms with no network or phones."""
