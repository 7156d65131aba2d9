"""The course's data sets, loaded as scikit-learn loads its own.

`load_mnist` gives handwritten digits, `load_pima` the patients of the diabetes study, `load_strokes` three digits that
`draw_digit` has drawn; all check the files they read against SHA256SUMS. `data_file` finds a file by its name, that of
an instructor's own course too. Importing this package imports none of NumPy, pandas and scikit-learn: each is imported
by the call that needs it.

Files are looked for beside this module, or in the folder named by the environment variable COURSE_DATA_DIR.
"""

from course_data._bunch import Bunch
from course_data._files import DamagedDataError, DataFileError, MissingDataError, data_dir, data_file
from course_data._mnist import load_mnist
from course_data._pima import load_pima
from course_data._strokes import draw_digit, load_strokes

__all__ = [
    "Bunch",
    "DamagedDataError",
    "DataFileError",
    "MissingDataError",
    "data_dir",
    "data_file",
    "draw_digit",
    "load_mnist",
    "load_pima",
    "load_strokes",
]
