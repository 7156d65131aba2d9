"""The Pima diabetes study: eight measurements of each of 768 patients and the result of a diabetes test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from course_data._bunch import Bunch
from course_data._files import find_verified, missing

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Arrays: TypeAlias = tuple[NDArray[np.float64], NDArray[np.int64]]
    Frames: TypeAlias = tuple[pd.DataFrame, pd.Series[int]]

FILE = "pima_diabetes.csv"

DESCR = """\
Pima diabetes study
-------------------

:Patients: 768 women of the Pima (Akimel O'odham) community near Phoenix, Arizona, at least 21 years old
:Target: 1 when the test for diabetes was positive (268 patients), 0 when it was negative (500)
:Features: eight, all numeric

    =================== ======================================================== ==============
    pregnancies         number of pregnancies
    glucose             plasma glucose after two hours of a glucose tolerance    (5 zeros)
                        test, mg/dl
    blood_pressure      diastolic blood pressure, mm Hg                          (35 zeros)
    skin_thickness      thickness of the skin fold at the triceps, mm            (227 zeros)
    insulin             serum insulin after two hours, uU/ml                     (374 zeros)
    bmi                 body mass index, kg/m^2                                  (11 zeros)
    diabetes_pedigree   a score for diabetes among relatives
    age                 years
    =================== ======================================================== ==============

:Missing values: none are marked, but a zero in one of the five columns with a count of zeros is impossible in
    a living patient and stands for a value that was not measured

:Source: National Institute of Diabetes and Digestive and Kidney Diseases; given to the UCI repository in 1990
:Reference: J. W. Smith, J. E. Everhart, W. C. Dickson, W. C. Knowler and R. S. Johannes, "Using the ADAP
    learning algorithm to forecast the onset of diabetes mellitus", Proceedings of the Symposium on Computer
    Applications and Medical Care, pages 261-265, 1988
"""


@overload
def load_pima(*, return_X_y: Literal[False] = False, as_frame: bool = False) -> Bunch: ...
@overload
def load_pima(*, return_X_y: Literal[True], as_frame: Literal[False] = False) -> Arrays: ...
@overload
def load_pima(*, return_X_y: Literal[True], as_frame: Literal[True]) -> Frames: ...
def load_pima(*, return_X_y: bool = False, as_frame: bool = False) -> Bunch | Arrays | Frames:
    """Load the Pima diabetes data.

    Every call returns new arrays, which the caller may change.

    Parameters
    ----------
    return_X_y : bool
        Return `(data, target)` instead of a Bunch.
    as_frame : bool
        Give `data` as a pandas DataFrame and `target` as a Series, as the columns of `frame`.

    Returns
    -------
    Bunch
        data : ndarray or DataFrame (768, 8) float64, one patient a row
        target : ndarray or Series (768,) int64, 1 for a positive test
        frame : DataFrame (768, 9) of the features and "target", or None unless `as_frame`
        feature_names : list of 8 str
        target_names : ndarray (2,) of str, what 0 and 1 mean
        DESCR : str

    Raises
    ------
    DamagedDataError
        The file is there, but its SHA-256 is not the expected one.
    MissingDataError
        The file is missing.
    ImportError
        `as_frame` is true and pandas is not installed.
    """
    path = find_verified(FILE)
    if path is None:
        raise missing(FILE)

    import numpy as np

    with path.open(encoding="ascii") as file:
        *feature_names, _ = file.readline().strip().split(",")
        table = np.loadtxt(file, delimiter=",")
    values, outcome = table[:, :-1].copy(), table[:, -1].astype(np.int64)
    if not as_frame:
        if return_X_y:
            return values, outcome
        return _bunch(values, outcome, None, feature_names)

    frame = _frame(values, outcome, feature_names)
    if return_X_y:
        return frame[feature_names], frame["target"]
    return _bunch(frame[feature_names], frame["target"], frame, feature_names)


def _bunch(
    data: NDArray[np.float64] | pd.DataFrame,
    target: NDArray[np.int64] | pd.Series[int],
    frame: pd.DataFrame | None,
    feature_names: list[str],
) -> Bunch:
    import numpy as np

    return Bunch(
        data=data,
        target=target,
        frame=frame,
        feature_names=feature_names,
        target_names=np.array(["negative", "positive"]),
        DESCR=DESCR,
    )


def _frame(values: NDArray[np.float64], outcome: NDArray[np.int64], feature_names: list[str]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError("load_pima(as_frame=True) needs pandas: install it or omit as_frame") from error

    return pd.DataFrame(values, columns=feature_names).assign(target=outcome)
