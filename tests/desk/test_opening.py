"""Opening: recorded before anything is decrypted, refused with the article, gone with the page."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2
from pypdf import PdfReader, PdfWriter

from desk import files, opening
from desk.keyring import Keyring, OpenError
from desk.papers.source import source_of
from store import cases, vault
from store.clock import now
from store.sealing import seal
from tests.desk.desk import FACTS, RIGHTS, SECRETS, Desk


def test_a_report_needs_the_chiefs_approval(desk: Desk) -> None:
    case = desk.report()
    officer, chief = desk.as_("intake_officer"), desk.as_("chief_prosecutor")
    refused = officer.post(f"/cases/{case.case_id}/open")
    assert refused.status_code == 403
    assert "第五条第二项" in refused.text and "检察长" in refused.text and "未经检察长批准" in refused.text
    assert not any(secret in refused.text for secret in SECRETS)
    assert chief.post(f"/cases/{case.case_id}/approve").status_code == 303
    assert FACTS in officer.post(f"/cases/{case.case_id}/open").text
    assert chief.post(f"/cases/{case.case_id}/withdraw-approval").status_code == 303
    assert officer.post(f"/cases/{case.case_id}/open").status_code == 403
    assert desk.records(case.case_id)[1:] == [
        ("case.open", "refused:approval"),
        ("case.approve_open", "all"),
        ("case.open", "ok"),
        ("case.withdraw_approval", "count:1"),
        ("case.open", "refused:approval"),
    ]


def test_an_approval_for_one_officer_is_for_that_one(desk: Desk) -> None:
    case = desk.report()
    officer, chief = desk.as_("intake_officer"), desk.as_("chief_prosecutor")
    stranger = desk.make.staff("rights_officer")
    assert chief.post(f"/cases/{case.case_id}/approve", officer=stranger.id).status_code == 422
    assert chief.post(f"/cases/{case.case_id}/approve", officer=officer.staff.id).status_code == 303
    assert officer.post(f"/cases/{case.case_id}/open").status_code == 200


def test_the_record_comes_before_the_key(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    seen: list[list[tuple[str, str]]] = []

    def watch(self: Keyring, envelope: object) -> dict[str, str]:
        seen.append(desk.records(case.case_id))
        raise OpenError("not as it was sealed")

    monkeypatch.setattr(Keyring, "open_text", watch)
    desk.as_("intake_officer").post(f"/cases/{case.case_id}/open")
    assert seen and all(("case.open", "ok") in records for records in seen)


def test_nothing_is_decrypted_when_the_record_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    opened: list[object] = []
    monkeypatch.setattr(Keyring, "open_text", lambda self, envelope: opened.append(envelope))

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("store.audit.append", fail)
    reply = desk.as_("intake_officer").post(f"/cases/{case.case_id}/open")
    assert reply.status_code == 500
    assert not opened
    assert "disk full" not in reply.text


def test_a_date_in_words_is_shown_with_the_day_it_means(desk: Desk) -> None:
    conversation = desk.make.conversation()
    plain = f'{{"v":1,"ask":"rights.date","kind":"date","text":"上个月5号","at":"{now().isoformat()}","value":"2026-10-05"}}'
    with desk.office.store.begin() as s:
        vault.put(s, conversation, "rights.date", seal(desk.make.public, "text", plain.encode()))
    desk.make.prepare(conversation)
    with desk.office.store.begin() as s:
        case = cases.submit(s, conversation, "rights", RIGHTS)
    page = desk.as_("rights_officer").post(f"/cases/{case.case_id}/open").text
    assert "上个月5号" in page
    assert "2026年10月5日" in page


def test_a_story_in_pieces_is_shown_in_pieces_and_fills_the_papers(desk: Desk) -> None:
    """Told before it was asked for, and for another flow at first: it is the first part of the facts."""
    conversation = desk.make.conversation()
    desk.make.draft(conversation, "report.story", "先写的一段")
    desk.make.draft(conversation, "report.story", "又写的一段")
    desk.make.draft(conversation, "rights.facts", "问到才写的")
    with desk.office.store.begin() as s:
        vault.move(s, conversation, "report.story", "rights.story")
    desk.make.prepare(conversation)
    with desk.office.store.begin() as s:
        case = cases.submit(s, conversation, "rights", RIGHTS)
    page = desk.as_("rights_officer").post(f"/cases/{case.case_id}/open").text
    assert "第1段" in page and "第2段" in page and "另一个问题" not in page
    assert page.index("先写的一段") < page.index("又写的一段") < page.index("问到才写的")
    staff = desk.make.staff("rights_officer")
    opened = opening.open_case(desk.office, case.case_id, staff)
    source = source_of(desk.office.store, case.case_id, opening.texts(opened), desk.office.settings, staff)
    assert source.text("facts") == "先写的一段\n又写的一段\n问到才写的"


def test_an_item_that_does_not_open_hides_nothing_else(desk: Desk) -> None:
    conversation = desk.make.conversation()
    desk.make.draft(conversation, "report.facts", "别的内容")
    with desk.office.store.begin() as s:
        vault.put(s, conversation, "report.party", seal(desk.make.public, "text", b"no json"))
    desk.make.prepare(conversation)
    with desk.office.store.begin() as s:
        case = cases.submit(s, conversation, "report", {"mode": "anonymous"})
    page = desk.as_("chief_prosecutor").post(f"/cases/{case.case_id}/open").text
    assert "别的内容" in page and "打不开" in page


def test_content_stays_out_of_links_and_reloads(desk: Desk) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    officer = desk.as_("intake_officer")
    assert officer.get(f"/cases/{case.case_id}/open").status_code == 303
    assert officer.post(f"/cases/{case.case_id}/open").headers["cache-control"] == "no-store"


def picture() -> bytes:
    """A JPEG with a camera and a place in its EXIF."""
    exif = Image.Exif()
    exif[0x010F] = "SPYCAM"
    exif[0x0112] = 6
    place: ImageFileDirectory_v2 | dict[int, object] = {1: "N", 2: (30.0, 45.0, 0.0), 3: "E", 4: (120.0, 45.0, 0.0)}
    exif[0x8825] = place
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", exif=exif, comment=b"taken by Zhou")
    return out.getvalue()


def word() -> bytes:
    """A Word file with an author."""
    document = Document()
    document.add_paragraph("内容")
    document.core_properties.author = "周晓梅"
    document.add_comment(document.paragraphs[0].runs, text="看这里", author="Zhou Xiaomei", initials="ZXM")
    document.add_picture(io.BytesIO(picture()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    """A PDF with an author."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Zhou Xiaomei"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_metadata_goes_from_pictures() -> None:
    seen = files.look(picture(), "a.jpg")
    assert seen.stripped and seen.extension == "jpg"
    assert b"SPYCAM" not in seen.data and b"Zhou" not in seen.data
    with Image.open(io.BytesIO(seen.data)) as clean:
        assert clean.size == (20, 30)  # turned the way the EXIF said
        assert not dict(clean.getexif())


