"""The door for a web server: `gunicorn kennisbank.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings")

application = get_wsgi_application()
