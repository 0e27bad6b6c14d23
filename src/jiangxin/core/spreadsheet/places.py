"""Places of cells as workbooks write them: letters for the column, a number for the row (ECMA-376 part 1, 18.18.7)."""


def place_of(written: bytes) -> tuple[int, int]:
    """Return row from 1 and column from 0: b"B5" is (5, 1)."""
    letters = written.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return int(written[len(letters) :]), column - 1
