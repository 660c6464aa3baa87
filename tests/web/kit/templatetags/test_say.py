"""Pages say messages of the one catalogue."""

from django.template import engines
from django.utils import translation


def shown(source: str, language: str, **context: object) -> str:
    with translation.override(language):
        return engines["django"].from_string(source).render(context)  # type: ignore[no-any-return]


def test_a_message_is_said_in_the_language_of_the_page_with_its_gaps_escaped() -> None:
    assert shown('{% say "yes" %}', "vi") == "có"
    assert shown('{% say "{n} of {total} answered" n=who total=3 %}', "en", who="<b>") == "&lt;b&gt; of 3 answered"


def test_each_form_carries_a_key_of_its_own() -> None:
    assert shown("{% once %}", "en") != shown("{% once %}", "en")
