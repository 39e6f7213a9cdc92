package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.xml.Element;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a server about itself on a bidirectional stream, all in one write, and reads on. */
public final class Questions {

  /** What became of a question. */
  public sealed interface Reply {

    /**
     * It was answered.
     *
     * @param query the payload
     */
    record Given(Element query) implements Reply {}

    /**
     * The server does not tell.
     *
     * @param condition of the error
     */
    record Declined(String condition) implements Reply {}

    /** There was no answer, or one without a meaning. */
    record Lacking(Reason reason) implements Reply {}
  }

  private Questions() {}

  /** The questions as they are sent. */
  public static String xml(String from, String to) {
    return Arrays.stream(Question.values())
        .map(question -> question.xml(from, to))
        .collect(Collectors.joining());
  }

  /**
   * Asks, and reads until all is answered or the stream ends. What else comes is passed over; the
   * reader's limits keep that from going on for ever.
   *
   * @param stream behind the login
   * @param from who has logged in
   * @param to who is asked
   * @return one reply for each question
   */
  public static Map<Question, Reply> ask(XmppStream stream, String from, String to) {
    Map<Question, Reply> replies = new EnumMap<>(Question.class);
    Set<Question> waiting = EnumSet.allOf(Question.class);
    try {
      stream.send(xml(from, to));
      while (!waiting.isEmpty()) {
        Element element = stream.next();
        for (Question question : Set.copyOf(waiting)) {
          if (question.isAnsweredBy(element)) {
            waiting.remove(question);
            replies.put(question, reply(question, element));
          }
        }
      }
    } catch (PeerException e) {
      waiting.forEach(question -> replies.put(question, new Reply.Lacking(e.reason())));
    }
    return replies;
  }

  private static Reply reply(Question question, Element iq) {
    if (iq.attributeIs("type", "error")) {
      return new Reply.Declined(Conditions.ofStanza(iq));
    }
    return question
        .answer(iq)
        .<Reply>map(Reply.Given::new)
        .orElseGet(
            () ->
                new Reply.Lacking(
                    Reason.of(
                        ReasonCode.PROTOCOL_VIOLATION,
                        "the answer to " + question + " is without what was asked for")));
  }
}
