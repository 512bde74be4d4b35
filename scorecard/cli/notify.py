"""Notify: digests and alerts to the audiences of the catalogue, and what is muted."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from scorecard.changes.mute import mute as mute_alerts
from scorecard.changes.mute import unmute as unmute_alerts
from scorecard.changes.send_notices import begin_notice, end_notice
from scorecard.cli.saying import DATA, USE, actor, say, say_problems
from scorecard.domain.addresses import Address
from scorecard.domain.errors import UnknownName
from scorecard.domain.notices import Notice, NoticeKind
from scorecard.exports.notices import send_notice
from scorecard.ingest.opening import open_store
from scorecard.reports.notices import NoticesReport, audiences_of, notices_report
from scorecard.settings import NOTIFY, Settings, addresses_from
from scorecard.store.store import Store


@click.group("notify", invoke_without_command=True)
@click.option("--dry-run", is_flag=True, help="Print exactly what would go, and write nothing.")
@click.option("--digest", "kinds", flag_value="digest", default=None, help="Digests only.")
@click.option("--alerts", "kinds", flag_value="alerts", help="Alerts only.")
@click.option("--to", default="", help="To this audience of the catalogue only.")
@click.pass_context
def notify(context: click.Context, /, dry_run: bool, kinds: str | None, to: str) -> None:
    """Send what is due to the audiences of the catalogue: digests, and alerts about what changed."""
    if context.invoked_subcommand is not None:
        return
    settings = context.find_object(Settings) or Settings()
    chosen = frozenset({NoticeKind(kinds)} if kinds else NoticeKind)
    with _opened(settings) as store:
        names = _named(store, to)
        if dry_run:
            for name in names:
                _print(notices_report(store, name, chosen, settings.app_url, waiting=True))
            return
        addresses, problems = addresses_from(os.environ)
        say_problems(problems)
        with store.notices.alone():
            failed = [name for name in names if not _notify(store, settings, name, chosen, addresses.get(name))]
    if failed:
        raise SystemExit(DATA)


@notify.command("mute")
@click.argument("what")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The last day.")
@click.option("--reason", required=True, help="Why.")
@click.option("--to", default="", help="For this audience only; for all if not given.")
@click.pass_obj
def mute(settings: Settings, what: str, until: datetime, reason: str, to: str) -> None:
    """Mute alerts about WHAT: a measure, item12, decision3, cash, status, late, due or everything."""
    with _opened(settings) as store:
        number = mute_alerts(store, actor(), what, until.date(), reason, to)
        say(f"Mute {number}: no alerts about {what} through {until:%-d %b %Y}. They are counted in digests.")


@notify.command("mutes")
@click.pass_obj
def mutes(settings: Settings) -> None:
    """List what is muted: number, what, for whom, until when, by whom and why."""
    with _opened(settings) as store:
        standing = [each for each in store.notices.mutes() if each.holds(each.audience, store.today())]
        for each in standing:
            whom = each.audience or "everybody"
            reason = " ".join(each.reason.split())
            say(f"{each.id:<6}{each.what:<24}{whom:<16}until {each.until:%-d %b %Y}  {each.opened_by}: {reason}")
        if not standing:
            say("Nothing is muted.")


@notify.command("unmute")
@click.argument("number", type=int)
@click.pass_obj
def unmute(settings: Settings, number: int) -> None:
    """Take mute NUMBER back; what changed meanwhile and still stands is told by the next run."""
    with _opened(settings) as store:
        unmute_alerts(store, actor(), number)
        say(f"Mute {number} is taken back.")


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    store = open_store(settings.store, settings.book_url, settings.facts_uri)
    try:
        yield store
    except UnknownName as fault:
        say(str(fault), err=True)
        raise SystemExit(USE) from None
    finally:
        store.close()


def _named(store: Store, to: str) -> list[str]:
    found = audiences_of(store)
    if to and to not in found:
        raise UnknownName("audience", to)
    return [to] if to else list(found)


def _print(report: NoticesReport) -> None:
    """Exactly what would go, to which named audience; and what waits for the end of quiet hours, as it stands now."""
    say(report.headline)
    for notice in (*report.notices, *report.waiting):
        waits = ", waits" if notice in report.waiting else ""
        say(f"\n=== {notice.kind.value} to {report.audience.name} ({report.audience.id}){waits}")
        say(f"{notice.title}\n\n{notice.text}\n")


def _notify(
    store: Store, settings: Settings, name: str, kinds: Collection[NoticeKind], address: Address | None
) -> bool:
    """Send an audience all that is due; the digest is made after the alerts have left, as it counts what they held."""
    if address is None:
        named = f"{NOTIFY}{name.upper()}, or {name} under [notify] in the secrets file"
        say(f"{audiences_of(store)[name].name} has no address: set {named}.", err=True)
        return False
    all_well = True
    for kind in (each for each in (NoticeKind.ALERTS, NoticeKind.DIGEST) if each in kinds):
        report = notices_report(store, name, {kind}, settings.app_url)
        say(report.headline)
        if report.noted:
            begin_notice(store, actor(), report.noted)
        for notice in report.notices:
            all_well = _sent(store, notice, report.audience.name, address) and all_well
    return all_well


def _sent(store: Store, notice: Notice, audience: str, address: Address) -> bool:
    """Send one message and write down what came of it; what fails is told in one sentence and tried again next time."""
    number = begin_notice(store, actor(), notice)
    why = send_notice(notice, address)
    end_notice(store, actor(), number, not why)
    if why:
        verb = "were" if notice.kind is NoticeKind.ALERTS else "was"
        say(f"The {notice.kind.value} for {audience} {verb} not sent: {why}. The next run tries again.", err=True)
    return not why
