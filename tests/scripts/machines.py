"""Machines laid out for a test: a PATH of our own making and a checkout of the commands.

Whatever is not put on the PATH is not installed there. The commands themselves run for real.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What Debian's essential packages bring, as far as the commands use it.
ESSENTIALS = (
    *("bash", "cat", "comm", "cut", "dirname", "env", "flock", "grep", "id", "mkdir", "mktemp"),
    *("nproc", "realpath", "rm", "sed", "sha256sum", "sleep", "sort", "tee"),
)
# Answers like dpkg-query for a machine that has every package it is asked about.
ALL_INSTALLED = """#!/bin/sh
for name; do
  case $name in -* | *'$'*) ;; *) echo "installed $name" ;; esac
done
"""
NONE_INSTALLED = "#!/bin/sh\nexit 1\n"
REFUSING_APT = '#!/bin/sh\necho "apt-get was called: $*" >&2\nexit 100\n'

Done = subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Machine:
    programs: Path
    checkout: Path

    def has(self, name: str, script: str) -> None:
        """Install a program that is this shell script, in place of one of the same name."""
        self.lacks(name)
        (self.programs / name).write_text(script, encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def lacks(self, name: str) -> None:
        (self.programs / name).unlink(missing_ok=True)

    def run(self, command: str, *arguments: str, **settings: str) -> Done:
        """Run a command of the checkout; its environment holds only what is named here."""
        base = {"PATH": str(self.programs), "HOME": str(self.checkout), "PIP_NO_INDEX": "1"}
        return subprocess.run(
            [str(self.checkout / "script" / command), *arguments],
            env={**base, **settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )


def debian(folder: Path) -> Machine:
    """A Debian where every package is there, and where calling apt-get is a failure.

    Its checkout needs no Python package, so that no network is needed to set it up.
    """
    machine = Machine(folder / "bin", folder / "checkout")
    machine.programs.mkdir(parents=True)
    for name in ESSENTIALS:
        found = shutil.which(name)
        assert found, f"{name} is not on this machine"
        (machine.programs / name).symlink_to(found)
    python = Path(sys.base_prefix) / "bin" / "python3"
    machine.has("python3", f'#!/bin/sh\nexec "{python}" "$@"\n')
    machine.has("dpkg-query", ALL_INSTALLED)
    machine.has("apt-get", REFUSING_APT)
    shutil.copytree(ROOT / "script", machine.checkout / "script")
    for name in ("requirements.txt", "requirements-dev.txt"):
        (machine.checkout / name).write_text("# No package.\n", encoding="utf-8")
    return machine


def refusal(done: Done) -> str:
    """The one line, and nothing else, with which a command refused to go on."""
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]
