from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "kaohe.office.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kaohe.office.notices.owed import PROVIDERS  # noqa: PLC0415  models can be imported only now
        from kaohe.office.reporting.reminders import owed_reminders  # noqa: PLC0415

        PROVIDERS.append(owed_reminders)
