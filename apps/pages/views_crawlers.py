"""For search engines: what they may look at, and what there is."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import View

from apps.pages import answers, sitemaps
from apps.pages.shown import absolute

# What the app's pages ask of the API: a search engine runs their script, and without its answers
# they would say that something is wrong.
_ASKED_BY_PAGES = ("config", "profiles/", "posts/", "feeds/", "tags/", "users/", "oembed")
_PRIVATE = ("/api/", "/admin/", "/settings", "/messages", "/bookmarks", "/drafts", "/you")


class CrawlerPage(View):
    http_method_names = ["get", "head"]


class RobotsView(CrawlerPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        lines = [
            "User-agent: *",
            *(f"Allow: /api/v1/{path}" for path in _ASKED_BY_PAGES),
            *(f"Disallow: {path}" for path in _PRIVATE),
            "",
            f"Sitemap: {absolute('/sitemap.xml')}",
            "",
        ]
        return answers.public(
            request, "\n".join(lines), seconds=answers.HOUR, content_type="text/plain"
        )


class SitemapIndexView(CrawlerPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _xml(request, "sitemap_index.xml", {"addresses": sitemaps.addresses()})


class PeopleSitemapView(CrawlerPage):
    def get(self, request: HttpRequest, after: str) -> HttpResponse:
        return _xml(request, "sitemap.xml", {"entries": sitemaps.people(after)})


class CrudsSitemapView(CrawlerPage):
    def get(self, request: HttpRequest, after: int) -> HttpResponse:
        return _xml(request, "sitemap.xml", {"entries": sitemaps.cruds(after)})


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    body = render_to_string(f"pages/{template}", context)
    return answers.public(request, body, seconds=answers.HOUR, content_type="application/xml")
