"""Course files to frozen courses. The door: `load`."""

from literasi.content.catalogue import Loaded, load
from literasi.content.problems import Problem

__all__ = ["Loaded", "Problem", "load"]