def test_metadata_goes_from_word_and_pdf() -> None:
    clean = files.look(word(), "a.docx")
    assert clean.stripped
    with zipfile.ZipFile(io.BytesIO(clean.data)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
        for trace in ("周晓梅", "Zhou", "ZXM", "SPYCAM"):
            assert trace.encode() not in everything
    assert Document(io.BytesIO(clean.data)).paragraphs[0].text == "内容"
    stripped = files.look(pdf(), "a.pdf")
    assert stripped.stripped and "Zhou" not in str(PdfReader(io.BytesIO(stripped.data)).metadata)


def test_a_file_that_a_copy_would_shorten_is_left_alone() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (5, 5), colour) for colour in ("red", "blue")]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    seen = files.look(out.getvalue(), "a.tif")
    assert not seen.stripped and seen.data == out.getvalue() and seen.warning


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"MZ\x90\x00program", "名单.docx", "程序"),
        (b"\x7fELFxx", "a.jpg", "程序"),
        (b"hello", "a.jpg", "不符"),
        (b"\xff\xd8\xff\xe0broken", "a.jpg", "损坏"),
    ],
    ids=["exe", "elf", "text", "broken"],
)
def test_doubtful_files_are_said_to_be(data: bytes, name: str, words: str) -> None:
    assert words in files.look(data, name).warning


def test_files_are_given_out_clean_and_the_original_with_a_warning(desk: Desk) -> None:
    case = desk.report(**{"周晓梅的照片.jpg": picture()})
    officer = desk.as_("intake_officer")
    desk.approve(case.case_id)
    page = officer.post(f"/cases/{case.case_id}/open").text
    assert "周晓梅的照片.jpg" in page
    at = page[page.index(f"/cases/{case.case_id}/files/") :].partition('"')[0]
    clean = officer.post(at)
    assert clean.content.startswith(b"\xff\xd8") and b"SPYCAM" not in clean.content
    assert "attachment" in clean.headers["content-disposition"]
    assert "%E5%91%A8" not in clean.headers["content-disposition"]  # 周
    warned = officer.post(at, original="true")
    assert "元数据" in warned.text
    assert officer.post(at, original="true", sure="true").content == picture()
    assert [a for a, _ in desk.records(case.case_id)].count("case.open_file") == 3


def test_a_file_needs_the_approval_too(desk: Desk) -> None:
    case = desk.report(**{"a.jpg": picture()})
    with desk.office.store.read() as s:
        item = next(i for i in vault.of_case(s, case.case_id) if i.upload)
    refused = desk.as_("intake_officer").post(f"/cases/{case.case_id}/files/{item.id}")
    assert refused.status_code == 403
    assert desk.records(case.case_id)[-1] == ("case.open_file", "refused:approval")


def test_a_locked_key_stops_opening_and_nothing_else(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    desk.office.keyring = None
    assert officer.get("/").status_code == 200
    assert "密钥没有解锁" in officer.get(f"/cases/{case.case_id}").text
    assert officer.post(f"/cases/{case.case_id}/open").status_code == 503
    assert officer.post(f"/cases/{case.case_id}/steps/protect_officer").status_code == 303
    assert ("case.open", "ok") not in desk.records(case.case_id)
    assert officer.post("/unlock", passphrase="a wrong passphrase").status_code == 403
    assert officer.post("/unlock", passphrase="a passphrase for tests").status_code == 303
    assert officer.post(f"/cases/{case.case_id}/open").status_code == 200


def test_a_key_rotated_beside_the_desk_opens(desk: Desk) -> None:
    beside = Keyring.load(desk.office.settings.keys_dir, "a passphrase for tests")
    key = beside.rotate()
    with desk.office.store.begin() as s:
        beside.publish(s)
    desk.make.public = key.public
    case = desk.rights()
    assert "马大勇" in desk.as_("rights_officer").post(f"/cases/{case.case_id}/open").text
