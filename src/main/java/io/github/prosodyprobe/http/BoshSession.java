package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpBody.Extent;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlDocument;
import io.github.prosodyprobe.xml.XmlText;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges {@code <body/>} elements by POST (XEP-0124), one after another, and terminates the
 * session in the end.
 */
public final class BoshSession implements AutoCloseable {

  /** The namespace of {@code <body/>}. */
  public static final String NAMESPACE = "http://jabber.org/protocol/httpbind";

  /** Large enough for a stream's features, and for what a server sends unasked. */
  private static final int ANSWER_LIMIT = 256 << 10;

  /** Of the 53 bits that a request id may have, those that leave room to count up. */
  private static final long LARGEST_START = 1L << 40;

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  /**
   * What a session begins with (XEP-0124, section 7.1; XEP-0206, section 2).
   *
   * @param domain the XMPP domain
   * @param waitSeconds how long the server may hold a request that it has nothing to answer to
   * @param hold how many requests the server may hold
   */
  public record Opening(String domain, int waitSeconds, int hold) {}

  /** What came back. */
  public sealed interface Answer {

    /** The answer as HTTP sees it. */
    HttpAnswer http();

    /** A {@code <body/>}. */
    record Body(HttpAnswer http, Element element) implements Answer {

      /** Whether the server has ended the session with it. */
      public boolean isTerminated() {
        return element.attributeIs("type", "terminate");
      }

      /** The whole number in an attribute, whatever sense it makes; empty when it is none. */
      public OptionalLong wholeNumber(String attribute) {
        return element
            .attribute(attribute)
            .filter(value -> value.matches(WHOLE_NUMBER))
            .map(value -> OptionalLong.of(Long.parseLong(value.raw())))
            .orElseGet(OptionalLong::empty);
      }
    }

    /** Something else, such as a page or an error of HTTP's. */
    record Other(HttpAnswer http, Reason reason) implements Answer {}
  }

  private final HttpSession http;
  private final String target;
  private final List<HttpRequest.Header> headers;
  private final Transcript transcript;
  private long requestId = new SecureRandom().nextLong(1, LARGEST_START);
  private @Nullable String sessionId;

  /**
   * A session that nobody knows of yet.
   *
   * @param http stays its owner's to close
   * @param target the path, such as {@code /http-bind}
   * @param headers sent with every request
   */
  public BoshSession(
      HttpSession http, String target, List<HttpRequest.Header> headers, Transcript transcript) {
    this.http = http;
    this.target = target;
    this.headers = List.copyOf(headers);
    this.transcript = transcript;
  }

  /** Asks for a session. */
  public Answer open(Opening opening) throws PeerException, InterruptedException {
    Answer answer =
        post(
            " to='"
                + XmlText.escaped(opening.domain())
                + "' wait='"
                + opening.waitSeconds()
                + "' hold='"
                + opening.hold()
                + "' ver='1.6' xml:lang='en' xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'",
            "");
    if (answer instanceof Answer.Body body && !body.isTerminated()) {
      sessionId = body.element().attribute("sid").map(Untrusted::raw).orElse(null);
    }
    return answer;
  }

  /** Whether the server has given a session that is not over. */
  public boolean isOpen() {
    return sessionId != null;
  }

  /**
   * Sends stanzas.
   *
   * @param stanzas XML that declares its own namespaces; may be empty
   * @throws IllegalStateException when there is no session
   */
  public Answer send(String stanzas) throws PeerException, InterruptedException {
    return inSession("", stanzas);
  }

  /**
   * Ends the session (XEP-0124, section 13).
   *
   * @throws IllegalStateException when there is no session
   */
  public Answer terminate() throws PeerException, InterruptedException {
    Answer answer = inSession(" type='terminate'", "");
    sessionId = null;
    return answer;
  }

  private Answer inSession(String attributes, String stanzas)
      throws PeerException, InterruptedException {
    if (sessionId == null) {
      throw new IllegalStateException("there is no BOSH session");
    }
    Answer answer = post(" sid='" + XmlText.escaped(sessionId) + "'" + attributes, stanzas);
    if (!(answer instanceof Answer.Body body) || body.isTerminated()) {
      sessionId = null;
    }
    return answer;
  }

  private Answer post(String attributes, String stanzas)
      throws PeerException, InterruptedException {
    String body = "<body xmlns='" + NAMESPACE + "' rid='" + requestId++ + "'" + attributes;
    HttpRequest request =
        HttpRequest.post(
            target,
            "text/xml; charset=utf-8",
            stanzas.isEmpty() ? body + "/>" : body + ">" + stanzas + "</body>");
    for (HttpRequest.Header header : headers) {
      request = request.with(header.name(), header.value());
    }
    HttpAnswer answer = http.ask(request.reading(ANSWER_LIMIT), transcript);
    return understood(answer);
  }

  private static Answer understood(HttpAnswer answer) {
    if (answer.status() != 200) {
      return other(answer, "HTTP status " + answer.status() + " instead of a <body/>");
    }
    if (answer.body().extent() == Extent.TRUNCATED) {
      return new Answer.Other(
          answer,
          Reason.of(
              ReasonCode.BUDGET_EXCEEDED, "the answer is longer than " + ANSWER_LIMIT + " bytes"));
    }
    if (!answer.body().text().raw().contains(NAMESPACE)) {
      return other(answer, "the answer does not mention the namespace of BOSH");
    }
    try {
      Element element = XmlDocument.parse(answer.body().bytes());
      return element.is(NAMESPACE, "body")
          ? new Answer.Body(answer, element)
          : other(answer, "the answer is a " + element.qualifiedName());
    } catch (PeerException e) {
      return new Answer.Other(answer, e.reason());
    }
  }

  private static Answer other(HttpAnswer answer, String detail) {
    return new Answer.Other(answer, Reason.of(ReasonCode.NOT_XMPP, detail));
  }

  /** Terminates the session if there is one; a server that does not answer to it is only noted. */
  @Override
  public void close() {
    if (!isOpen()) {
      return;
    }
    try {
      terminate();
    } catch (PeerException e) {
      transcript.note("the BOSH session could not be terminated: " + e.reason());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sessionId = null;
    }
  }
}
