"""Notices leave the house: one message to one address, through Apprise, as plain text and with nothing else in it."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scorecard.domain.addresses import Address
from scorecard.domain.notices import Notice

if TYPE_CHECKING:
    from apprise import AppriseAsset, NotifyBase

PATIENCE = 30.0
"""Seconds until a service that does not answer is given up."""

UNREADABLE = "its address is none that can be used. Write one address of Apprise's, such as mailto:// or slack://"
UNREACHED = "its service did not take the message, or could not be reached"


def send_notice(notice: Notice, address: Address) -> str:
    """Send a message.

    Nothing is contacted but the address: no redirect is followed, no picture is linked, nothing is kept on disk. What
    services and their libraries say of a fault may hold the address, and is neither shown nor logged.

    Args:
        notice: What is sent: its title and its text.
        address: Where to.

    Returns:
        "" where the service took it, else why not, as the rest of a sentence.
    """
    with _hushed():
        try:
            return _sent(notice, address)
        except Exception:
            return UNREACHED


def _sent(notice: Notice, address: Address) -> str:
    from apprise import Apprise, NotifyFormat

    service = _service(address)
    if service is None:
        return UNREADABLE
    house = Apprise(asset=service.asset)
    house.add(service)
    done = house.notify(body=notice.text, title=notice.title, body_format=NotifyFormat.TEXT)
    return "" if done else UNREACHED


def _service(address: Address) -> "NotifyBase | None":
    from apprise import Apprise

    found = Apprise.instantiate(address.url, asset=_asset())
    if found is None:
        return None
    found.redirects = False
    found.interpret_emojis = False
    return found


def _asset() -> "AppriseAsset":
    from apprise import AppriseAsset

    return AppriseAsset(
        app_id="Scorecard",
        app_desc="Scorecard",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        image_path_mask="",
        async_mode=False,
        http_redirects=False,
        interpret_emojis=False,
        storage_mode="memory",
        service_timeout=PATIENCE,
    )


@contextmanager
def _hushed() -> Iterator[None]:
    """No log and no warning while a message leaves: both can repeat an address."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
