"""Which notice people agree to."""

CONSENT_VERSION = "2026-11-28"
