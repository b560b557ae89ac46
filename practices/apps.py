"""The one app of the knowledge base."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Good practices, in Dutch on screen."""

    name = "practices"
    verbose_name = "Kennisbank"
    default_auto_field = "django.db.models.BigAutoField"
