// A CloudFront function, before the cache: folders mean their index.html, and of the copies that lie beside each file
// (.br, .gz) the browser gets the smallest that it takes. They are packed once, as tight as it gets; what CloudFront
// packs by itself is larger.
function handler(event) {
  var request = event.request;
  if (request.uri.endsWith("/")) request.uri += "index.html";
  if (!/\.(html|js|css|md|webmanifest|svg|wasm)$/.test(request.uri)) return request;
  var header = request.headers["accept-encoding"];
  var takes = header ? header.value.toLowerCase() : "";
  var offers = function (coding) {
    var found = new RegExp("(?:^|,)\\s*" + coding + "\\s*(?:;\\s*q=([0-9.]+))?\\s*(?:,|$)").exec(takes);
    return found !== null && (found[1] === undefined || Number(found[1]) > 0);
  };
  if (offers("br")) request.uri += ".br";
  else if (offers("gzip")) request.uri += ".gz";
  return request;
}
