"""How the page tests press: every form is fetched first, and sent with the key it came with."""

import re
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

HTMX = {"HTTP_HX_REQUEST": "true"}


def text(response: HttpResponse) -> str:
    return response.content.decode()


def send(client: Client, address: str, /, **fields: object) -> HttpResponse:
    filled = {name: value for name, value in fields.items() if value is not None}
    return client.post(address, {"form_key": str(uuid4())} | filled)


def follow(client: Client, response: HttpResponse) -> str:
    assert response.status_code == 303, text(response)
    return text(client.get(response["Location"]))


def errors(response: HttpResponse) -> list[str]:
    """What the error summary says."""
    assert response.status_code == 422
    summary = re.search(r"data-error-summary.*?</section>", text(response), re.DOTALL)
    return re.findall(r"<li>(?:<a [^>]*>)?(.*?)(?:</a>)?</li>", summary[0]) if summary else []


def shape(response: HttpResponse) -> str:
    """The page without what is made anew each time, and without masked numbers."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text(response))
    return re.sub(r"\d{6}-••••", "", page)
