"""The office wing: the Django apps in which people act, in the order of the year.

    journal <- accounts <- zones <- files <- notices <- reporting

A model holds fields, constraints and properties of its own row. A change is one function in `actions`: it
takes the actor, checks the permission, guards the expected state and writes the journal in the same
transaction. Reads live in `queries` and return plain data. Pages, API, spreadsheets and the command line all
call these.
"""
