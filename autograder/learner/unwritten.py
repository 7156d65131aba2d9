"""A lesson's notebook with exercises that are still to be written: a cell that needs one says so in a line, and the
next cells go on. What is written in the chapter's module is there in the notebook, too; and where the solutions are
installed, the course's own functions stand in for those of earlier chapters that are still to be written.

`follow` is called by `import autograder` in a notebook's kernel.
"""

import ast
import importlib.util
import inspect
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from autograder.course import Chapter, Course, CourseError, load_course
from autograder.language import _
from autograder.learner.cells import note_cell
from autograder.library import PACKAGE, reference_module
from autograder.places import solutions_folder
from autograder.trees import UNREADABLE, unwritten_in, written_in


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
        self.filled: set[str] = set()  # the reader's modules in which the course's own stands in

    def tell(
        self, shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: Any = None
    ) -> None:
        """IPython's handler of an exception: a line where that says all, else the traceback."""
        source = shell.history_manager.input_hist_parsed[-1]
        if isinstance(error, NameError):
            needed, cause = str(error.name), self.waiting.get(str(error.name))
            line = (
                _("This needs {needed}, which is there once {cause} is written.", needed=needed, cause=cause)
                if cause
                else ""
            )
        else:
            cause = _exercise_that_raised(trace)
            line = _("Write {cause} to see this.", cause=cause) if cause else ""
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
        if functions and solutions_folder():
            _fill(functions, self._homes())
        for name in names:
            if name in functions:
                self.shell.user_ns[name] = functions[name]
                print(_("{name} is taken from {path}, where it is written.", name=name, path=path))

    def stand_in(self, result: Any) -> None:
        """After a cell that imports from the library: take the course's own where that of an earlier chapter is still a
        stub, as `course check` does, and say for which. The reader's modules that call it have it, too."""
        source = str(result.info.raw_cell or "")
        solutions, package = solutions_folder(), sys.modules.get(PACKAGE)
        if solutions is None or package is None or Path(str(package.__file__)).is_relative_to(solutions):
            return
        homes = self._homes()
        for module in [*sys.modules.values()]:
            if module.__name__ not in self.filled and _is_beside(module, package):
                self.filled.add(module.__name__)
                _fill(vars(module), homes)
        if PACKAGE in source:
            _fill(self.shell.user_ns, homes)
            self._tell_stand_ins(source, homes)

    def _homes(self) -> dict[str, Chapter]:
        """The functions of earlier chapters, each with its chapter; of several of one name the last counts."""
        course = load_course()
        chapter = _chapter_here(course)
        earlier = course.before(chapter) if chapter else ()
        return {exercise.name: each for each in earlier for exercise in each.library}

    def _tell_stand_ins(self, source: str, homes: Mapping[str, Chapter]) -> None:
        from autograder.graders import library_imports, told_stand_ins

        found: dict[str, list[str]] = {}
        imported = library_imports(source)
        for name, home in homes.items():
            if name in imported and self.shell.user_ns.get(name) is _reference(name, home):
                found.setdefault(home.number, []).append(name)
        if found:
            order = [chapter.number for chapter in load_course().chapters]
            print(told_stand_ins({number: found[number] for number in sorted(found, key=order.index)}))


def _is_beside(module: ModuleType, package: ModuleType) -> bool:
    """Whether a module lies in the workspace of the reader's library."""
    path, root = (getattr(each, "__file__", None) for each in (module, package))
    return bool(path and root) and Path(str(path)).is_relative_to(Path(str(root)).parent.parent)


def _fill(names: dict[str, Any], homes: Mapping[str, Chapter]) -> None:
    """Put the course's own in the place of stubs."""
    for name in names.keys() & homes.keys():
        if _is_stub(names[name], name):
            names[name] = _reference(name, homes[name])


def _reference(name: str, home: Chapter) -> Any:
    return getattr(reference_module(f"{PACKAGE}.{home.module}"), name)


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
    return (
        name
        if found.chapter == _chapter_here(course)
        else _("{name} (chapter {number})", name=name, number=found.chapter.number)
    )


def _chapter_here(course: Course) -> Chapter | None:
    here = Path.cwd().name
    return next((chapter for chapter in course.chapters if chapter.id == here), None)


def _defined_in(source: str) -> set[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except UNREADABLE:
        return set()
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""


def _loaded(path: Path) -> dict[str, Any]:
    """What a module defines, run anew: it may have been saved since."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    try:
        # Not by exec_module, which takes old bytecode for a file that was saved twice in a second at the same size.
        exec(compile(path.read_bytes(), str(path), "exec"), vars(module))
    except (Exception, SystemExit) as error:
        print(_("{path} cannot be loaded: {name}: {error}", path=path, name=type(error).__name__, error=error))
        return {}
    return vars(module)
