"""A class on its trainer's own device, for places with no network."""
