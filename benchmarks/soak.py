"""A class graded the hard way: on processes and on a cluster, killed again and again, and ten thousand at once.

    .venv/bin/python benchmarks/soak.py [--submissions 1000] [--kills 100] [--simulated 10000] [--to FILE]

Right, wrong, half-done, hostile and damaged work across four chapters is graded by two processes and by a Dask cluster
of two local workers: both tables have to be equal. A small class of the same kinds is graded again and again by drivers
that are killed at seeded moments of all their life: while they start, grade, end and write the table. Each time the
results have to equal the undisturbed ones byte for byte, times apart, and so has the table. Then cheap submissions by
the thousand, whose grading is simulated, show what the driver itself costs in time and memory. What was found goes into
a file, with the commit and the date; what has not been done yet is not in it.
"""

import argparse
import dataclasses
import hashlib
import itertools
import json
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.build.release import root
from autograder.classroom.batch import job
from autograder.classroom.batch.handed_in import find
from autograder.classroom.batch.job import Done, Job
from autograder.classroom.batch.run import ClassRun
from autograder.classroom.batch.store import Store
from autograder.classroom.batch.table import open_table, refresh
from autograder.classroom.demo import CLASS, chapters_of_class, hand_in
from autograder.course import load_course

SEED = 20261129
RESULT = Path(__file__).with_name("soak_result.json")
# When the drivers of one class are killed, in this order; those that have ended before it count for nothing.
STAGES = ("start", "middle", "middle", "middle", "middle", "end", "table", "table")
KILLED = 14  # students of the class whose drivers are killed: one of each kind
START_SECONDS = 3.0  # in which a driver is killed that is starting
MOST_SECONDS = 120.0  # that a driver is left alone before it is killed
LOOK_SECONDS = 0.002
SIMULATED = (10, 100, 1000)  # and as many as are asked for
# One of the class's kinds runs into limits of time in three of four chapters, twice 10 s each, which nothing shortens:
# it hands in once in so many rounds.
ENDLESS, ROUNDS = "endless loops", 5


