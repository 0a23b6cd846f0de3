"""Property tests that neither take long nor fail because a machine is busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("calm", deadline=None, max_examples=60)
settings.load_profile("calm")
