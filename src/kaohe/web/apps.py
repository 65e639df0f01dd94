from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kaohe.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import kaohe.web.watching  # noqa: F401, PLC0415  its receivers, once models can be imported
