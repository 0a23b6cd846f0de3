"""A row of the table of who gets what, and how the actors without a column read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.access_scene import ACTORS, LIKE

WHY = {"alasan": "Pindah tugas"}
# What is one's own account, or shows each one's own classes: a facilitator gets what trainers get.
FOR_EVERY_STAFF = {
    *("accounts.sign_out", "staff.desk", "staff.account", "staff.save_passphrase"),
    *("staff.renew_codes", "confirming.show", "confirming.ask"),
    *("classes.index", "classes.new", "classes.create", "twins.show"),
    "proposals.index",
}


@dataclass(frozen=True)
class Row:
    """`answers` in the order of ACTORS; `things` fill the address, `form` is what is posted. A
    value that begins with @ names one of the scene's things."""

    endpoint: str
    answers: str
    things: dict[str, str]
    form: dict[str, str]
    more: dict[str, str] = field(default_factory=dict)

    def expected(self, actor: str) -> str:
        """Of those without a column: a head sees what the office's trainers see; a facilitator of
        others' classes no more than a stranger's trainer; whoever serves two offices what a trainer
        of the chosen one does. `more` says where it is otherwise."""
        answers = dict(zip(ACTORS, self.answers.split(), strict=True))
        answer = answers[LIKE.get(actor, actor)]
        if actor == "facilitator" and self.endpoint not in FOR_EVERY_STAFF:
            # Else nothing that is not everybody's opens to them unless the table says so.
            answer = answer if answer == answers["anonymous"] else "404"
        return self.more.get(actor, answer)


def row(endpoint: str, answers: str, form: dict[str, str] | None = None, **things: str) -> Row:
    """`head`, `facilitator` and `both` are no things, but what those get."""
    told = {who: things.pop(who) for who in ("head", "facilitator", "both") if who in things}
    more = {actor: told[who] for who in told for actor in LIKE if actor.startswith(who)}
    return Row(endpoint, answers, {k: f"@{v}" for k, v in things.items()}, form or {}, more)
