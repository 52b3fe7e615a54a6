"""What the web server runs."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

# The rooms are there for good: nobody waits for the collector to look through them for what may be thrown away.
get_resolver().url_patterns  # noqa: B018 -- to ask is what loads every page's code
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
