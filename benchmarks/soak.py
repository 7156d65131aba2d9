"""A class graded the hard way: on processes and on a cluster, killed again and again, and ten thousand at once.

    .venv/bin/python benchmarks/soak.py [--submissions 1000] [--kills 100] [--simulated 10000] [--to FILE]

Right, wrong, half-done, hostile and damaged work across four chapters is graded by two processes and by a Dask cluster
of two local workers: both tables have to be equal. The same class is graded by a driver that is killed at seeded
moments until it has been killed so often, then to its end: results have to equal the undisturbed ones byte for byte,
times apart. Then cheap submissions by the thousand, whose grading is simulated, show what the driver itself costs in
time and memory. What was found goes into a file, with the commit and the date.
"""

import argparse
import dataclasses
import hashlib
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
MOST_SECONDS = 120.0  # that a driver is left alone before it is killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--simulated", type=int, default=10_000)
    parser.add_argument("--to", type=Path, default=RESULT)
    parser.add_argument("--only-simulated", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_simulated:
        print(json.dumps(simulated(options.only_simulated)))
        return
    found: dict[str, Any] = {
        "commit": commit(), "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "cores": os.cpu_count(), "seed": SEED,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        submitted, count = made_class(folder / "class", options.submissions)
        whole, seconds = folder / "processes", -time.perf_counter()
        grade(submitted, whole, "--jobs", "2")
        seconds += time.perf_counter()
        expected = told(whole)
        assert len(expected) == count
        found["processes"] = {
            "submissions": count,
            "seconds": round(seconds, 1),
            "a_minute": round(60 * count / seconds),
        }
        print(found["processes"])
        found["dask"] = on_dask(submitted, folder / "dask")
        found["dask"]["results_equal"] = told(folder / "dask") == expected
        found["dask"]["tables_equal"] = rows(folder / "dask") == rows(whole)
        print(found["dask"])
        found["killed"] = killed(submitted, folder / "killed", options.kills, count)
        found["killed"]["results_equal"] = told(folder / "killed") == expected
        print(found["killed"])
    found["simulated"] = [in_a_process_of_its_own(many) for many in (100, options.simulated)]
    print(found["simulated"])
    options.to.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    good = found["dask"]["results_equal"] and found["dask"]["tables_equal"] and found["killed"]["results_equal"]
    print(f"{options.to}: {'as it has to be' if good else 'NOT EQUAL'}")
    sys.exit(0 if good else 1)


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root(), capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def made_class(folder: Path, count: int) -> tuple[Path, int]:
    """Write about so many submissions: all kinds of the demo's class in turn, each to every chapter."""
    chapters = chapters_of_class(load_course())
    folder.mkdir()
    (folder / "release").symlink_to(root() / "release")
    pupils = [
        dataclasses.replace(CLASS[number % len(CLASS)], name=f"student{number:05}")
        for number in range(max(1, count // len(chapters)))
    ]
    return folder / "submitted", hand_in(folder, chapters, pupils)


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


def killed(submitted: Path, results: Path, kills: int, count: int) -> dict[str, Any]:
    """Kill the driver alone at so many seeded moments, the class being begun anew when it is done; then to its end."""
    moments, done, rounds = random.Random(SEED), 0, 1
    while done < kills:
        process = subprocess.Popen(
            command(submitted, results, "--jobs", "2"), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        there, enough = number_of(results), moments.randint(0, max(1, 2 * count // max(kills, 1)))
        until = time.monotonic() + MOST_SECONDS
        while process.poll() is None and number_of(results) < there + enough and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(moments.random() * 0.3)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            done += 1
        process.wait()
        for path in results.glob("*/*.json"):  # whole, or not there
            json.loads(path.read_bytes())
        if number_of(results) == count and done < kills:
            shutil.rmtree(results)
            rounds += 1
    grade(submitted, results, "--jobs", "2")
    return {"kills": done, "classes": rounds}


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
            "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }


def students(count: int) -> Iterator[str]:
    return (f"student{number:05}" for number in range(count))


if __name__ == "__main__":
    main()
