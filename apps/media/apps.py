from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "apps.media"

    def ready(self) -> None:
        from apps.media import subscribers

        subscribers.register()
