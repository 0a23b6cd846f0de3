"""The operator's commands; each wraps one operation and speaks English."""

from __future__ import annotations

import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from literasi import setup
from literasi.certificates.operations import find_certificate, withdraw
from literasi.content.check import report
from literasi.database import write
from literasi.domain.certificate import parse_code
from literasi.web.clock import now, today
from literasi.web.site import site

courses = AppGroup("courses", help="Course files.")
certificates = AppGroup("certificates", help="Certificates.")


def init_commands(app: Flask) -> None:
    app.cli.add_command(set_up)
    app.cli.add_command(courses)
    app.cli.add_command(certificates)


@click.command("setup")
@with_appcontext
def set_up() -> None:
    """Make this installation ready: keys, database, courses, public pages."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        setup.prepare(app, site(), now(), click.echo)
    except setup.SetupError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@courses.command("check")
def check_courses() -> None:
    """Report every problem in the course files as path:line, and figures of each course."""
    result = report(site().settings.courses, today())
    for line in result.lines:
        click.echo(line)
    sys.exit(1 if result.problems else 0)


@certificates.command("withdraw")
@click.argument("code")
@click.option("--reason", required=True, help="Shown to everybody who checks the certificate.")
def withdraw_certificate(code: str, reason: str) -> None:
    """Withdraw a certificate: its verification page then says DICABUT, and why."""
    canonical = parse_code(code)
    with write():
        certificate = find_certificate(canonical) if canonical else None
        if certificate is None:
            raise click.ClickException("No certificate has this code.")
        try:
            withdraw(certificate, reason, now())
        except ValueError as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"Withdrawn: {certificate.number}")
