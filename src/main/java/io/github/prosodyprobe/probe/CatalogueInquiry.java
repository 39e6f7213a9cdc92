package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.HttpAnswer;
import io.github.prosodyprobe.http.HttpRequest;
import io.github.prosodyprobe.http.HttpSession;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.probe.CatalogueAnswers.Exchange;
import io.github.prosodyprobe.request.WebRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Sends requests of the catalogue, over a few kept-alive connections, one after another on each of
 * them.
 */
final class CatalogueInquiry implements AutoCloseable {

  /** Connections at once; one is left of those that a listener gets, for all other probes. */
  static final int AT_ONCE = 3;

  /** A request, and as who it is sent. */
  record Question(AskingManner manner, WebRequest request) {}

  private final List<HttpSession> sessions;

  /** An inquiry that has not connected yet. */
  CatalogueInquiry(ProbeContext context) {
    Origin origin = context.webLocation().origin();
    WebOpener opener = WebOpener.of(context, origin);
    sessions =
        Stream.generate(() -> new HttpSession(origin, opener, context.deadline()))
            .limit(AT_ONCE)
            .toList();
  }

  /**
   * Asks everything, and waits for all answers. Whichever connection is free takes the next; what
   * is the same on the wire is asked once.
   */
  Map<Question, Exchange> ask(List<Question> questions) throws PeerException, InterruptedException {
    Queue<HttpRequest> waiting =
        new ConcurrentLinkedQueue<>(
            questions.stream().map(CatalogueInquiry::encoded).distinct().toList());
    List<Callable<Map<HttpRequest, Exchange>>> turns = new ArrayList<>();
    sessions.forEach(session -> turns.add(() -> askInTurn(session, waiting)));
    Map<HttpRequest, Exchange> answers = new HashMap<>();
    SideBySide.collect(turns).forEach(answers::putAll);
    Map<Question, Exchange> ordered = new LinkedHashMap<>();
    questions.forEach(
        question -> ordered.put(question, Objects.requireNonNull(answers.get(encoded(question)))));
    return ordered;
  }

  private static Map<HttpRequest, Exchange> askInTurn(
      HttpSession session, Queue<HttpRequest> waiting) throws PeerException, InterruptedException {
    Map<HttpRequest, Exchange> answers = new HashMap<>();
    for (HttpRequest next = waiting.poll(); next != null; next = waiting.poll()) {
      Transcript transcript = new Transcript();
      HttpAnswer answer = session.ask(next, transcript);
      answers.put(next, new Exchange(answer, transcript.lines()));
    }
    return answers;
  }

  private static HttpRequest encoded(Question question) {
    WebRequest request = question.request();
    HttpRequest encoded = HttpRequest.of(method(request), request.path());
    for (HttpRequest.Header header : question.manner().headers()) {
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

  @Override
  public void close() {
    sessions.forEach(HttpSession::close);
  }
}
