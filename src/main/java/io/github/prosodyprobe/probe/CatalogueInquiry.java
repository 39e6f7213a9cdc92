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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends requests of the catalogue, divided over a few kept-alive connections and one after another
 * on each of them.
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

  /** Asks everything, and waits for all answers. */
  Map<Question, Exchange> ask(List<Question> questions) throws PeerException, InterruptedException {
    List<Callable<Map<Question, Exchange>>> shares = new ArrayList<>();
    for (int index = 0; index < AT_ONCE; index++) {
      HttpSession session = sessions.get(index);
      List<Question> share = share(questions, index);
      shares.add(() -> askInTurn(session, share));
    }
    Map<Question, Exchange> answers = new LinkedHashMap<>();
    SideBySide.collect(shares).forEach(answers::putAll);
    return answers;
  }

  private static List<Question> share(List<Question> questions, int index) {
    return IntStream.range(0, questions.size())
        .filter(position -> position % AT_ONCE == index)
        .mapToObj(questions::get)
        .toList();
  }

  private static Map<Question, Exchange> askInTurn(HttpSession session, List<Question> questions)
      throws PeerException, InterruptedException {
    Map<Question, Exchange> answers = new LinkedHashMap<>();
    for (Question question : questions) {
      Transcript transcript = new Transcript();
      HttpAnswer answer = session.ask(encoded(question), transcript);
      answers.put(question, new Exchange(answer, transcript.lines()));
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
