"""The operator's commands; each wraps one operation and speaks English."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from literasi import audio as recorded
from literasi import books as printed
from literasi import setup
from literasi.accounts.audit import Act
from literasi.accounts.leaving import find_record, gone
from literasi.accounts.staff import (
    INVITATION_LETTERS,
    Newcomer,
    disable,
    invite,
    invite_again,
    random_code,
)
from literasi.accounts.staff_forms import is_login, read_login
from literasi.accounts.staff_models import Office, Staff
from literasi.certificates.jobs import make_due, sweep_of, tasks_of, tidy
from literasi.certificates.leaving import remove_file, remove_files_of_nobody
from literasi.certificates.operations import find_certificate, withdraw
from literasi.certificates.remake_jobs import remake
from literasi.content.check import report
from literasi.database import db, write
from literasi.domain.certificate import parse_code
from literasi.domain.roles import ROLES
from literasi.files import alone
from literasi.keys import KeyFileError
from literasi.pdf.fonts import FontsError, check_fonts
from literasi.portal.leaving import delete_person
from literasi.sealing import keys as seal
from literasi.training.roster.details import forget_unclaimed
from literasi.training.roster.drafts import forget_drafts
from literasi.web.clock import now, today
from literasi.web.prepared import NotPreparedError
from literasi.web.site import Site, site

courses = AppGroup("courses", help="Course files.")
books = AppGroup("books", help="Course books and trainers' plans, as PDFs.")
audio = AppGroup("audio", help="Lessons as recordings, for phones without a voice.")
certificates = AppGroup("certificates", help="Certificates.")
participants = AppGroup("participants", help="What is kept of people in classes.")
keys = AppGroup("keys", help="The installation's secrets.")
staff = AppGroup("staff", help="The first administrators; everybody else is invited on the site.")


def init_commands(app: Flask) -> None:
    app.cli.add_command(set_up)
    app.cli.add_command(courses)
    app.cli.add_command(books)
    app.cli.add_command(audio)
    app.cli.add_command(run_jobs)
    app.cli.add_command(run_worker)
    app.cli.add_command(certificates)
    app.cli.add_command(participants)
    app.cli.add_command(keys)
    app.cli.add_command(staff)


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
@click.option("--verbose", is_flag=True, help="A line for each lesson and each quiz, too.")
def check_courses(verbose: bool) -> None:
    """Report every problem in the course files as path:line, and figures of each course."""
    result = report(site().settings.courses, today(), verbose)
    for line in result.lines:
        click.echo(line)
    sys.exit(1 if result.problems else 0)


@books.command("build")
@with_appcontext
def build_books() -> None:
    """Render every course book and trainer's plan that is missing or outdated."""
    sys.exit(0 if _built(printed.build) else 1)


@audio.command("build")
@with_appcontext
def build_audio() -> None:
    """Record every lesson that has no recording, or an outdated one."""
    sys.exit(0 if _built(recorded.build) else 1)


@click.command("jobs")
@with_appcontext
def run_jobs() -> None:
    """Make what a start leaves for later, one after the other: books and plans, then audio."""
    done = [_built(job) for job in (printed.build, recorded.build)]
    sys.exit(0 if all(done) else 1)


@click.command("worker")
@with_appcontext
def run_worker() -> None:
    """Make what the site leaves for later, such as certificates' files, until told to end."""
    from literasi.queue.consumer import work

    try:
        check_fonts()
    except FontsError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    tidy()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    processes = min(2, os.cpu_count() or 1)
    work(site().settings, tasks_of(app), sweep_of(app), processes)


@certificates.command("make")
@with_appcontext
def make_certificate_files() -> None:
    """Make the files that wait to be made, here and now; what the worker does all the time."""
    click.echo(f"Tried: {make_due()}")


@certificates.command("remake")
@with_appcontext
def remake_certificate_files() -> None:
    """Make anew what keys sealed that are distrusted since; the log keeps each new hash."""
    with alone(site().settings.keys / "remake.lock"):
        made, failed = remake(site(), now(), click.echo)
    click.echo(f"Made anew: {made}" + (f", not made: {failed}" if failed else ""))
    sys.exit(1 if failed else 0)


def _built(job: Callable[[Site, Callable[[str], None]], None]) -> bool:
    """Whether a job made all that it should have; what it could not is said."""
    try:
        job(site(), click.echo)
    except (printed.BooksError, recorded.AudioError, NotPreparedError) as error:
        click.echo(str(error), err=True)
        return False
    return True


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


@participants.command("forget")
def forget_participants() -> None:
    """Remove what is kept no longer: details that nobody claimed until 90 days after their class,
    lists that nobody accepted within a day, files of accounts that were deleted. Meant for every
    night."""
    with write():
        people, lists = forget_unclaimed(today()), forget_drafts(now())
    files = remove_files_of_nobody(site().files)
    click.echo(f"Forgotten: details of {people}, lists: {lists}, files: {files}")


