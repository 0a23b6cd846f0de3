# shellcheck shell=bash
# What the commands in this folder share. Sourced, never run.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck disable=SC2034 # for those who source this
readonly ROOT

say() { printf '%s\n' "$*"; }

# One clear line for a person, then the end.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }
