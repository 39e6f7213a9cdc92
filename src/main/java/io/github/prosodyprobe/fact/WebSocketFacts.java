package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * Facts about streams over WebSocket. What the stream answers about legacy authentication and
 * registration is among {@link StreamFacts}: before TLS for a ws URL, after TLS for a wss URL.
 */
public final class WebSocketFacts {

  /** An upgrade was answered with 101. */
  public static final String SWITCHED = "switched";

  /** The stream got as far as its features. */
  public static final String FEATURES_CAME = "features";

  /** What the answer begins with where there is no WebSocket. */
  public static final String REFUSED = "refused:";

  private static final String UPGRADE = "RFC 6455, section 4; RFC 7395, section 3.1";
  private static final String OPENING = "RFC 7395, section 3.4";
  private static final String MECHANISM_SOURCE = "RFC 6120, section 6.3.3; XEP-0388, section 2.1";

  /** Whether TLS lies beneath. */
  public static final Fact<Flag> ENCRYPTED =
      flag("websocket.encrypted", "The WebSocket is inside TLS (wss)", "RFC 6455, section 3");

  /** Whether the server chose the subprotocol. */
  public static final Fact<Text> SUBPROTOCOL =
      text(
          "websocket.subprotocol",
          "Whether the answer to an upgrade with the subprotocol xmpp chooses it; a browser hangs up"
              + " where it does not",
          UPGRADE,
          "chosen",
          "none");

  /** What an upgrade meets that names no subprotocol. */
  public static final Fact<Text> WITHOUT_SUBPROTOCOL =
      text(
          "websocket.without-subprotocol",
          "How an upgrade that names no subprotocol is answered: 'switched', or 'refused:' with the"
              + " status",
          UPGRADE);

  /** What an upgrade meets that comes from a page of somebody else's. */
  public static final Fact<Text> FOREIGN_ORIGIN =
      text(
          "websocket.foreign-origin",
          "Whether an upgrade is let in that a page of another site asks for, by its Origin header",
          "RFC 6455, section 10.2",
          SWITCHED,
          "refused");

  /** How far the stream gets. */
  public static final Fact<Text> STREAM =
      text(
          "websocket.stream",
          "How far a stream gets: 'features' come; 'stream-error:' with the condition, 'closed' or"
              + " 'silent' where the upgrade leads nowhere; 'refused:' with the status where there is"
              + " no upgrade",
          OPENING);

  /** Names of the stream features. */
  public static final Fact<TextSet> FEATURES =
      texts("websocket.features", "Stream features over WebSocket, as {namespace}name", OPENING);

  /** Mechanisms on the stream. */
  public static final Fact<TextSet> MECHANISMS =
      texts(
          "websocket.mechanisms",
          "Mechanisms offered over WebSocket, those of the Extensible SASL Profile too",
          MECHANISM_SOURCE);

  /** Mechanisms in clear text for who says that there is TLS. */
  public static final Fact<TextSet> MECHANISMS_FORGED_HEADER =
      texts(
          "websocket.mechanisms-forged-header",
          "Mechanisms offered over WebSocket in clear text when the upgrade claims, with"
              + " X-Forwarded-Proto: https, that a proxy has taken TLS off",
          MECHANISM_SOURCE);

  /** Whether channel binding is offered. */
  public static final Fact<Flag> CHANNEL_BINDING =
      flag(
          "websocket.channel-binding-offered",
          "A mechanism with channel binding or a type of it is offered inside wss",
          "RFC 5802, section 6; XEP-0440, section 3");

  private WebSocketFacts() {}
}
