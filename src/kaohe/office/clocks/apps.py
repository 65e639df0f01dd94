from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "kaohe.office.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"
