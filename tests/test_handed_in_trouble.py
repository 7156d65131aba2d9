"""What a class hands in that is damaged, packed in another way, in doubt, or of students of one name: nobody gets a
zero or another's mark for it, and it stops nobody else."""

import io
import os
import random
import struct
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest
from test_handed_in import MODULE, archive, write

from autograder.classroom.batch import files
from autograder.classroom.batch.files import Refused, Unreadable
from autograder.classroom.batch.handed_in import find
from autograder.course import Course, CourseError

ANSWER = MODULE + random.Random(7).randbytes(400)


def damaged(content: bytes, at: int, by: bytes) -> bytes:
    return content[:at] + by + content[at + len(by) :]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return whole.getvalue()


def encrypted(content: bytes) -> bytes:
    at = content.index(b"PK\x01\x02") + 8
    return damaged(damaged(content, at, b"\1"), 6, b"\1")


def of_method(content: bytes, method: int) -> bytes:
    at = content.index(b"PK\x01\x02") + 10
    return damaged(damaged(content, at, struct.pack("<H", method)), 8, struct.pack("<H", method))


STORED = zipped({"arrays.py": ANSWER}, zipfile.ZIP_STORED)
SPOILED = {
    "a stream that cannot be unpacked": damaged(zipped({"arrays.py": ANSWER}), 39, b"\xff" * 6),
    "a checksum that differs": damaged(STORED, 60, b"other"),
    "an encrypted member": encrypted(zipped({"arrays.py": ANSWER})),
    "a method that nobody knows": of_method(STORED, 99),
    "a method that it does not have": of_method(STORED, 12),
    "the same, of another kind": of_method(STORED, 14),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_cannot_be_taken_out_of_an_archive_is_nobodys_zero(name: str, tmp_path: Path, course: Course) -> None:
    """The platform's own archive may be what is damaged: its students have done nothing."""
    (tmp_path / "anna.zip").write_bytes(SPOILED[name])
    with pytest.raises(Unreadable, match=r"arrays.py cannot be taken out of anna.zip .*Export it again"):
        find(tmp_path, course).submissions[0].contents()


def test_no_damage_to_an_archive_is_an_error_of_ours_or_anothers_work(tmp_path: Path, course: Course) -> None:
    chance, arrays = random.Random(20261130), course.chapter("ch1_1_arrays")
    work = {name: f"# {name}\n".encode() + chance.randbytes(200) for name in ("anna", "bo")}
    whole = zipped({f"{name}/arrays.py": content for name, content in work.items()} | {"cy.zip": STORED})
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content) // 3, len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        (tmp_path / "class.zip").write_bytes(content)
        try:
            found = find(tmp_path / "class.zip", course, [arrays]).submissions
        except CourseError:
            continue
        for item in found:
            try:
                files = {} if item.unreadable else item.contents()
            except (Refused, Unreadable):
                continue
            assert files.get("arrays.py", work.get(item.student)) == work.get(item.student, files.get("arrays.py"))


@pytest.mark.parametrize("name", ["class.tar.gz", "class.zip", "arrays.py"])
def test_a_class_in_what_is_no_zip_is_told_as_such(name: str, tmp_path: Path, course: Course) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b" + ANSWER)
    with pytest.raises(CourseError, match=r"is no .zip that can be read"):
        find(tmp_path / name, course, [course.chapter("ch1_1_arrays")])


def test_of_two_members_of_one_name_the_last_counts_as_where_it_is_unpacked(tmp_path: Path, course: Course) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "anna.zip", "w") as file:
        warnings.simplefilter("ignore")
        for content in (b"first", b"second"):
            file.writestr(zipfile.ZipInfo("arrays.py"), content)
    assert find(tmp_path, course).submissions[0].contents() == {"arrays.py": b"second"}


