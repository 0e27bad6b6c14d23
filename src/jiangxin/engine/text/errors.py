"""The one error these modules raise on purpose."""


class TextError(ValueError):
    """Input that cannot be read as text, or a rule that cannot be followed.

    Attributes:
        code: what is wrong, such as `text.binary`; the caller words it.
        params: the values the wording needs.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
