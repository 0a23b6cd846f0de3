"""A class comes to its end: who may have a certificate, under which name, and issuing."""
