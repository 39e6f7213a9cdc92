package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.xml.Element;

/** Reads {@code <stream:error/>} (RFC 6120, section 4.9). */
public final class StreamErrors {

  private static final int TEXT_LENGTH = 300;

  private StreamErrors() {}

  /** The reason with the error's condition as its parameter, and the peer's own words. */
  public static Reason reason(Element error) {
    String condition = "";
    StringBuilder words = new StringBuilder("the peer ended the stream");
    for (Element child : error.children()) {
      if (!child.namespace().equals(Namespaces.STREAM_ERRORS)) {
        continue;
      }
      if (condition.isEmpty() && !child.name().equals("text")) {
        condition = child.name();
      }
      // <text/> explains; <see-other-host/> has an address in it, which is shown and not followed.
      if (!child.text().is("")) {
        words.append(": ").append(cut(child.text().raw()));
      }
    }
    return Reason.of(
        ReasonCode.STREAM_ERROR,
        condition.isEmpty() ? "undefined-condition" : condition,
        cut(words.toString()));
  }

  private static String cut(String text) {
    return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH) + "…";
  }
}
