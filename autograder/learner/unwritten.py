"""A lesson's notebook with exercises that are still to be written: a cell that needs one says so in a line, and the
next cells go on. What is written in the chapter's module is there in the notebook, too; and where the solutions are
installed, the course's own functions stand in for those of earlier chapters that are still to be written.

`follow` is called by `import autograder` in a notebook's kernel.
"""

import ast
import importlib.util
import inspect
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.course import Chapter, Course, CourseError, load_course
from autograder.learner.cells import note_cell
from autograder.library import PACKAGE, reference_module
from autograder.places import solutions_folder
from autograder.submission import unwritten_in, written_in


def follow(shell: Any) -> None:
    """Make IPython's shell tell of unwritten exercises in a line, and take what the chapter's module has written."""
    lesson = _Lesson(shell)
    shell.set_custom_exc((NotImplementedError, NameError), lesson.tell)
    shell.events.register("post_run_cell", lesson.take_from_module)
    shell.events.register("post_run_cell", lesson.stand_in)
    for event in ("pre_run_cell", "post_run_cell"):
        shell.events.register(event, note_cell)


class _Lesson:
    """A notebook that is being run. `waiting` are names that a skipped cell would have defined, by the exercise that
    it waits for."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.waiting: dict[str, str] = {}

    def tell(
        self, shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: Any = None
    ) -> None:
        """IPython's handler of an exception: a line where that says all, else the traceback."""
        source = shell.history_manager.input_hist_parsed[-1]
        if isinstance(error, NameError):
            needed, cause = str(error.name), self.waiting.get(str(error.name))
            line = f"This needs {needed}, which is there once {cause} is written." if cause else ""
        else:
            cause = _exercise_that_raised(trace)
            line = f"Write {cause} to see this." if cause else ""
        if not cause:
            shown = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
            shell._showtraceback(kind, error, shown)  # as IPython itself does with what it has no handler for
            return
        self.waiting |= dict.fromkeys(_defined_in(source), cause)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")  # else the empty axes of the figure would be shown
        print(line)

    def take_from_module(self, result: Any) -> None:
        """After a cell that holds the stub of an exercise: take the function from the module, if it stands there."""
        stubs = unwritten_in(str(result.info.raw_cell or ""))
        chapter = _chapter_here(load_course()) if stubs else None
        if chapter is None:
            return
        path = Path(f"{chapter.module}.py")
        names = [name for name in written_in(_text(path)) if name in stubs and name in chapter.names]
        functions = _loaded(path) if names else {}
        for name in names:
            if name in functions:
                self.shell.user_ns[name] = functions[name]
                print(f"{name} is taken from {path}, where it is written.")

    def stand_in(self, result: Any) -> None:
        """After a cell that imports from the library: take the course's own where that of an earlier chapter is still a
        stub, as `course check` does, and say for which."""
        source = str(result.info.raw_cell or "")
        chapter = _chapter_here(load_course()) if PACKAGE in source and solutions_folder() else None
        if chapter is None:
            return
        from autograder.graders import library_imports, told_stand_ins

        imported = library_imports(source)
        found: dict[str, list[str]] = {}
        for earlier in reversed(load_course().before(chapter)):  # of several of one name the last counts
            home = [each.name for each in earlier.library if each.name in imported]
            imported -= {*home}
            names = [name for name in home if _is_stub(self.shell.user_ns.get(name), name)]
            for name in names:
                self.shell.user_ns[name] = getattr(reference_module(f"{PACKAGE}.{earlier.module}"), name)
            found = {earlier.number: names, **found} if names else found
        if found:
            print(told_stand_ins(found))


def _is_stub(value: Any, name: str) -> bool:
    """Whether a function or class is one that its file leaves to be written."""
    try:
        path = inspect.getsourcefile(value)
    except TypeError:
        return False
    text = _text(Path(path)) if path else ""
    return name in unwritten_in(text) and name not in written_in(text)


def _exercise_that_raised(trace: TracebackType) -> str:
    """The exercise whose stub raised: "normalize", or with its chapter where that is another; "" where none did."""
    while trace.tb_next:
        trace = trace.tb_next
    name = trace.tb_frame.f_code.co_qualname.split(".")[0]
    course = load_course()
    try:
        found = course.find(name, Path.cwd())
    except CourseError:
        return ""
    if found.exercise is None:
        return ""
    return name if found.chapter == _chapter_here(course) else f"{name} (chapter {found.chapter.number})"


def _chapter_here(course: Course) -> Chapter | None:
    here = Path.cwd().name
    return next((chapter for chapter in course.chapters if chapter.id == here), None)


def _defined_in(source: str) -> set[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return set()
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _loaded(path: Path) -> dict[str, Any]:
    """What a module defines, run anew: it may have been saved since."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        print(f"{path} cannot be loaded: {type(error).__name__}: {error}")
        return {}
    return vars(module)
