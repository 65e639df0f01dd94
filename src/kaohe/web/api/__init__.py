"""The read API: the same queries and permissions as the pages, for programmes. Nothing here changes anything.

A programme shows a token; a browser that is signed in may read as well. What a caller may not do is 403, what
it may not see is 404, and every refusal is problem+json (RFC 9457).

    kinds, callers <- operations <- one module a room <- service <- schema <- describing
"""
