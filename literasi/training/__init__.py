"""Classes: what an office teaches to whom, and the certificates that they earn."""
