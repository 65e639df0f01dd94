from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "kaohe.office.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kaohe.office.clocks.reminders import owed_reminders  # noqa: PLC0415  models come only now
        from kaohe.office.notices.owed import PROVIDERS  # noqa: PLC0415

        PROVIDERS.append(owed_reminders)