def test_an_archive_in_an_archive_takes_no_more_memory_than_its_bound(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_ARCHIVE", 1 << 20)
    whole = archive(tmp_path / "class.zip", {"anna.zip": bytes(2 << 20), "bo.zip": zipped({"arrays.py": MODULE})})
    anna, bo = find(whole, course, [course.chapter("ch1_1_arrays")]).submissions
    assert "anna.zip is not opened" in anna.unreadable
    assert bo.contents() == {"arrays.py": MODULE}


def test_who_handed_in_what_is_not_opened_is_told_and_not_forgotten(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "anna.tar.gz", "bo/ch1_1_arrays/work.rar", "cy/data.gz", "cy/arrays.py")
    archive(tmp_path / "di.zip", {})
    archive(tmp_path / "ed.zip", {"in.zip": zipped({"arrays.py": MODULE})})
    (tmp_path / "fay").symlink_to(tmp_path / "cy")
    found = {item.student: item for item in find(tmp_path, course, [course.chapter("ch1_1_arrays")]).submissions}
    assert {name for name, item in found.items() if item.unreadable} == {"anna", "bo", "di", "ed", "fay"}
    assert found["cy"].contents() == {"arrays.py": MODULE}  # data beside an answer
    assert found["anna"].unreadable == (
        "anna.tar.gz is not opened: only .zip is, and none in another. Unpack it there, or have its author hand in the "
        "files."
    )


def test_what_programs_leave_beside_ones_files_is_no_answer(tmp_path: Path, course: Course) -> None:
    litter = {
        "ch1_1_arrays/.ipynb_checkpoints/ch1_1_arrays-checkpoint.ipynb", "ch1_1_arrays/._ch1_1_arrays.ipynb",
        "__MACOSX/ch1_1_arrays/._arrays.py", "ch1_1_arrays/.git/arrays.py", ".DS_Store", "ch1_1_arrays/.venv/arrays.py",
    }  # fmt: skip
    write(tmp_path / "in", "anna/ch1_1_arrays/arrays.py", "__MACOSX/bo/ch1_1_arrays/._arrays.py")
    write(tmp_path / "in/anna", *litter, content=b"litter")
    archive(tmp_path / "in/bo.zip", dict.fromkeys(litter, b"litter") | {"ch1_1_arrays/arrays.py": MODULE})
    found = find(tmp_path / "in", course)
    assert [(item.student, item.contents()) for item in found.submissions] == [
        ("anna", {"arrays.py": MODULE}),
        ("bo", {"arrays.py": MODULE}),
    ]
    assert found.perhaps_lost == []


def test_a_copy_in_a_folder_below_is_not_the_answer_however_new_it_is(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "anna/ch1_1_arrays/arrays.py")
    write(tmp_path, "anna/ch1_1_arrays/old/arrays.py", "anna/ch1_1_arrays/venv/lib/arrays.py", content=b"other")
    for time in (-(10**9), 0, 2**33):
        os.utime(tmp_path / "anna/ch1_1_arrays/arrays.py", (time, time))
        assert find(tmp_path, course).submissions[0].contents() == {"arrays.py": MODULE}


def test_of_an_archive_that_was_handed_in_again_the_later_counts(tmp_path: Path, course: Course) -> None:
    for name, content in (("_998_work", b"first"), ("_999_work-2", b"second"), ("_1000_work-10", b"tenth")):
        archive(tmp_path / f"smithanna_12{name}.zip", {"arrays.py": content})
    assert find(tmp_path, course).submissions[0].contents() == {"arrays.py": b"tenth"}


def test_where_two_files_may_be_the_answer_it_is_said_which_one_counts(tmp_path: Path, course: Course) -> None:
    write(tmp_path / "in", "anna/scratch.ipynb", "anna/solution.ipynb", "bo/arrays.py", "bo/notes.py")
    os.utime(tmp_path / "in/anna/scratch.ipynb", (9, 9))
    anna, bo = find(tmp_path / "in", course, [course.chapter("ch1_1_arrays")]).submissions
    said = "anna/solution.ipynb is graded, which is newer; anna/scratch.ipynb may be the answer just as well."
    assert list(anna.doubts()) == [said]
    assert list(bo.doubts()) == []


def test_names_that_come_to_the_same_are_of_different_students(tmp_path: Path, course: Course) -> None:
    """Under one name the second would get the first one's place, and its mark."""
    decomposed = unicodedata.normalize("NFD", "René")
    write(tmp_path / "in", *(f"{name}/ch1_1_arrays/arrays.py" for name in ("anna", " anna ", "René", decomposed)))
    found = find(tmp_path / "in", course).submissions
    assert [item.student for item in found] == ["René", "René (Rene%CC%81)", "anna", "anna (%20anna%20)"]
    moodle = {f"Li Wei_{n}_assignsubmission_file_/arrays.py": MODULE for n in (7, 8)}
    export = archive(tmp_path / "export.zip", moodle | {"Li Wei (7)/arrays.py": MODULE})
    assert [item.student for item in find(export, course).submissions] == ["Li Wei (7)", "Li Wei (7) (7)", "Li Wei (8)"]


def test_gradescopes_students_of_one_name_or_none_are_told_apart(tmp_path: Path, course: Course) -> None:
    about = "submission_{}:\n  :submitters:\n  - :name: '{}'\n    :email:\n"
    names = ((1, "Li Wei"), (2, "Li Wei"), (3, ""))
    export = archive(
        tmp_path / "export.zip",
        {f"assignment_5_export/submission_{n}/arrays.py": MODULE for n, _name in names}
        | {"assignment_5_export/submission_metadata.yml": "".join(about.format(*each) for each in names).encode()},
    )
    assert [item.student for item in find(export, course).submissions] == [
        "Li Wei (submission_1)", "Li Wei (submission_2)", "submission_3",
    ]  # fmt: skip


def test_a_students_name_can_be_printed_and_written_anywhere(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "ev\x1b[2Jil\n9/arrays.py", os.fsdecode(b"jos\xe9/arrays.py"))
    assert [item.student for item in find(tmp_path, course).submissions] == ["ev\\x1b[2Jil\\n9", "jos\\udce9"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("cy,nowhere/arrays.py,", "is not there"),
        ("cy,nowhere,1.1", "is neither a .py file"),
        ("cy,z.zip,1.1", "is neither a .py file"),
        ("cy,no\0where/arrays.py,", "is not there"),
        (f"cy,{'x' * 5000}/arrays.py,", "cannot be read"),
    ],
)
def test_a_row_that_leads_nowhere_stops_nobody_else(tmp_path: Path, course: Course, row: str, says: str) -> None:
    write(tmp_path, "in/arrays.py", "z.zip")
    (tmp_path / "Class.CSV").write_text(f"student,path,chapter\nanna,in/arrays.py,\n{row}\n")
    anna, cy = find(tmp_path / "Class.CSV", course).submissions
    assert anna.contents() == {"arrays.py": MODULE}
    with pytest.raises(Unreadable, match=says):
        raise Unreadable(cy.unreadable) if cy.unreadable else AssertionError(cy.contents())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("student;path\nanna;x.py\n", "has to name the columns student and path, with commas"),
        ("student,path\nanna,in/arrays.py\nbo,answer.py\n", "line 3: the path does not tell the chapter"),
        ("student,path,chapter\nanna,in/arrays.py,9.9\n", "line 2: There is no chapter"),
    ],
)
def test_a_table_that_cannot_be_understood_is_told_by_its_line(
    tmp_path: Path, course: Course, text: str, says: str
) -> None:
    (write(tmp_path, "in/arrays.py") / "class.csv").write_text(text)
    with pytest.raises(CourseError, match=says):
        find(tmp_path / "class.csv", course)


