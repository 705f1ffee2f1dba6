"""Which addresses and tokens are taken."""

from __future__ import annotations

import pytest

from fielato.errors import UsageError
from fielato.remote import service


@pytest.mark.parametrize(
    ("url", "assessments"),
    [
        ("https://fielato.example", "https://fielato.example/api/v1/assessments"),
        ("https://fielato.example:8443/gate/", "https://fielato.example:8443/gate/api/v1/assessments"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1/assessments"),
        ("http://127.9.9.9", "http://127.9.9.9/api/v1/assessments"),
        ("http://[::1]:8080", "http://[::1]:8080/api/v1/assessments"),
        ("http://LOCALHOST", "http://LOCALHOST/api/v1/assessments"),
    ],
)
def test_an_address_is_encrypted_or_of_this_machine(url: str, assessments: str) -> None:
    assert service(url).assessments == assessments


@pytest.mark.parametrize(
    "url", ["http://fielato.example", "http://10.0.0.1", "http://localhost.example", "http://0.0.0.0"]
)
def test_documents_do_not_travel_in_the_open_unless_the_caller_says_so(url: str) -> None:
    with pytest.raises(UsageError, match=r"is not encrypted: write https://, or add --insecure-http"):
        service(url)
    assert service(url, insecure_http=True).url == url


@pytest.mark.parametrize(
    "url",
    ["", "fielato.example", "ftp://fielato.example", "https://", "https://[", "https://h:port", "https://h?x=1",
     "https://h/#x", "https:///path", "file:///etc/passwd"],
)  # fmt: skip
def test_anything_else_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="is not an address of a service"):
        service(url, insecure_http=True)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        service("https://somebody:s3cret@fielato.example")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "señal", "\x00"])
def test_a_token_that_fits_in_no_header_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(UsageError) as refused:
        service("https://fielato.example", token)
    assert token not in str(refused.value)


def test_a_service_does_not_show_its_token() -> None:
    assert "s3cret" not in repr(service("https://fielato.example", "s3cret"))
