from threading import Barrier, Thread

import pytest

from edulis.engine.flows import threads
from edulis.engine.flows.threads import one_thread


def count():
    return threads._openblas().scipy_openblas_get_num_threads()


@pytest.mark.skipif(threads._openblas() is None, reason="SciPy stands on another BLAS here")
def test_inside_there_is_one_thread_and_afterwards_what_there_was():
    before = count()
    with one_thread():
        assert count() == 1
        with one_thread():
            assert count() == 1
        assert count() == 1
    assert count() == before


@pytest.mark.skipif(threads._openblas() is None, reason="SciPy stands on another BLAS here")
def test_the_last_of_those_who_asked_side_by_side_puts_it_back():
    before, together = count(), Barrier(3)

    def ask():
        with one_thread():
            together.wait()

    asking = [Thread(target=ask) for _ in range(3)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert count() == before


def test_another_blas_is_left_alone(monkeypatch):
    monkeypatch.setattr(threads, "_openblas", lambda: None)
    with one_thread():
        pass
