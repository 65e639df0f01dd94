"""The pages: each takes a request, calls queries and actions, and renders. No rule lives here."""
