"""The one error reading raises."""


class ReadingError(Exception):
    """A file that cannot be read, for one reason.

    Attributes:
        code: the reason; `wording.WORDS` has the words for each.
        params: the values the words need.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
