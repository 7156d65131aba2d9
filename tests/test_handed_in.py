"""Finding a class's submissions: nbgrader's folders, exports of learning platforms, archives, a CSV."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from autograder.classroom.batch.files import MAX_BYTES, Refused
from autograder.classroom.batch.handed_in import Found, find
from autograder.course import Course, CourseError

MODULE = b"import numpy as np\n"


def write(folder: Path, *names: str, content: bytes = MODULE) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def archive(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def whose(found: Found) -> dict[tuple[str, str], list[str]]:
    return {(item.student, item.chapter.id): sorted(item.files) for item in found.submissions}


def test_folders_as_nbgrader_lays_them_out(tmp_path: Path, course: Course) -> None:
    folder = write(
        tmp_path, "anna/ch1_1_arrays/ch1_1_arrays.ipynb", "anna/ch1_1_arrays/arrays.py",
        "anna/ch1_1_arrays/timestamp.txt", "bert/ch1_2_matrices/matrices.py", "bert/ch1_2_matrices/helper_1_2_x.py",
    )  # fmt: skip
    found = find(folder, course)
    assert whose(found) == {
        ("anna", "ch1_1_arrays"): ["arrays.py", "ch1_1_arrays.ipynb"],
        ("bert", "ch1_2_matrices"): ["matrices.py"],
    }
    assert found.perhaps_lost == []  # a file of a chapter's folder that bears another name is the chapter's too


def test_what_was_released_beside_the_module_is_not_taken_for_it(tmp_path: Path, course: Course) -> None:
    folder = write(tmp_path / "in", "anna/ch1_1_arrays/arrays.py")
    write(folder, "anna/ch1_1_arrays/test_arrays.py", "anna/ch1_1_arrays/notes.py", content=b"other = 1\n")
    os.utime(folder / "anna/ch1_1_arrays/arrays.py", (0, 0))  # both others are newer
    (tmp_path / "class.csv").write_text("student,path\nanna,in/anna/ch1_1_arrays\n")
    for where in (folder, tmp_path / "class.csv"):
        (item,) = find(where, course).submissions
        assert item.contents() == {"arrays.py": MODULE}


def test_one_chapter_alone(tmp_path: Path, course: Course) -> None:
    folder = write(tmp_path, "anna/ch1_1_arrays/arrays.py", "anna/ch1_2_matrices/matrices.py")
    assert whose(find(folder, course, [course.chapter("ch1_2_matrices")])) == {
        ("anna", "ch1_2_matrices"): ["matrices.py"]
    }


def test_moodles_export_as_folders_and_as_files(tmp_path: Path, course: Course) -> None:
    folders = archive(
        tmp_path / "folders.zip",
        {
            "Anna Smith_1001_assignsubmission_file_/arrays.py": MODULE,
            "Bo_1002_assignsubmission_file_/work.ipynb": b"{}",
        },
    )
    files = archive(tmp_path / "files.zip", {"Anna Smith_1001_assignsubmission_file_arrays.py": MODULE})
    arrays = course.chapter("ch1_1_arrays")
    assert whose(find(folders, course, [arrays])) == {
        ("Anna Smith", "ch1_1_arrays"): ["arrays.py"],
        ("Bo", "ch1_1_arrays"): ["ch1_1_arrays.ipynb"],
    }
    assert whose(find(files, course)) == {("Anna Smith", "ch1_1_arrays"): ["arrays.py"]}


def test_two_of_one_name_are_two_students(tmp_path: Path, course: Course) -> None:
    export = archive(tmp_path / "export.zip", {f"Li Wei_{n}_assignsubmission_file_/arrays.py": MODULE for n in (7, 8)})
    assert [item.student for item in find(export, course).submissions] == ["Li Wei (7)", "Li Wei (8)"]


def test_canvas_export_and_the_last_of_several(tmp_path: Path, course: Course) -> None:
    folder = write(
        tmp_path, "smithanna_12345_998_arrays.py", "smithanna_12345_999_arrays-1.py", "boli_LATE_77_88_arrays.py"
    )
    (tmp_path / "smithanna_12345_999_arrays-1.py").write_bytes(b"newer = 1\n")
    found = find(folder, course)
    assert whose(found) == {
        ("boli", "ch1_1_arrays"): ["arrays.py"],
        ("smithanna", "ch1_1_arrays"): ["arrays.py"],
    }
    assert found.submissions[1].contents() == {"arrays.py": b"newer = 1\n"}


def test_gradescopes_export_with_its_list_of_students(tmp_path: Path, course: Course) -> None:
    metadata = (
        "submission_11:\n  :submitters:\n  - :name: Anna\n    :email: anna@school.example\n"
        "submission_12:\n  :submitters:\n  - :name: Bo\n    :sid: 'B2'\n  - :name: Cy\n    :sid: 'C3'\n"
    )
    export = archive(
        tmp_path / "export.zip",
        {
            "assignment_5_export/submission_metadata.yml": metadata.encode(),
            "assignment_5_export/submission_11/arrays.py": MODULE,
            "assignment_5_export/submission_12/arrays.py": MODULE,
        },
    )
    assert [item.student for item in find(export, course).submissions] == ["B2, C3", "anna@school.example"]


def test_a_list_of_students_that_a_student_handed_in_is_not_believed(tmp_path: Path, course: Course) -> None:
    folder = write(tmp_path, "ada/ch1_1_arrays/arrays.py", "mallory/ch1_1_arrays/arrays.py")
    swapped = b"ada:\n  :submitters:\n  - :name: mallory\nmallory:\n  :submitters:\n  - :name: ada\n"
    for content in (swapped, b"[", b"\xff"):
        write(
            folder, "mallory/ch1_1_arrays/submission_metadata.yml", "mallory/submission_metadata.yml", content=content
        )
        (ada, mallory) = find(folder, course).submissions
        assert ada.files["arrays.py"].shown == "ada/ch1_1_arrays/arrays.py"
        assert (ada.student, mallory.student) == ("ada", "mallory")


def test_a_file_or_an_archive_per_student(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "anna_arrays.py", "dora.ipynb")
    archive(tmp_path / "carl.zip", {"deep/inside/arrays.py": MODULE, "__MACOSX/arrays.py": b"junk"})
    assert whose(find(tmp_path, course, [course.chapter("ch1_1_arrays")])) == {
        ("anna", "ch1_1_arrays"): ["arrays.py"],
        ("carl", "ch1_1_arrays"): ["arrays.py"],
        ("dora", "ch1_1_arrays"): ["ch1_1_arrays.ipynb"],
    }


def test_an_archive_of_archives(tmp_path: Path, course: Course) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("arrays.py", MODULE)
    outer = archive(tmp_path / "all.zip", {"anna.zip": inner.getvalue()})
    assert whose(find(outer, course)) == {("anna", "ch1_1_arrays"): ["arrays.py"]}


def test_a_csv_of_paths(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "x/arrays.py", "y/answer.py")
    (tmp_path / "class.csv").write_text("student,path,chapter\nanna,x/arrays.py,\nbo,y/answer.py,1.2\ncy,x,1.1\n")
    assert whose(find(tmp_path / "class.csv", course)) == {
        ("anna", "ch1_1_arrays"): ["arrays.py"],
        ("bo", "ch1_2_matrices"): ["matrices.py"],
        ("cy", "ch1_1_arrays"): ["arrays.py"],
    }


def test_a_pattern_of_ones_own(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "week1/group-a/anna/solution.py")
    found = find(
        tmp_path, course, [course.chapter("ch1_1_arrays")], pattern=r"week\d/[^/]*/(?P<student>[^/]+)/solution\.py"
    )
    assert whose(found) == {("anna", "ch1_1_arrays"): ["arrays.py"]}


def test_no_student_can_hand_in_under_anothers_name(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "mallory/ch1_1_arrays/anna_1_2_arrays.py", "mallory/ch1_1_arrays/x/anna/ch1_1_arrays/arrays.py")
    archive(tmp_path / "mallory2.zip", {"../anna/ch1_1_arrays/arrays.py": MODULE, "/anna/arrays.py": MODULE})
    assert {item.student for item in find(tmp_path, course).submissions} == {"mallory"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (r"(?P<student>.+", "no regular expression"),
        (r".+", r"\(\?P<student>…\)"),
    ],
)
def test_a_bad_pattern_is_told(tmp_path: Path, course: Course, text: str, says: str) -> None:
    with pytest.raises(CourseError, match=says):
        find(write(tmp_path, "a/arrays.py"), course, pattern=text)


def test_nothing_there_is_told_with_what_to_do(tmp_path: Path, course: Course) -> None:
    with pytest.raises(CourseError, match="does not exist"):
        find(tmp_path / "nowhere", course)
    with pytest.raises(CourseError, match="holds no submission"):
        find(tmp_path, course)
    (tmp_path / "class.csv").write_text("name,file\nanna,x.py\n")
    with pytest.raises(CourseError, match="has to name the columns student and path"):
        find(tmp_path / "class.csv", course)


def test_links_pipes_and_large_files_are_refused_not_read(tmp_path: Path, course: Course) -> None:
    secret = tmp_path / "secret.py"
    secret.write_text("password = 1\n")
    folder = tmp_path / "submitted"
    for student in ("link", "pipe", "large"):
        (folder / student).mkdir(parents=True)
    (folder / "link/arrays.py").symlink_to(secret)
    os.mkfifo(folder / "pipe/arrays.py")
    with (folder / "large/arrays.py").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for item in find(folder, course).submissions:
        with pytest.raises(Refused):
            item.contents()


def test_an_archive_that_swells_is_read_no_further_than_its_bound(tmp_path: Path, course: Course) -> None:
    bomb = archive(tmp_path / "anna.zip", {"arrays.py": bytes(MAX_BYTES + 1000)})
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(Refused, match="larger than"):
        find(tmp_path, course).submissions[0].contents()


def test_a_damaged_archive_is_its_students_problem_and_no_one_elses(tmp_path: Path, course: Course) -> None:
    write(tmp_path, "bo/arrays.py")
    (tmp_path / "anna.zip").write_bytes(b"PK\x03\x04 cut off")
    found = find(tmp_path, course, [course.chapter("ch1_1_arrays")])
    assert [(item.student, bool(item.unreadable)) for item in found.submissions] == [("anna", True), ("bo", False)]
