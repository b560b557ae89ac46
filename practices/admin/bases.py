"""Django's admin and form classes with the type parameters that its stubs ask for.

Django itself does not let these classes be subscripted at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import BaseInlineFormSet

if TYPE_CHECKING:
    from ..models import Practice

    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
    ModelForm = forms.ModelForm[Any]
    PracticeModelForm = forms.ModelForm[Practice]
    InlineFormSet = BaseInlineFormSet[Any, Practice, Any]
    Overrides = dict[type[models.Field[Any, Any]], dict[str, Any]]
else:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    TabularInline = admin.TabularInline
    ModelForm = PracticeModelForm = forms.ModelForm
    InlineFormSet = BaseInlineFormSet
    Overrides = dict

HTTPS: Overrides = {models.URLField: {"assume_scheme": "https"}}
"""An address that is typed without a scheme is one that starts with https."""
