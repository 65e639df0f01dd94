from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "kaohe.office.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kaohe.office.assessment.reminders import owed_news  # noqa: PLC0415  models can be imported only now
        from kaohe.office.notices.owed import PROVIDERS  # noqa: PLC0415

        PROVIDERS.append(owed_news)
