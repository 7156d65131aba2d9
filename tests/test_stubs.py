"""Stubs: every signature and docstring of a chapter, and no line of its solution."""

import ast

import nbformat
import pytest
from parts import functions, only

from autograder.build import BuildError, stub
from autograder.build.notebook import source_notebook
from autograder.build.stub import STUB_LINE, read_chapter, stub_module
from autograder.course import load_course
from autograder.places import course_file
from autograder.report.model import grade
from autograder.submission import read_submission

pytestmark = pytest.mark.usefixtures("born")

FIRST_CHAPTERS = ("ch0_introduction", "ch1_1_arrays", "ch1_2_matrices", "ch1_3_functions")


@pytest.fixture(params=FIRST_CHAPTERS)
def chapter(request, course):
    return course.chapter(request.param)


def test_a_stub_has_every_exercise_with_signature_and_docstring_and_nothing_else(chapter):
    written = functions(stub_module(chapter))
    assert sorted(written) == sorted(exercise.name for exercise in chapter.exercises)
    folder = course_file().parent / "solutions"
    for exercise in chapter.exercises:
        package = "neural_network" if exercise.in_library else "practice"
        solution = functions((folder / package / f"{chapter.module}.py").read_text())[exercise.name]
        node = written[exercise.name]
        assert ast.dump(node.args) == ast.dump(solution.args)
        assert ast.dump(node.returns) == ast.dump(solution.returns)
        assert ast.get_docstring(node) == ast.get_docstring(solution)
        assert [type(statement) for statement in node.body] == [ast.Expr, ast.Raise]


def test_a_stub_holds_no_line_of_a_solution(chapter):
    text = stub_module(chapter)
    for name, solution in read_chapter(chapter).solutions.items():
        for line in solution.body.split("\n"):
            assert len(line) < 12 or line not in text, f"a line of {name}"
    assert "BEGIN SOLUTION" not in text


def test_a_stub_runs_and_each_function_is_not_implemented(chapter):
    namespace = {}
    exec(stub_module(chapter), namespace)
    for exercise in chapter.exercises:
        function = namespace[exercise.name]
        with pytest.raises(NotImplementedError):
            function(*[None] * function.__code__.co_argcount)


def test_a_stub_says_where_practice_begins_if_anything_comes_before(chapter):
    if not chapter.library:
        assert "# Practice" not in stub_module(chapter)
        return
    names = list(functions(stub_module(chapter)))
    practice, stretch = ([e.name for e in chapter.exercises if getattr(e, kind)] for kind in ("practice", "stretch"))
    assert names == [*(e.name for e in chapter.library), *practice, *stretch]
    practice = stub_module(chapter).index("# Practice")
    assert stub_module(chapter).index(f"def {names[0]}(") < practice < stub_module(chapter).index(f"def {names[-1]}(")


SOLUTION = '''\
"""Halves and more."""

import math
from collections.abc import Callable

import numpy as np
from neural_network.arrays import normalize
from neural_network.matrices import matrix_multiply
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Loss = Callable[[Floats], float]
LIMIT = 7


def _inner(X):
    return X * 3.14159


def matrix_multiply(X: Floats, W: Floats, loss: "Loss" = None) -> Floats:
    """Multiply.

    Two paragraphs.
    """

    # The secret comment.
    # It has two lines.
    product = _inner(X) @ W

    if math.isnan(product.sum()):
        return normalize(product)  # a comment beside
    return product
'''


@pytest.fixture
def solutions(monkeypatch, tmp_path):
    """A folder of solutions of our own, with one module: solutions(text) writes it."""
    folder = tmp_path / "solutions"
    (folder / "neural_network").mkdir(parents=True)
    monkeypatch.setattr(stub, "solution_folders", lambda: (folder,))
    monkeypatch.setattr(stub, "solution_file", lambda package, module: existing(folder / package / f"{module}.py"))

    def existing(path):
        return path if path.is_file() else None

    def write(text):
        (folder / "neural_network" / "matrices.py").write_text(text)

    return write


def test_a_stub_has_the_imports_and_aliases_that_signatures_need(course, solutions):
    solutions(SOLUTION)
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    assert read_chapter(chapter).preamble.split("\n") == [
        "from collections.abc import Callable",
        "",
        "import numpy as np",
        "from numpy.typing import NDArray",
        "",
        "from neural_network.arrays import normalize",
        "",
        "Floats = NDArray[np.floating]",
        "Loss = Callable[[Floats], float]",
    ]


def test_a_body_is_taken_out_with_the_comments_above_it(course, solutions):
    solutions(SOLUTION)
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    text = stub_module(chapter)
    for secret in ("secret", "two lines", "_inner", "3.14159", "LIMIT", "math", "beside"):
        assert secret not in text
    assert "Two paragraphs." in text
    assert text.endswith(f'"""\n\n    {STUB_LINE}\n')


def test_a_notebooks_solution_is_marked_and_holds_its_private_helpers(course, solutions):
    solutions(SOLUTION)
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    marked = read_chapter(chapter).solutions["matrix_multiply"].marked.split("\n")
    begin, end = marked.index("    ### BEGIN SOLUTION"), marked.index("    ### END SOLUTION")
    assert marked[begin + 1] == "    def _inner(X):"
    assert marked.index("    # The secret comment.") > begin + 1
    assert (marked[end - 1], end) == ("    return product", len(marked) - 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "chapter_id",
    [chapter.id for chapter in load_course().chapters if chapter.id != "ch4_5_capstone"],  # as test_capstone.py does
)
def test_a_source_notebook_handed_in_earns_all_points(course, chapter_id, tmp_path):
    path = tmp_path / f"{chapter_id}.ipynb"
    path.write_text(nbformat.writes(source_notebook(course.chapter(chapter_id), course)), encoding="utf-8")
    report = grade(read_submission(path, course), course)
    assert report.complete, [exercise.failure for exercise in report.exercises if exercise.failure]
    assert report.score == report.max_score == course.chapter(chapter_id).points


def test_a_class_keeps_its_methods_signatures(course, solutions):
    solutions(
        "import numpy as np\n\n\nclass matrix_multiply:\n"
        '    """A layer."""\n\n    size: int = 3\n\n'
        "    def __init__(self, n: int) -> None:\n        self.n = 4711 * n\n\n"
        '    def forward(self, X):\n        """Forward."""\n        return X @ self.n\n'
    )
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    namespace = {}
    text = stub_module(chapter)
    exec(text, namespace)
    layer = namespace["matrix_multiply"]
    assert (layer.__doc__, layer.size, layer.forward.__doc__) == ("A layer.", 3, "Forward.")
    assert "4711" not in text
    with pytest.raises(NotImplementedError):
        layer(2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("import numpy as np\n", "does not define matrix_multiply, which course.toml lists for ch1_2_matrices"),
        ("def matrix_multiply(X, W):\n    return X\n", "matrix_multiply needs a docstring"),
        ('def matrix_multiply(X, W):\n    """Doc."""\n', "matrix_multiply has no body to take out"),
    ],
)
def test_a_solution_that_cannot_become_a_stub_is_refused(course, solutions, text, says):
    solutions(text)
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    with pytest.raises(BuildError, match=says):
        read_chapter(chapter)


def test_a_module_of_solutions_that_is_missing_is_told(course, solutions):
    _, chapter = only(course, "ch1_2_matrices", "matrix_multiply")
    with pytest.raises(BuildError, match=r"matrices\.py is missing: course\.toml says"):
        read_chapter(chapter)
