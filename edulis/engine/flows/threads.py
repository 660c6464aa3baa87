"""Dense blocks on one thread: for blocks of some hundred numbers the threads of BLAS wait longer than they work."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

_LOCK = Lock()
_within: list[int] = []  # the number of threads to go back to, once for each who asked


@contextmanager
def one_thread() -> Iterator[None]:
    """SciPy's BLAS works on one thread inside; afterwards it has what it had, once the last who asked is done.

    A SciPy that was not built on OpenBLAS is left as it is.
    """
    reach = _openblas()
    if reach is None:
        yield
        return
    with _LOCK:
        _within.append(_within[0] if _within else reach.scipy_openblas_get_num_threads())
        reach.scipy_openblas_set_num_threads(1)
    try:
        yield
    finally:
        with _LOCK:
            before = _within.pop()
            if not _within:
                reach.scipy_openblas_set_num_threads(before)


@cache
def _openblas() -> ctypes.CDLL | None:
    """The library behind SciPy's BLAS, if it can be told how many threads to take."""
    from scipy.linalg import _fblas

    try:
        found = ctypes.CDLL(_fblas.__file__)
        found.scipy_openblas_get_num_threads, found.scipy_openblas_set_num_threads  # noqa: B018 — whether they are there
    except (OSError, AttributeError):
        return None
    return found
