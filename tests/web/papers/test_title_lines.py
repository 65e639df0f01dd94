"""A title of several lines as browsers send it."""

from kaohe.web.forms.paper_fields import WordingForm


def test_line_ends_of_browsers_are_none_of_the_title():
    sent = {"key": "1", "title": "关于责令 \r\n限期整改的通知书", "body": "正文"}
    form = WordingForm("zh", sent)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "关于责令\n限期整改的通知书"
