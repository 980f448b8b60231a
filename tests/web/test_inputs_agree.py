"""Page and gateway judge alike what people type: thousands of texts put together at random, read by both."""

import json
import random
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.channels.inputs import given
from bot.channels.text import clean
from bot.channels.validators import Invalid, check
from store import digits

ROOT = Path(__file__).parents[2]
WEB = ROOT / "bot" / "web"
BUNDLER = WEB / "node_modules" / ".bin" / "rolldown"
WORDS = (
    "2024年 2021年 21年 今年 去年 前年 大前年 明年 三年前 3年前的 上个月 上上个月 这个月 下个月 上周 上上周 这周 周 星期 三 五 日 末 3月 12月 五月 "
    "十一月 腊月 正月 八月 5日 5号 31号 十五 初三 二十三 15 5 3 2019 2021.3.5 2021-3 2021/4/6 3.5 到 至 - ~ 、 和 或 起 以来 开始 至今 到现在 "
    "从 自 大概 左右 前后 期间 许 21时 晚9点 下午3点半 20:30 晚上 初 中旬 底 年初 年底 上半年 暑假 春天 第三季度 国庆 春节 中秋 清明 十一 除夕 农历 "
    "公历 闰六月 前 以前 后 多 半 个 两 三四 七八 年 月 天 近 最近 前两个月 前三天 昨天 今天 昨晚 昨儿 现在 的 吧 了 ， 。 记不清了 疫情 那会儿 那年 "
    "在办公室 20240305 202103 90年代 二〇二四年 零 十 元月 号 ( ) 的时候 星期三 每 张三 ０ ３月 20 Ⅲ 𠮷 é"
)
PIECES = WORDS.split()
KINDS = ("id_number", "phone", "contact", "name", "receipt")
TODAYS = ("2026-11-22", "2026-01-15", "2024-02-29", "2026-03-05", "2025-12-31")


def texts() -> list[tuple[str, str]]:
    """The shared cases, the same with a piece put in, left out or changed, and pieces in any order."""
    dice = random.Random(7)
    cases = yaml.safe_load((ROOT / "tests" / "data" / "date_cases.yml").read_text("utf-8"))
    made = [(str(c["input"]), str(c["today"])) for c in cases]
    known = [text for text, _ in made]
    while len(made) < 12_000:
        if dice.random() < 0.4:
            letters = list(dice.choice(known))
            at = dice.randrange(len(letters) + 1)
            letters[at : at + dice.randint(0, 1)] = dice.choice([[], [dice.choice(PIECES)]])
            text = "".join(letters)
        else:
            text = "".join(dice.choice(PIECES) for _ in range(dice.choice([1, 2, 2, 3, 3, 4, 6])))
        made.append((text, dice.choice(TODAYS)))
    return made


def judged(case: tuple[str, str, str]) -> str:
    kind, text, today = case
    if kind == "receipt":
        found = digits.receipt(text)
        return f"{found.number}/{found.password}"
    try:
        value = check(kind, clean(text).plain, 500, date.fromisoformat(today))
    except Invalid as invalid:
        return invalid.reason
    return f"ok {value}" if kind == "date" else "ok"


def inputs() -> list[tuple[str, str, str]]:
    """The shared cases of documents, phones, contacts and receipts, and the same with a character changed."""
    dice = random.Random(11)
    data = ROOT / "tests" / "data"
    known = [
        str(case.get("id", case.get("text")))
        for name in ("id_cases", "phone_cases", "receipt_cases")
        for case in yaml.safe_load((data / f"{name}.yml").read_text("utf-8"))
    ]
    made = [(kind, text, TODAYS[0]) for text in known for kind in KINDS]
    letters = [*"0123456789XOoIl-.:：/，。 转没有匿名不想留护照微信电话EGHM+()幺洞零〇\n", "\u0663", "ß", "𠮷"]
    while len(made) < 12_000:
        text = list(dice.choice(known))
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(text) + 1)
            text[at : at + dice.randint(0, 1)] = dice.choice([[], [dice.choice(letters)]])
        made.append((dice.choice(KINDS), "".join(text), TODAYS[0]))
    return made


def in_the_page(folder: Path, cases: list[tuple[str, str, str]]) -> list[str]:
    """What the page makes of the cases: its own code, bundled and run by Node."""
    for module in ("validate", "digits"):
        made = folder / f"{module}.mjs"
        subprocess.run([BUNDLER, f"src/{module}.ts", "--format", "esm", "--file", made], cwd=WEB, check=True)
    (folder / "cases.json").write_text(json.dumps(cases), "utf-8")
    (folder / "given.json").write_text(json.dumps(given()), "utf-8")
    (folder / "run.mjs").write_text(
        "import { readFileSync } from 'node:fs'; import { validate } from './validate.mjs';"
        "import { receipt } from './digits.mjs';"
        "const [cases, given] = ['cases', 'given']"
        ".map((name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')));"
        "const none = (v) => v ?? 'None';"
        "console.log(JSON.stringify(cases.map(([kind, text, today]) => {"
        " if (kind === 'receipt') { const r = receipt(text); return `${none(r.number)}/${none(r.password)}`; }"
        " const r = validate(kind, text, today, 500, given);"
        " return !r.ok ? r.problem : kind === 'date' ? `ok ${none(r.value)}` : 'ok'; })));",
        "utf-8",
    )
    ran = subprocess.run(["node", folder / "run.mjs"], capture_output=True, text=True, check=True)
    theirs: list[str] = json.loads(ran.stdout)
    return theirs


@pytest.mark.skipif(not BUNDLER.exists(), reason="the page's tools are not installed")
@pytest.mark.parametrize("subject", ["dates", "inputs"])
def test_page_and_gateway_agree(tmp_path: Path, subject: str) -> None:
    cases = [("date", text, today) for text, today in texts()] if subject == "dates" else inputs()
    pairs = zip(cases, map(judged, cases), in_the_page(tmp_path, cases), strict=True)
    differ = [(case, mine, theirs) for case, mine, theirs in pairs if mine != theirs]
    assert not differ, (len(differ), differ[:10])