PARTS = ("processes", "dask", "killed", "simulated")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--simulated", type=int, default=10_000)
    parser.add_argument("--to", type=Path, default=RESULT)
    parser.add_argument("--folder", type=Path, help="where the class stays, so that it can be done part by part")
    parser.add_argument("--part", choices=PARTS, help="do this one alone; dask needs processes to be done before it")
    parser.add_argument("--only-simulated", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_simulated:
        print(json.dumps(simulated(options.only_simulated)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        soak = Soak(options.folder or Path(scratch), options)
        for part in [options.part] if options.part else PARTS:
            soak.do(part)
        sys.exit(0 if soak.good else 1)


class Soak:
    """The parts, and the file of what was found: each part with its commit and date, of this class alone."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.about = {
            "python": platform.python_version(), "cores": os.cpu_count(), "seed": SEED,
            "asked": {"submissions": options.submissions, "kills": options.kills, "simulated": options.simulated},
        }  # fmt: skip
        known = json.loads(options.to.read_bytes()) if options.part and options.to.is_file() else {}
        self.found = known if self.about.items() <= known.items() else dict(self.about)

    @property
    def good(self) -> bool:
        said = [
            value for part in ("dask", "killed") for key, value in self.found.get(part, {}).items() if "equal" in key
        ]
        return all(said)

    def do(self, part: str) -> None:
        when = {"commit": commit(), "date": datetime.now(UTC).isoformat(timespec="seconds")}
        value = when | getattr(self, part)()
        missing = [each for each in PARTS if each not in {*self.found, part}]
        self.found |= {part: value, "not_done": missing}
        print(part, value, flush=True)
        self.options.to.write_text(json.dumps(self.found, indent=2) + "\n", encoding="utf-8")

    def processes(self) -> dict[str, Any]:
        self.folder.mkdir(exist_ok=True)
        submitted, count, kinds = made_class(self.folder / "class", self.options.submissions)
        start, whole = time.perf_counter(), self.folder / "processes"
        grade(submitted, whole, "--jobs", "2")
        seconds = time.perf_counter() - start
        assert number_of(whole) == count
        return {
            "submissions": count, "students": dict(kinds), "mean_share_of_points": scores(whole),
            "processes": 2, "seconds": round(seconds, 1), "a_minute": round(60 * count / seconds),
            "largest_process_megabytes": peak(resource.RUSAGE_CHILDREN),
        }  # fmt: skip

    def dask(self) -> dict[str, Any]:
        through = on_dask(self.folder / "class/submitted", self.folder / "dask")
        tables = [rows(self.folder / name) for name in ("dask", "processes")]
        return through | {"results_equal": self._as_undisturbed("dask"), "tables_equal": tables[0] == tables[1]}

    def killed(self) -> dict[str, Any]:
        self.folder.mkdir(exist_ok=True)
        return Killed(self.folder / "killed").times(self.options.kills)

    def simulated(self) -> dict[str, Any]:
        return {"classes": [in_a_process_of_its_own(many) for many in (*SIMULATED, self.options.simulated)]}

    def _as_undisturbed(self, name: str) -> bool:
        return told(self.folder / name) == told(self.folder / "processes")


def commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=root(), capture_output=True, text=True, check=False
        ).stdout.strip()

    others = "--", ".", f":!{RESULT.relative_to(root()).as_posix()}"  # each part writes that file
    changed = " and changes" if git("status", "--porcelain", "--untracked-files=no", *others) else ""
    return (git("rev-parse", "HEAD") or "unknown") + changed


def made_class(folder: Path, count: int) -> tuple[Path, int, Counter[str]]:
    """Write about so many submissions: all kinds of the demo's class in turn, each to every chapter.

    Returns
    -------
    tuple
        where they lie, how many they are, and how many students are of which kind.
    """
    chapters = chapters_of_class(load_course())
    folder.mkdir()
    (folder / "release").symlink_to(root() / "release")
    in_turn = (
        kind for number in itertools.count() for kind in CLASS if kind.handed_in != ENDLESS or number % ROUNDS == 0
    )
    pupils = [
        dataclasses.replace(kind, name=f"student{number:05}")
        for number, kind in enumerate(itertools.islice(in_turn, max(1, count // len(chapters))))
    ]
    kinds = Counter(pupil.handed_in for pupil in pupils)
    return folder / "submitted", hand_in(folder, chapters, pupils), kinds


def scores(results: Path) -> dict[str, float]:
    """The mean share of the points that was earned in each chapter."""
    shares: dict[str, list[float]] = {}
    for _path, graded in Store(results).results():
        shares.setdefault(graded.chapter, []).append(graded.report.score / graded.report.max_score)
    return {chapter: round(sum(each) / len(each), 3) for chapter, each in shares.items()}


def command(submitted: Path, results: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "autograder", "grade", str(submitted), "--results", str(results), *more]


def grade(submitted: Path, results: Path, *more: str) -> None:
    done = subprocess.run(command(submitted, results, *more), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"course grade {' '.join(more)} ended with {done.returncode}:\n{done.stderr[-3000:]}")


def on_dask(submitted: Path, results: Path) -> dict[str, Any]:
    from distributed import LocalCluster

    start = time.perf_counter()
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        grade(submitted, results, "--scheduler", cluster.scheduler_address)
    return {"workers": 2, "seconds": round(time.perf_counter() - start, 1)}


class Killed:
    """A small class that is graded once undisturbed, and then again and again by drivers that are killed, each time
    begun where the one before was, and brought to its end."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        chapters = chapters_of_class(load_course())
        self.submitted, _count, _kinds = made_class(folder / "class", KILLED * len(chapters))
        # A loop that never ends takes twice 10 s: it is in one chapter, and in the first round alone.
        self.slow = f"student{[kind.handed_in for kind in CLASS].index(ENDLESS):05}"
        for chapter in chapters[1:]:
            shutil.rmtree(self.submitted / self.slow / chapter.id)
        self.results, calm = folder / "results", folder / "undisturbed"
        grade(self.submitted, calm, "--jobs", "2")
        self.expected, self.rows = told(calm), rows(calm)
        self.draws = random.Random(SEED)
        self.kills: Counter[str] = Counter()

    def times(self, kills: int) -> dict[str, Any]:
        start, rounds, equal, tables = time.perf_counter(), 0, True, True
        count = len(self.expected)
        while self.kills.total() < kills:
            for stage in STAGES[: kills - self.kills.total()]:
                self._kill(stage)
            grade(self.submitted, self.results, "--jobs", "2")
            equal &= told(self.results) == self.expected
            tables &= rows(self.results) == self.rows
            rounds += 1
            shutil.rmtree(self.results)
            self._leave_the_slow_one_out()
        return {
            "kills": self.kills.total(), "while": dict(self.kills), "classes": rounds,
            "submissions": count, "results_equal": equal, "tables_equal": tables,
            "seconds": round(time.perf_counter() - start, 1),
        }  # fmt: skip

    def _kill(self, stage: str) -> None:
        """Start a driver, and kill it alone in a stage of its life."""
        table, there, count = self.results / "results.db", number_of(self.results), len(self.expected)
        if stage == "table":  # what is deleted is made again
            table.unlink(missing_ok=True)
        goal = count if stage == "end" else min(count, there + self.draws.randint(1, max(1, count // 5)))
        pause = self.draws.uniform(0.0, {"start": START_SECONDS, "table": 0.1}.get(stage, 0.3))
        process = subprocess.Popen(
            command(self.submitted, self.results, "--jobs", "2"), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        reached = {"start": lambda: True, "table": table.exists}.get(stage, lambda: number_of(self.results) >= goal)
        until = time.monotonic() + MOST_SECONDS
        while process.poll() is None and not reached() and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)
        time.sleep(pause)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            half_written = Path(f"{table}-journal").exists()
            self.kills["writing the table" if half_written else stage] += 1
        for path in self.results.glob("*/*.json"):  # whole, or not there
            json.loads(path.read_bytes())

    def _leave_the_slow_one_out(self) -> None:
        shutil.rmtree(self.submitted / self.slow, ignore_errors=True)
        self.expected = {file: digest for file, digest in self.expected.items() if self.slow not in file}
        self.rows = [row for row in self.rows if self.slow not in row]


def number_of(results: Path) -> int:
    return sum(1 for _path in results.glob("*/*.json"))


def told(results: Path) -> dict[str, str]:
    """A digest of each result without what differs from run to run: times."""
    found = {}
    for path in sorted(results.glob("*/*.json")):
        data = json.loads(path.read_bytes())
        del data["times"]
        text = json.dumps(data, sort_keys=True).encode(errors="surrogatepass")
        found[path.relative_to(results).as_posix()] = hashlib.sha256(text).hexdigest()
    return found


def rows(results: Path) -> list[Any]:
    """What a table says of exercises and tests, in its own order of submissions."""
    from sqlalchemy import text

    engine = open_table(Store(results).table)
    query = """
        SELECT s.chapter, s.student, s.score, s.refused, e.name, e.status, e.score, e.mistake, t.label, t.passed
        FROM submissions s LEFT JOIN exercises e ON e.submission = s.id
        LEFT JOIN tests t ON t.submission = s.id AND t.exercise = e.name ORDER BY 1, 2, 5, 9
    """
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


# The driver alone


class Simulated(ThreadPoolExecutor):
    """An executor that grades nothing and says what one real submission came to."""

    def __init__(self, done: Done) -> None:
        super().__init__(1)
        self.done = done

    def submit(self, _function: Any, given: Job, /, **_named: Any) -> Any:  # type: ignore[override]
        report = {**self.done.report, "submission": f"{given.student}/{given.chapter}"}
        return super().submit(lambda: dataclasses.replace(self.done, report=report))


def in_a_process_of_its_own(count: int) -> Any:
    done = subprocess.run(
        [sys.executable, __file__, "--only-simulated", str(count)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def simulated(count: int) -> dict[str, Any]:
    """What finding, keeping and tabulating so many results costs the driver: time, and memory at its highest."""
    course = load_course()
    chapter = course.find("1.1").chapter
    source = (root() / "release" / chapter.id / f"{chapter.module}.py").read_bytes()
    real = job.run(Job("student", chapter.id, {f"{chapter.module}.py": source}))
    assert not real.failed, real.failed

    def make() -> Executor:
        return Simulated(real)

    with tempfile.TemporaryDirectory() as scratch:
        for name in students(count):
            place = Path(scratch, "in", name, chapter.id)
            place.mkdir(parents=True)
            (place / f"{chapter.module}.py").write_bytes(source + f"# {name}\n".encode())
        store = Store(Path(scratch, "results"))
        start, spent = time.perf_counter(), time.process_time()
        outcome = ClassRun(course, store, make, width=3).grade(find(Path(scratch, "in"), course).submissions)
        refresh(store)
        assert outcome.graded == count
        return {
            "submissions": count,
            "milliseconds_each": round(1000 * (time.perf_counter() - start) / count, 2),
            "processor_milliseconds_each": round(1000 * (time.process_time() - spent) / count, 2),
            "peak_megabytes": peak(resource.RUSAGE_SELF),
        }


def peak(whose: int) -> int:
    """Megabytes of this process, or of the largest that it has waited for."""
    return round(resource.getrusage(whose).ru_maxrss / 1024)


def students(count: int) -> Iterator[str]:
    return (f"student{number:05}" for number in range(count))


if __name__ == "__main__":
    main()
