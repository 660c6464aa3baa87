"""An appraisal is an answer like the others."""

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import APPRAISAL_NEEDS, Appraisal
from edulis.engine.need import unmet


def test_an_empty_appraisal_tells_its_question_and_what_it_needs() -> None:
    assert Appraisal().as_dict()["question"].endswith("?")
    assert len(unmet(Cluster.of({}), APPRAISAL_NEEDS)) == 4
