"""The first page: what is wanted from whoever signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, by role."""
    return render(request, "home.html")
