// CloudFront, viewer request, for what goes to the site's bucket: an address of the app is answered
// with the app's page, a file with the file. Which is which is told by where files are, not by dots:
// there are dots in addresses too. What is missing among the files is a 404, not the page.
var FILE = /^\/(?:(?:assets|\.well-known)\/.*|[^/]+\.(?:css|html|ico|js|json|map|png|svg|txt|webmanifest|xml))$/;

// eslint-disable-next-line no-unused-vars -- CloudFront calls it
function handler(event) {
  var request = event.request;
  if (!FILE.test(request.uri)) request.uri = "/index.html";
  return request;
}