def test_a_folder_called_like_the_module_is_passed_by(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "in/ch1_1_arrays/arrays.py/x.txt", "in/ch1_1_arrays/ch1_1_arrays.ipynb")
    (tmp_path / "class.csv").write_text("student,path\nanna,in/ch1_1_arrays\n")
    for where in (tmp_path, tmp_path / "class.csv"):
        assert find(where, course).submissions[0].contents() == {"ch1_1_arrays.ipynb": MODULE}


def test_who_has_nothing_but_what_is_no_answer_is_named(tmp_path: Path, course: Course) -> None:
    """Windows hides that a file is called arrays.py.txt."""
    write(tmp_path, "anna/ch1_1_arrays/arrays.py.txt", "bo/ch1_1_arrays/arrays.py", "bo/ch1_1_arrays/timestamp.txt")
    write(tmp_path, "cy/ch1_2_matrices/matrices.py", "cy/ch1_2_matrices/timestamp.txt")
    found = find(tmp_path, course, [course.chapter("ch1_1_arrays")])
    assert found.empty_handed == ["anna: anna/ch1_1_arrays/arrays.py.txt"]


def test_in_a_chapters_own_folder_a_numbered_copy_is_not_the_answer(tmp_path: Path, course: Course) -> None:
    """As nbgrader takes it, which reads the file of the chapter's name alone."""
    write(tmp_path, "anna/ch1_1_arrays/arrays.py")
    write(tmp_path, "anna/ch1_1_arrays/arrays (2).py", "anna/ch1_1_arrays/arrays-3.py", content=b"copy")
    assert find(tmp_path, course).submissions[0].contents() == {"arrays.py": MODULE}
