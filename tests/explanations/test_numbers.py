import pytest

from kaohe.explanations.numbers import figure, fixed, place, signed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1234567.0, "1,234,567"),
        (1234.5, "1,234.5"),
        (-1234.56, "−1,234.56"),
        (12.345, "12.35"),
        (0.7601239, "0.7601"),
        (0.00012345, "0.0001234"),
        (1e-9, "1e−09"),
        (2.5e16, "2.5e+16"),
        (float("nan"), ""),
    ],
)
def test_a_measured_value_has_two_decimals_or_four_digits(value, said):
    assert figure(value).replace("e-", "e−") == said


def test_scores_and_differences():
    assert (fixed(85.5, 4), fixed(-0.125, 2), fixed(float("nan"), 2)) == ("85.5000", "−0.12", "")
    assert (signed(1.5, 2), signed(-1.5, 2), signed(0.001, 2), signed(-0.001, 2)) == (
        "+1.50",
        "−1.50",
        "0.00",
        "0.00",
    )
    assert (signed(float("nan"), 2), fixed(1e300, 2)) == ("", "1e+300")


def test_places():
    assert (place(3.0), place(2.5)) == ("3", "2.5")
