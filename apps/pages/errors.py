"""What this room refuses."""

from apps.core.errors import CruddurError


class UnknownFormat(CruddurError):
    """oEmbed's word for a format that is not offered."""

    status = 501
    code = "format_not_offered"
    detail = "Only JSON is offered here."
