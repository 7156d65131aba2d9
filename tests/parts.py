"""Parts of the course, and of a file of Python, for tests of what is built from them."""

import ast


def only(course, chapter_id, *exercises):
    """A course of a single chapter, of these exercises alone if any are named."""
    chapter = course.chapter(chapter_id)
    if exercises:
        chapter = chapter.model_copy(update={"exercises": tuple(chapter.exercise(name) for name in exercises)})
    module = course.modules[0].model_copy(update={"chapters": (chapter,)})
    return course.model_copy(update={"modules": (module,)}), chapter


def functions(source):
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
