"""What pytest's plugin leaves to pytest."""

import pytest

from autograder.pytest_plugin import pytest_report_teststatus


def test_a_file_that_cannot_be_imported_is_told_by_pytest_alone(pytestconfig: pytest.Config) -> None:
    report = pytest.CollectReport("test_arrays.py", "failed", "ImportError: no module named 'nmupy'", None)
    assert pytest_report_teststatus(report, pytestconfig) is None
