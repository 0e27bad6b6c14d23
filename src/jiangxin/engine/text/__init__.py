"""Chinese articles as plain text: made whole, outlined, counted, previewed, searched and compared.

`decode` turns bytes into text and back, `restore` undoes what copying sites did to it, `page` tells an article from the
page around it, `outline` reads its headings, `count` and `preview` measure it, `tokens`, `keywords`, `related` and
`similarity` find it again. Every offset is an index into a `str`; every function is free of side effects.
"""
