"""`desk.cli papers …`: which there are, what is missing, making them, taking them out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from desk import handling, opening, paper_form, papers
from desk.commands.cases import As, Which
from desk.commands.session import Clerk, sign_in, stop, told
from desk.keyring import OpenError
from docs_gen.documents import KINDS
from docs_gen.errors import DocumentError, list_missing
from store import cases, documents, keys, statuses

app = typer.Typer(help="文书：有哪些、还缺什么、制作、取出。", no_args_is_help=True)
Kind = Annotated[str, typer.Argument(help="文书种类，见 papers list。")]


@app.command("list")
def list_papers(which: Which, as_: As) -> None:
    """一件案件可以制作的文书，和已经制作的。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
        made = documents.of_case(s, case.id)
    for kind in papers.OF_CASE.get(case.kind, ()):
        typer.echo(f"可以制作  {kind}  {KINDS[kind].title}")
    for one in made:
        typer.echo(f"已经制作  {one.id}  {KINDS[one.kind].title}{'' if one.finished else '（草稿）'}")


@app.command()
def fields(kind: Kind) -> None:
    """一种文书的各项：名称、含义、是否必填。"""
    if kind not in KINDS:
        stop(f"没有这种文书。可以是：{'、'.join(KINDS)}。")
    for one in KINDS[kind].specs():
        must = "必填" if one.required else "选填"
        typer.echo(f"{one.name}  {one.item}{one.label}  {must}  {'|'.join(one.options)}  {one.help}".rstrip())
        if one.of is not None:
            for inner in one.of.specs():
                typer.echo(f"    {inner.name}  {inner.label}  {'必填' if inner.required else '选填'}")


@app.command()
def make(
    which: Which,
    kind: Kind,
    as_: As,
    set_: Annotated[list[str], typer.Option("--set", help="名称=值，可以多次；多行用 \\n。")] = [],  # noqa: B006
    file: Annotated[Path | None, typer.Option(help="YAML 文件，名称: 值；有分组的（如被保护人）写成列表。")] = None,
    out: Annotated[Path | None, typer.Option(help="另存为这个文件。")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="打印草稿，标明还缺什么。")] = False,
    step: Annotated[str, typer.Option(help="制作之后同时办理这个步骤，见 cases step。")] = "",
) -> None:
    """制作文书并封存。案件里已有的内容自动填好，--set 和 --file 覆盖它。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
    if kind not in papers.OF_CASE.get(case.kind, ()):
        stop(f"这类案件没有这种文书。可以是：{'、'.join(papers.OF_CASE.get(case.kind, ()))}。")
    if clerk.staff.role not in statuses.kind(case.kind).set:
        stop("您的岗位不能制作这类案件的文书。")
    given = _given(set_, file)
    with told():
        source = _source(clerk, case, kind)
        values = papers.prefilled(kind, source) | given
        _check(kind, values, draft)
        try:
            _, data, kept = papers.make(clerk.office.store, source, kind, values, finished=not draft)
        except DocumentError as error:
            stop(str(error))
        except keys.NoKey:
            stop("没有公布密钥，文书不能封存，所以没有制作。")
    typer.echo(f"已制作并封存：{kept}")
    if out is not None:
        _write(out, data)
    if step:
        _take(clerk, case, step)


@app.command()
def take(
    which: Which,
    document: Annotated[str, typer.Argument(help="文书编号（d_…）。")],
    as_: As,
    out: Annotated[Path | None, typer.Option(help="存为这个文件；不写则用文书的名称。")] = None,
) -> None:
    """取出封存的文书。每次取出都会记录。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
    with told():
        try:
            name, data = papers.take_out(clerk.unlocked(), case.id, document, clerk.staff)
        except KeyError:
            stop("没有这份文书。")
        except OpenError as error:
            stop(opening.why(error))
    _write(out or Path(name), data)


def _given(pairs: list[str], file: Path | None) -> dict[str, object]:
    given: dict[str, Any] = {}
    if file is not None:
        try:
            tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, yaml.YAMLError):
            stop("读不了这个 YAML 文件。")
        if not isinstance(tree, dict):
            stop("YAML 文件应当是“名称: 值”。")
        # YAML reads 2026-03-01 as a date, which is what a date field wants, and 36 as a number, which none does.
        given |= {
            str(name): str(v) if isinstance(v, int | float) and not isinstance(v, bool) else v
            for name, v in tree.items()
        }
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            stop(f"--set 应当写作 名称=值：{name}")
        given[name] = value.replace("\\n", "\n")
    return given


def _source(clerk: Clerk, case: cases.Listed, kind: str) -> papers.Source:
    own: list[opening.Opened] = []
    linked: list[opening.Opened] = []
    if kind not in papers.PLAIN:
        own, linked = papers.open_for(kind)(clerk.unlocked(), case.id, clerk.staff)
    office = clerk.office
    return papers.source_of(
        office.store,
        case.id,
        opening.texts(own),
        office.settings,
        clerk.staff,
        opening.texts(linked),
        papers.reported([*own, *linked]),
    )


def _check(kind: str, values: papers.Values, draft: bool) -> None:
    unknown = set(values) - {one.name for one in KINDS[kind].specs()}
    if unknown:
        stop(f"没有这一项：{'、'.join(sorted(unknown))}。见 papers fields {kind}。")
    found = paper_form.check(KINDS[kind], values)
    for name, words in found.errors.items():
        typer.secho(f"{name}：{words}", err=True, fg="red")
    if found.errors:
        raise typer.Exit(1)
    if found.missing and not draft:
        stop(f"《{KINDS[kind].title}》还不能制作，缺：{list_missing(found.missing)}。")


def _take(clerk: Clerk, case: cases.Listed, step: str) -> None:
    try:
        with clerk.office.store.begin() as s:
            taken = handling.take(s, case, step, clerk.staff)
    except handling.Refusal as refusal:
        stop(f"文书已经制作，但是状态没有改。{refusal.words}{'、'.join(point.text for point in refusal.missing)}")
    except KeyError:
        stop("文书已经制作，但是没有这个步骤。")
    typer.echo(f"状态已设为：{taken.title}")


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)
    typer.echo(f"已存为 {path}")
