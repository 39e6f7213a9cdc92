package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.probe.CatalogueAnswers.Exchange;
import io.github.prosodyprobe.request.WebRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Sends requests of the catalogue one after another over one kept-alive connection, all in the same
 * manner.
 */
record CatalogueInquiry(ProbeContext context, AskingManner manner, List<WebRequest> requests)
    implements Callable<Map<WebRequest, Exchange>> {

  @Override
  public Map<WebRequest, Exchange> call() throws PeerException, InterruptedException {
    Map<WebRequest, Exchange> answers = new LinkedHashMap<>();
    Origin origin = context.webLocation().origin();
    WebOpener opener = WebOpener.of(context, origin);
    try (HttpSession session = new HttpSession(origin, opener, context.deadline())) {
      for (WebRequest request : requests) {
        Transcript transcript = new Transcript();
        HttpAnswer answer = session.ask(encoded(request), transcript);
        answers.put(request, new Exchange(answer, transcript.lines()));
      }
    }
    return answers;
  }

  private HttpRequest encoded(WebRequest request) {
    HttpRequest encoded = HttpRequest.of(method(request), request.path());
    for (HttpRequest.Header header : manner.headers()) {
      encoded = encoded.with(header.name(), header.value());
    }
    return encoded;
  }

  private static HttpRequest.Method method(WebRequest request) {
    return switch (request.method()) {
      case GET -> HttpRequest.Method.GET;
      case HEAD -> HttpRequest.Method.HEAD;
      case OPTIONS -> HttpRequest.Method.OPTIONS;
    };
  }
}
