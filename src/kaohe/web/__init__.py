"""The web hall: settings, pages and the API in front of the office."""
