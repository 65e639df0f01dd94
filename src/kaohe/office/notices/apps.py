from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "kaohe.office.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
