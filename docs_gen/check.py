"""Checks templates against the documents' data: `python -m docs_gen.check [folder]`, after an office edited one.

Says in Chinese what is wrong; exit code 1 when something is. `python -m docs_gen.check --tags` lists every kind's tags.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx.oxml.ns import qn
from jinja2 import TemplateError, nodes

from docs_gen.documents import KINDS
from docs_gen.documents.base import DocumentData
from docs_gen.errors import TemplateProblem
from docs_gen.render import TEMPLATES, environment, load, template_path

_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex"})
_REVIEW_MARKS = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:commentRangeStart", "w:commentReference")


def problems(kind: type[DocumentData], path: Path) -> tuple[str, ...]:
    """What is wrong with the template at `path` for this kind, as Chinese sentences; () when it can be used."""
    try:
        template = load(path)
        sources = [template.patch_xml(template.get_xml())]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            sources += [
                template.patch_xml(template.get_part_xml(part)) for _, part in template.get_headers_footers(uri)
            ]
        used = template.get_undeclared_template_variables(environment())
        attributes = {one.attr for source in sources for one in environment().parse(source).find_all(nodes.Getattr)}
    except TemplateProblem as error:
        return error.problems
    except TemplateError as error:
        return (f"标签写法有误：{error.message}",)
    found: list[str] = []
    known = kind.context_names()
    if unknown := sorted(used - known):
        found.append(f"模板里有不认识的标签：{'、'.join(unknown)}")
    of_groups = {name for one in kind.specs() if one.of for name in one.of().context()}
    if strange := sorted(attributes - of_groups - _LOOP):
        found.append(f"模板里有不认识的标签：{'、'.join(strange)}")
    unused = [one.label for one in kind.specs() if one.required and not {one.name, f"{one.name}_boxes"} & used]
    if unused:
        found.append(f"模板里缺少必填项的标签：{'、'.join(unused)}")
    body = template.docx.element.body
    if any(next(body.iter(qn(mark)), None) is not None for mark in _REVIEW_MARKS):
        found.append("模板里有批注或者未接受的修订，会带出姓名，请先接受修订、删除批注")
    return tuple(found)


def print_tags() -> None:
    """Every kind with its tags: name, Chinese label, whether it must be given."""
    for kind in KINDS.values():
        print(f"\n{kind.title}（{kind.template}）")
        for one in kind.specs():
            print(f"  {{{{ {one.name} }}}}  {one.label}{'（必填）' if one.required else ''}")
            for inner in one.of.specs() if one.of else ():
                print(f"    .{inner.name}  {inner.label}{'（必填）' if inner.required else ''}")


def main(folder: Path) -> int:
    """Print what is wrong with each kind's template; how many have something wrong."""
    bad = 0
    for kind in KINDS.values():
        path = template_path(kind, folder)
        found = problems(kind, path)
        bad += bool(found)
        print(f"{path.name}（{kind.title}）：{'；'.join(found) if found else '可以使用'}")
    return bad


if __name__ == "__main__":
    if "--tags" in sys.argv:
        print_tags()
        sys.exit(0)
    sys.exit(1 if main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES) else 0)
