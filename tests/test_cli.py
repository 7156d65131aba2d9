"""The command line: exit codes that mean something, messages on standard error, and no traceback."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner
from workspaces import answer, remember

from autograder.cli import app
from autograder.cli.check import run_check
from autograder.cli.doctor import run_doctor
from autograder.cli.learn import run_hint
from autograder.course import CourseError
from autograder.grading import run as grading
from autograder.learner.hints import STEPS
from autograder.lesson_cells import hints
from autograder.places import course_file, lesson_file
from autograder.sandbox import launch, system

SOLUTIONS = course_file().parent / "solutions"
WRONG = "import numpy as np\ndef normalize(X):\n    return (X - X.mean()) / X.var()\n"


@pytest.fixture
def check(capsys):
    """check(path, ...) is the exit code, what was printed, and what was said on standard error."""

    def run(path, chapter=None, exercise=None, as_json=False):
        code = run_check([str(path)], chapter, exercise, as_json)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text(WRONG)
    return path


# course check


@pytest.fixture
def right(tmp_path):
    """right(module) is a file with all the answers of a chapter."""

    def write(module, name=""):
        path = tmp_path / (name or f"{module}.py")
        texts = [(SOLUTIONS / package / f"{module}.py").read_text() for package in ("neural_network", "practice")]
        path.write_text("\n".join(texts))
        return path

    return write


def test_all_points_are_exit_code_0(check, right):
    code, out, err = check(right("arrays"))
    assert (code, err) == (0, "")
    assert "normalize   5 / 5 points" in out
    assert "last_rows   1 / 1 point" in out
    assert "next: edit" not in out
    assert "next: 1.2 Matrices" in out


def test_a_file_with_the_library_functions_alone_lacks_the_practice(check):
    code, out, _ = check(SOLUTIONS / "neural_network" / "arrays.py")
    assert code == 1
    assert "there is no function last_rows" in out


def test_lost_points_are_exit_code_1_with_the_cause_and_the_next_step(check, wrong):
    code, out, err = check(wrong)
    assert (code, err) == (1, "")
    assert "You divide by the variance." in out
    assert "next: edit arrays.py:2, then course check" in " ".join(out.split())


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("nothing.py", None, "does not exist. Give a .py file"),
        ("homework.py", "", "Which chapter is"),
        ("arrays.txt", "", "is neither a .py file nor"),
        ("arrays.ipynb", "{", "is not a Jupyter notebook"),
        ("arrays.py", b"\xff", "is not text in UTF-8"),
    ],
)
def test_input_that_cannot_be_used_is_exit_code_2_with_the_remedy(check, tmp_path, name, text, says):
    path = tmp_path / name
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = check(path)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_names_that_do_not_exist_are_exit_code_2_with_those_that_do(check, wrong):
    code, out, err = check(wrong, chapter="ch9")
    assert (code, out) == (2, "")
    assert "The chapters are: ch0_introduction, ch1_1_arrays" in err
    code, out, err = check(wrong, exercise="normalise")
    assert (code, out) == (2, "")
    assert "ch1_1_arrays has no exercise 'normalise'. It has: normalize" in err


def test_a_worker_that_cannot_start_is_exit_code_3_and_no_zero(check, wrong, monkeypatch):
    monkeypatch.setattr(system, "START", "raise SystemExit(7)")
    code, out, err = check(wrong)
    assert (code, out) == (3, "")
    assert err.startswith("The grader failed, not the submission: the worker did not start")
    assert "course doctor" in err
    code, out, err = check(wrong, as_json=True)
    assert code == 3
    found = json.loads(out)
    assert "score" not in found
    assert "tests" not in found
    assert "The grader failed" in found["output"]


def test_a_fault_in_the_grader_is_exit_code_3_and_no_traceback(check, wrong, monkeypatch):
    def fault(*_args):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(grading, "grade_exercise", fault)
    code, out, err = check(wrong)
    assert (code, out) == (3, "")
    assert "The grader failed, not the submission (ZeroDivisionError: a fault of ours)" in err


def test_json_is_gradescopes_and_nothing_else_is_printed(check, wrong):
    code, out, err = check(wrong, as_json=True)
    assert (code, err) == (1, "")
    found = json.loads(out)
    assert [test["name"] for test in found["tests"]][4] == "normalize"  # as the lesson asks for it
    assert found["tests"][4]["extra_data"]["mistake"] == "divides by variance"
    assert found["score"] == found["tests"][4]["score"] == 0.0
    assert found["extra_data"]["hidden_tests"] is True


def test_json_of_input_that_cannot_be_used_has_no_points_and_the_reason(check, tmp_path):
    code, out, err = check(tmp_path / "arrays.py", as_json=True)
    found = json.loads(out)
    assert (code, found["score"], found["tests"]) == (2, 0, [])
    assert found["output"] == err.strip()


def test_one_exercise_can_be_checked_alone(check, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text(WRONG + "\ndef last_rows(X, k):\n    return X[len(X) - k:]\n")
    code, out, _ = check(path, exercise="last_rows")
    assert code == 0
    assert "normalize" not in out
    assert "1 / 1 point" in out


@pytest.mark.parametrize("chapter", ["ch1_1_arrays", "1.1", "arrays"])
def test_a_file_of_another_name_can_be_checked_with_its_chapter(check, right, chapter):
    code, out, _ = check(right("arrays", "homework.py"), chapter=chapter)
    assert code == 0
    assert "normalize   5 / 5 points" in out


@pytest.mark.slow
def test_messages_of_any_text_can_be_printed(check, tmp_path):
    path = tmp_path / "arrays.py"
    path.write_text("def normalize(X):\n    raise ValueError('\\ud800 [bold] \\x1b[31m Größe')\n")
    _, out, _ = check(path)
    assert "[bold]" in out
    assert "Größe" in out
    assert "\x1b" not in out
    _, out, _ = check(path, as_json=True)
    assert "[bold]" in json.loads(out)["tests"][4]["output"]


RETURNS_INSIDE_THE_LOOP = """\
def count_ink(image):
    count = 0
    for row in image:
        for pixel in row:
            if pixel != 0:
                count = count + 1
        return count
