"""Cell addresses as people write them (`C5`) and as arrays count (row and column from 0)."""

Cell = tuple[int, int]


def letters(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """(4, 2) -> C5."""
    return f"{letters(column)}{row + 1}"


def cell_of(text: str) -> Cell:
    """C5 -> (4, 2); `$` signs are passed over."""
    plain = text.replace("$", "").upper()
    name = plain.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(name) :]) - 1, column - 1
