"""What the web server runs."""

import gc
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

# The rooms are there for good: nobody waits for the collector to look through them for what may be thrown away.
get_resolver().url_patterns  # noqa: B018 -- to ask is what loads every page's code
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

# A thread whose answer has come from the database waits for one that computes: by Python's own 5 ms at each of twenty
# statements. With ten times as many turns the day's slowest twentieth took half as long.
sys.setswitchinterval(0.0005)
