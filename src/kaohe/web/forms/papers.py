"""The forms of papers: one or many begun, what came in, an office's mark."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from kaohe.letters import Urgency, letter_kinds, letter_template
from kaohe.messages import Lang, Problem, Refused, sentence
from kaohe.office.accounts.models import Office
from kaohe.office.papers.actions.issuing import STYLES
from kaohe.web.forms.worded import WordedForm
from kaohe.web.pages.reports.asking import new_key

URGENCY: Mapping[Urgency, str] = {"特急": "web_papers.most_urgent", "加急": "web_papers.urgent"}
LONGEST_TEXT = 20_000
LONGEST_LINE = 300


class PapersForm(WordedForm):
    """A form of this room; what it sends twice is done once."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80, initial=new_key)

    def label_code(self, name: str) -> str:
        return f"web_papers.{name}"

    def refuse(self, refused: Refused) -> None:
        """Show what was found wrong above the form, with the line of the text."""
        for problem in refused.problems:
            self.add_error(None, with_line(problem, self.lang))

    def choose(self, name: str, choices: Collection[tuple[str, str]]) -> None:
        """What may be chosen in a field; "" stands for nothing."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def choose_office(self, name: str, offices: Any) -> None:
        """The offices that may be chosen, by their names in the reader's language."""
        field: Any = self.fields[name]
        field.queryset = offices
        field.label_from_instance = lambda each: (
            (each.name_en or each.name_zh) if self.lang == "en" else each.name_zh
        )


class BeginForm(PapersForm):
    """Which office writes what to whom, and who signs with it."""

    hints = {"cosigners": "web_papers.cosigners_hint", "addressee": "web_papers.addressee_hint"}

    office = forms.ModelChoiceField(Office.objects.none(), empty_label=None)
    kind = forms.ChoiceField()
    addressee = forms.ModelChoiceField(Office.objects.none(), required=False)
    cosigners = forms.ModelMultipleChoiceField(
        Office.objects.none(), required=False, widget=forms.SelectMultiple({"size": 6})
    )

    def __init__(self, lang: Lang, own: Collection[int], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("kind", kinds(lang))
        self.choose_office("office", Office.objects.filter(pk__in=own))
        self.choose_office("addressee", Office.objects.all())
        self.choose_office("cosigners", Office.objects.exclude(kind="committee"))


class PartiesForm(PapersForm):
    """To whom a draft goes and who countersigns it, of those that its kind allows."""

    hints = {"cosigners": "web_papers.cosigners_hint", "addressee": "web_papers.addressee_hint"}

    addressee = forms.ModelChoiceField(Office.objects.none(), required=False)
    cosigners = forms.ModelMultipleChoiceField(
        Office.objects.none(), required=False, widget=forms.SelectMultiple({"size": 8})
    )

    def __init__(
        self, lang: Lang, to: "QuerySet[Office]", signing: "QuerySet[Office]", *args: Any, **kwargs: Any
    ):
        super().__init__(lang, *args, **kwargs)
        self.choose_office("addressee", to)
        self.choose_office("cosigners", signing)


class ManyForm(PapersForm):
    """Letters of one kind as a table, a row a letter."""

    hints = {"rows": "web_papers.rows_hint"}

    office = forms.ModelChoiceField(Office.objects.none(), empty_label=None)
    kind = forms.ChoiceField()
    rows = forms.CharField(widget=forms.Textarea({"rows": 12}), max_length=20 * LONGEST_TEXT, strip=False)

    def __init__(self, lang: Lang, own: Collection[int], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("kind", kinds(lang))
        self.choose_office("office", Office.objects.filter(pk__in=own))


class ArrivedForm(PapersForm):
    """A paper from outside as its head shows it, and its file."""

    hints = {"secrecy": "web_papers.secrecy_hint"}

    office = forms.ModelChoiceField(Office.objects.none(), empty_label=None)
    sender = forms.CharField(max_length=200)
    number = forms.CharField(max_length=80, required=False)
    title = forms.CharField(max_length=LONGEST_LINE)
    secrecy = forms.CharField(max_length=20, required=False)
    urgency = forms.ChoiceField(required=False)
    file = forms.FileField()

    def __init__(self, lang: Lang, own: Collection[int], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose("urgency", none_or(URGENCY, lang))
        self.choose_office("office", Office.objects.filter(pk__in=own))


class MarkForm(PapersForm):
    """Under which mark an office numbers its papers of a style from now on."""

    hints = {"mark": "web_papers.mark_hint"}

    office = forms.ModelChoiceField(Office.objects.none(), empty_label=None)
    style = forms.ChoiceField()
    mark = forms.CharField(max_length=40)

    def __init__(self, lang: Lang, own: Collection[int], *args: Any, **kwargs: Any):
        super().__init__(lang, *args, **kwargs)
        self.choose_office("office", Office.objects.filter(pk__in=own))
        self.choose("style", [(style, sentence(code, lang)) for style, code in STYLES.items()])


def kinds(lang: Lang) -> list[tuple[str, str]]:
    """The kinds of letters with their names."""
    return [(kind, letter_template(kind).name.text.of(lang)) for kind in letter_kinds()]


def none_or(words: Mapping[Any, str], lang: Lang) -> list[tuple[str, str]]:
    """Nothing, or one of the words that stand on paper, as the reader's language has it."""
    return [("", "–"), *((each, sentence(code, lang)) for each, code in words.items())]


def with_line(problem: Problem, lang: Lang) -> str:
    """What is wrong, after the line of the text."""
    said, line = problem.words(lang), problem.place.line
    return said if line is None else sentence("web_papers.on_line", lang, line=line, said=said)