"""


def test_the_introduction_shows_a_report_and_a_hint_as_they_are(check, tmp_path, capsys, course):
    lesson = lesson_file(course.chapter("ch0_introduction")).read_text(encoding="utf-8")
    path = tmp_path / "introduction.py"
    path.write_text(RETURNS_INSIDE_THE_LOOP)
    _, out, _ = check(path)
    failure = lesson[lesson.index("  ✗ ") : lesson.index("    (3 more")]
    assert failure in out  # what comes after it depends on the hidden tests, which students do not have
    run_hint(["count_ink"], 1, None, False)
    assert f"$ course hint count_ink\n{capsys.readouterr().out}```" in lesson


# course hint


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_hint_has_three_steps_and_each_but_the_last_tells_of_the_next(capsys, course, step):
    run_hint(["normalize"], step, None, False)
    out = capsys.readouterr().out
    assert out.startswith(f"normalize, hint {step} of 3: {STEPS[step - 1]}\n")
    said = " ".join(out.split())
    chapter = course.chapter("ch1_1_arrays")
    assert hints(chapter, chapter.exercise("normalize"))[step - 1] in said
    assert (f"course hint normalize --step {step + 1}" in said) == (step < 3)
    assert max(map(len, out.splitlines())) <= 80


def test_a_hint_for_a_name_with_a_slip_names_those_like_it():
    with pytest.raises(CourseError, match=r"no exercise 'normalise'\. Perhaps: normalize"):
        run_hint(["normalise"], 1, None, False)
    with pytest.raises(CourseError, match="no chapter and no exercise 'ch9'"):
        run_hint(["normalize"], 1, "ch9", False)
    with pytest.raises(CourseError, match="ch1_2_matrices has no exercise 'normalize'"):
        run_hint(["normalize"], 1, "1.2", False)
    with pytest.raises(CourseError, match=r"3\.2 is a chapter\. Give one of its exercises: relu"):
        run_hint(["3.2"], 1, None, False)


# course doctor


def test_the_doctor_tells_of_isolation_and_data(capsys):
    assert run_doctor(brief=False) == 0
    out = capsys.readouterr().out
    assert out.startswith("isolation: ")
    assert "solutions and hidden tests: here" in out
    assert "MNIST (10000 test digits) and Pima (768 patients) are whole" in out


def test_the_doctor_can_be_brief(capsys):
    assert run_doctor(brief=True) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(("isolation: full", "isolation: REDUCED"))


def test_the_doctor_tells_of_damaged_data_and_fails(capsys, monkeypatch):
    import course_data

    def damaged(**_):
        raise OSError("mnist.npz is damaged: fetch it again")

    monkeypatch.setattr(course_data, "load_mnist", damaged)
    assert run_doctor(brief=False) == 1
    assert "data: mnist.npz is damaged: fetch it again" in capsys.readouterr().out


def test_the_doctor_tells_of_reduced_isolation(capsys, monkeypatch):
    monkeypatch.setattr("autograder.cli.doctor.isolation", lambda: launch.Isolation(False, "no bubblewrap"))
    assert run_doctor(brief=True) == 0
    assert "isolation: REDUCED: no bubblewrap" in capsys.readouterr().out


# The command as a whole


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["hint", "normalize", "--step", "2"], 0, "hint 2 of 3"),
        (["hint", "normalize", "--step", "4"], 2, "Invalid value for '--step'"),
        (["check"], 2, "is in no workspace of the course"),
        (["nonsense"], 2, "No such command"),
        (["check", "--help"], 0, "Exit code 0: all points"),
        (["doctor", "--brief"], 0, "isolation: "),
        (["check", "nowhere/arrays.py"], 2, "does not exist"),
        (["grades", "ch1_1_arrays", "--root", "nowhere"], 2, "gradebook.db does not exist"),
    ],
)
def test_arguments_are_understood_or_refused(arguments, code, says):
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code
    assert says in " ".join(result.output.split())


def course(*arguments, **options):
    """Run the command in a process of its own."""
    start = "import sys; sys.argv[0] = 'course'; from autograder.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.slow
def test_the_command_checks_a_file_of_the_folder_it_is_called_in(wrong):
    done = course("check", "arrays.py", cwd=wrong.parent)
    assert (done.returncode, done.stderr) == (1, "")
    assert "next: edit arrays.py:2, then  course check arrays.py --exercise normalize" in done.stdout


def test_a_name_that_does_not_exist_is_one_line_without_a_traceback():
    done = course("hint", "nothing_like_it")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no chapter and no exercise 'nothing_like_it'.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_terminal_that_knows_no_width_shows_all(wrong):
    done = course("check", "arrays.py", cwd=wrong.parent, env={**os.environ, "COLUMNS": "0"})
    assert "normalize" in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_an_output_that_is_full_is_told_and_is_no_result(wrong):
    command = [sys.executable, "-m", "autograder", "check", str(wrong)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_quick_commands_import_none_of_the_slow_packages():
    script = (
        "import sys; sys.argv = ['course', 'hint', 'normalize']; from autograder.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'numpy', 'pytest', 'matplotlib', 'sklearn', 'nbgrader'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="of POSIX shells")
@pytest.mark.parametrize(
    ("arguments", "closed", "code", "says"),
    [
        (["hint", "normalize"], 1, 0, ""),
        (["list"], 1, 2, "is in no workspace"),
        (["watch"], 0, 2, "needs a terminal"),
        (["nonsense"], 2, 2, ""),
    ],
)
def test_a_closed_stream_is_an_empty_one(arguments, closed, code, says, tmp_path):
    done = course(*arguments, cwd=tmp_path, preexec_fn=lambda: os.close(closed))
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "hint", "list", "bug", "init"])
def test_a_name_too_long_for_a_file_is_told_in_a_line(command, tmp_path):
    done = course(command, "x" * 300, cwd=tmp_path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "hint", "list", "skip", "reset", "bug", "next"])
def test_an_empty_name_means_nothing(command, space):
    result = CliRunner().invoke(app, [command, ""])
    assert result.exit_code == 2 or isinstance(result.exception, CourseError)
    assert "A name is empty" in result.output + str(result.exception)


def test_of_a_workspace_as_a_whole_all_bugs_are_listed(space):
    assert "  1.1  normalize" in CliRunner().invoke(app, ["bug", "."]).output


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody is in")
def test_a_folder_that_is_gone_is_told_in_a_line(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    start = "import os, sys; os.rmdir(os.getcwd()); sys.argv = ['course']; from autograder.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", start], cwd=gone, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The folder that you are in cannot be used: ")


@pytest.mark.slow
def test_work_that_cannot_be_read_is_told_in_a_line_by_every_command(space):
    answer(space, "normalize")
    remember(space, "normalize")
    path = space.root / "ch1_1_arrays" / "arrays.py"
    path.write_bytes(path.read_bytes() + b"\0")
    done = course("solution", "normalize", cwd=space.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"{path} holds null bytes; it is not Python text. Save it again as plain text."]


def test_a_home_of_nobody_is_a_folder_like_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init", "~no-such-user/here"]).exit_code == 0
    assert (tmp_path / "~no-such-user" / "here" / ".course").is_dir()


@pytest.mark.slow
def test_a_width_that_is_no_number_counts_nothing(wrong):
    done = course("check", "arrays.py", cwd=wrong.parent, env={**os.environ, "COLUMNS": "²"})
    assert "normalize" in done.stdout
    assert "Traceback" not in done.stderr
