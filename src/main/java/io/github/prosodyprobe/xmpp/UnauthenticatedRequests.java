package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends requests on a stream that nobody has logged in to, all in one write, and reads on. */
public final class UnauthenticatedRequests {

  /** Stream errors that refuse what was just asked; all others have to do with something else. */
  private static final Set<String> REFUSALS =
      Set.of(
          "policy-violation",
          "not-authorized",
          "unsupported-stanza-type",
          "unsupported-feature",
          "invalid-namespace");

  private final ElementExchange stream;
  private final String domain;
  private final MadeUp login;

  /**
   * Requests on a stream whose features have been read.
   *
   * @param domain whom they are addressed to
   * @param login who does not exist and tries to log in
   */
  public UnauthenticatedRequests(ElementExchange stream, String domain, MadeUp login) {
    this.stream = stream;
    this.domain = domain;
    this.login = login;
  }

  /**
   * Asks and waits until all is answered or the stream ends. It ends over the first request that
   * has no answer yet: servers work through a stream in order.
   *
   * @param following elements that travel in the same write, behind the requests; their answers are
   *     left for the caller to read
   */
  public Answers ask(Collection<Request> requests, String... following) {
    List<Request> waiting = new ArrayList<>(requests.stream().sorted().toList());
    Answers.Builder answers = new Answers.Builder();
    if (waiting.isEmpty() && following.length == 0) {
      return answers.build();
    }
    try {
      stream.send(
          Stream.concat(elements(waiting), Arrays.stream(following)).toArray(String[]::new));
      while (!waiting.isEmpty()) {
        take(stream.next(), waiting, answers);
      }
    } catch (PeerException e) {
      end(e.reason(), waiting, answers);
    }
    return answers.build();
  }

  /** The requests as they are sent. */
  public String xml(Collection<Request> requests) {
    return elements(requests).collect(Collectors.joining());
  }

  private Stream<String> elements(Collection<Request> requests) {
    return requests.stream().sorted().map(request -> request.xml(domain, login));
  }

  private static void take(Element element, List<Request> waiting, Answers.Builder answers)
      throws PeerException {
    for (Request request : List.copyOf(waiting)) {
      if (!request.isAnsweredBy(element)) {
        continue;
      }
      waiting.remove(request);
      AnswerReader.read(request, element)
          .ifPresentOrElse(
              answer -> answers.given.put(request, answer),
              () -> answers.lacking.put(request, meaningless(element)));
      if (endsStream(element)) {
        throw PeerException.of(
            ReasonCode.PROTOCOL_VIOLATION, "a later request was answered and this one was not");
      }
    }
  }

  /** Behind these the peer waits for TLS or for a new stream, and answers nothing more here. */
  private static boolean endsStream(Element element) {
    return element.is(Namespaces.TLS, "proceed") || element.is(Namespaces.SASL, "success");
  }

  private static Reason meaningless(Element element) {
    return Reason.of(
        ReasonCode.PROTOCOL_VIOLATION,
        "the answer " + element.qualifiedName() + " says nothing about what was asked");
  }

  private static void end(Reason reason, List<Request> waiting, Answers.Builder answers) {
    if (waiting.isEmpty()) {
      return;
    }
    switch (reason.code()) {
      case STREAM_ERROR -> {
        Request refused = waiting.getFirst();
        String condition = reason.parameter().raw();
        if (REFUSALS.contains(condition)) {
          answers.given.put(refused, new Answer(refused.wordOfStreamError(), condition));
        } else {
          answers.lacking.put(refused, reason);
        }
      }
      case TCP_CLOSED, TCP_RESET -> answers.lacking.put(waiting.getFirst(), reason);
      default -> waiting.forEach(request -> answers.lacking.put(request, reason));
    }
  }
}
