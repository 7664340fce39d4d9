// CloudFront, viewer request, for what goes to the site's bucket: an address of the app is answered
// with the app's page, a file with the file. Which is which is told by where files are and what
// kinds there are, not by a dot: there are dots in addresses too. A file that is missing is a 404.
var FILE =
  /^\/(?:(?:assets|\.well-known)\/.*|[^/]+\.(?:css|html|ico|js|json|map|png|svg|txt|webmanifest))$/;

// CloudFront calls it.
function handler(event) {
  var request = event.request;
  if (!FILE.test(request.uri)) request.uri = "/index.html";
  return request;
}
