"""What all lists and forms of the desk have in common: good Dutch, and errors as links."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from .bases import HTTPS, ModelAdmin
from .problems import problems


class Desk(ModelAdmin):
    """Django's admin of one model, under its own name.

    plural: what the list is called, where the model itself says it otherwise;
    takes_het: its name takes "het", where Django's messages always say "de".
    """

    plural: ClassVar[str] = ""
    takes_het: ClassVar[bool] = False
    formfield_overrides = HTTPS

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; Django calls it "Selecteer … om te wijzigen"."""
        title = self.plural or capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """What was done, with the right article."""
        if self.takes_het and message.startswith("De "):
            # what was safe stays so, what was not is still escaped
            message = type(message)(f"Het {message[3:]}")
        super().message_user(request, message, *args, **kwargs)

    def render_change_form(  # noqa: PLR0917  # Django's own signature
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The form, after a failed attempt with its errors as a list of links."""
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["problems"] = problems(context["adminform"].form, formsets)
        return super().render_change_form(request, context, add, change, form_url, obj)
