"""Wakes Django up. Imported before anything that knows the product's tables."""

import logging

import django

django.setup()
# The lines about single requests are the web server's; here they would stand in the middle of the results.
logging.getLogger("samspor").setLevel(logging.CRITICAL)
logging.getLogger("django.request").setLevel(logging.CRITICAL)