@participants.command("deleted")
def list_deleted() -> None:
    """Print a line for each account that was deleted: what `participants delete` takes."""
    for uid in gone():
        click.echo(uid)


@participants.command("delete")
@click.argument("uids", nargs=-1, type=click.UUID)
def delete_again(uids: tuple[UUID, ...]) -> None:
    """Delete accounts anew that a restored backup brought back. Whoever is not there is passed
    over."""
    deleted = 0
    for uid in uids:
        with write():
            person = find_record(uid)
            codes = delete_person(person, now()) if person else []
        for code in codes:
            remove_file(site().files, code)
        deleted += person is not None
    click.echo(f"Deleted: {deleted}")


@keys.command("rotate")
@click.argument("which", type=click.Choice(["seal"]))
@click.option("--lost", is_flag=True, help="There are none, nor a copy: all they sealed is void.")
@with_appcontext
def rotate_keys(which: str, lost: bool) -> None:
    """Make new keys for what is sealed from now on; what the older ones sealed stays genuine.

    Their private halves are destroyed. Only the seal can be rotated.
    """
    settings, rotate = site().settings, seal.begin_again if lost else seal.rotate
    try:
        made = rotate(settings.keys, settings.name, now())
    except (KeyFileError, OSError) as error:
        raise click.ClickException(f"Nothing was changed: {error}") from None
    click.echo(f"New seal: {made.signing_p256.id} (files), {made.signing_ed25519.id} (credentials)")
    click.echo("Now restart the site, and save the keys again: deploy.backup --keys FILE")


@keys.command("list")
@click.argument("which", type=click.Choice(["seal"]))
@with_appcontext
def list_keys(which: str) -> None:
    """Every key that there ever was, the oldest first, and what became of it."""
    for key in site().seal.public.values():
        line = f"{key.id}  {key.kind:7}  made {key.made_on}"
        line += f", retired {key.retired_on}" if key.retired_on else ", in use"
        click.echo(line + (f", distrusted {key.distrusted_on}" if key.distrusted_on else ""))


@keys.command("distrust")
@click.argument("which", type=click.Choice(["seal"]))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--reason", required=True, help="Kept beside the key.")
@with_appcontext
def distrust_keys(which: str, ids: tuple[str, ...], reason: str) -> None:
    """After a theft: what these keys signed is called genuine no longer.

    Rotate first, so that they sign no more. `keys list seal` shows their ids.
    """
    for id_ in ids:
        try:
            seal.distrust(site().settings.keys, id_, reason, now())
        except (KeyFileError, OSError, ValueError) as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"Distrusted: {id_}")
    click.echo("Now save the keys again: deploy.backup --keys FILE")
    click.echo("Then make anew what they sealed: flask certificates remake")


@staff.command("invite")
@click.argument("login")
@click.option("--name", required=True, help="As colleagues and the log will show it.")
@click.option("--role", type=click.Choice(ROLES), default="national", show_default=True)
@click.option("--office", default="", help="The office's key in the offices file.")
def invite_staff(login: str, name: str, role: str, office: str) -> None:
    """Invite somebody, or again somebody who lost passphrase and telephone.

    LOGIN is an e-mail address or a staff number. Prints a code that works for seven days.
    """
    login, code = read_login(login), random_code(INVITATION_LETTERS)
    if not is_login(login):
        raise click.ClickException("Give an e-mail address, or a staff number of digits only.")
    with write():
        known = db.session.scalar(select(Staff).where(Staff.login == login).with_for_update())
        if known is not None:
            act = Act(None, known.office_id, now())
            invite_again(known, code, act, "invited at the command line")
        else:
            office_id = _office_id(role, office)
            invite(Newcomer(name, login, role, office_id), code, Act(None, office_id, now()))
    click.echo(f"Invitation for {login}: {code}")
    click.echo("To be typed at /petugas/undangan within seven days.")


@staff.command("disable")
@click.argument("login")
@click.option("--reason", required=True, help="Kept in the log.")
def disable_staff(login: str, reason: str) -> None:
    """Disable an account; its sessions end everywhere at once."""
    with write():
        login = read_login(login)
        known = db.session.scalar(select(Staff).where(Staff.login == login).with_for_update())
        if known is None:
            raise click.ClickException("Nobody has this login.")
        disable(known, Act(None, known.office_id, now()), reason)
    click.echo(f"Disabled: {login}")


def _office_id(role: str, slug: str) -> int | None:
    """The office for a role. Raises ClickException when the two do not fit."""
    if role == "national":
        if slug:
            raise click.ClickException("The national level has no office: leave --office out.")
        return None
    office_id = db.session.scalar(select(Office.id).where(Office.slug == slug))
    if office_id is None:
        slugs = ", ".join(db.session.scalars(select(Office.slug).order_by(Office.slug)))
        raise click.ClickException(f"--office is one of: {slugs}.")
    return office_id
