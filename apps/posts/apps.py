from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "apps.posts"

    def ready(self) -> None:
        from apps.posts import subscribers

        subscribers.register()
