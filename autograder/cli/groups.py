"""Who a command is for: `course --help` lists a learner's commands first, and in the students' package no others."""

from typing import Any

import typer.core

from autograder.places import can_be_made, is_packaged, solution_folders

LEARNERS = ("init", "watch", "check", "next", "list", "hint", "skip", "reset", "solution", "bug", "doctor")
AUTHORS = ("new", "build", "verify", "site", "package")  # but for these and the learner's, commands are for teaching


class ByAudience(typer.core.TyperGroup):
    """The command `course`, whose help groups the commands by who they are for."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        every = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        groups = {"Learning": [name for name in LEARNERS if name in every]}
        if solution_folders():
            others = (*LEARNERS, *AUTHORS, *(("demo",) if is_packaged() else ()))
            groups["Teaching"] = [name for name in every if name not in others]
        if can_be_made():
            groups["Writing the course"] = [name for name in AUTHORS if name in every]
        elif solution_folders():
            groups["A course of your own"] = ["new"]
        longest = max(len(name) for names in groups.values() for name in names)
        for title, names in groups.items():
            rows = [(f"{name:<{longest}}", self.commands[name].get_short_help_str(200)) for name in names]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
