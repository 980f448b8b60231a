"""`python -m desk.cli`: the desk from a command line, with the same accounts, checks and records."""

from __future__ import annotations

import typer

from desk.commands import audits, cases, keys, papers, staff
from desk.commands.session import office
from rules import calendar as calendar_file
from store import cases as store_cases

app = typer.Typer(
    help="守口 内部工作台的命令行。", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)
calendar = typer.Typer(help="工作日历。", no_args_is_help=True)
app.add_typer(cases.app, name="cases")
app.add_typer(papers.app, name="papers")
app.add_typer(audits.app, name="audit")
app.add_typer(keys.app, name="key")
app.add_typer(staff.app, name="staff")
app.add_typer(calendar, name="calendar")
app.command("due")(cases.due)


@calendar.command()
def recompute() -> None:
    """新一年的放假安排公布或者有调整之后：重算期限。不需要登录，只改日期；告知过的日期和原因都留着。"""
    desk = office()
    try:
        calendar_file.check_overlay()
    except calendar_file.CalendarError as error:
        typer.echo(f"工作日历补充有错，没有重算：{error}", err=True)
        raise typer.Exit(1) from None
    with desk.store.read() as s:
        waiting = store_cases.stale(s)
    changed = 0
    for case_id in waiting:
        with desk.store.begin() as s:
            changed += len(store_cases.recompute(s, case_id))
    typer.echo(f"要重算的 {len(waiting)} 件，改了 {changed} 个期限。")


if __name__ == "__main__":
    app()
