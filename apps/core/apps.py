from django.apps import AppConfig
from django.urls import register_converter


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self) -> None:
        from apps.core.converters import HandleConverter, IdConverter, TagConverter

        register_converter(IdConverter, "id")
        register_converter(HandleConverter, "handle")
        register_converter(TagConverter, "tag")
