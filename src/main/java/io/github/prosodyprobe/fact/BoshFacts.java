package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about streams over HTTP requests (XEP-0124, XEP-0206). */
public final class BoshFacts {

  /** The session is there. */
  public static final String GRANTED = "granted";

  /** The server says no, in words of BOSH or of HTTP. */
  public static final String REFUSED = "refused";

  /** The server sends us elsewhere, such as from http to https. */
  public static final String REDIRECTED = "redirected";

  /** A web server answers that does not know BOSH at this place. */
  public static final String ABSENT = "absent";

  private static final String GRANT = "XEP-0124, section 7.2";

  /** What a request for a session is answered with. */
  public static final Fact<Text> SESSION =
      text(
          "bosh.session",
          "What a request for a session meets: it is granted, or refused, or redirected to another"
              + " place, or there is no BOSH at this place",
          GRANT,
          GRANTED,
          REFUSED,
          REDIRECTED,
          ABSENT);

  /** What HTTP says of the answer. */
  public static final Fact<Count> STATUS =
      count(
          "bosh.http-status",
          Unit.COUNT,
          "HTTP status of the answer to a request for a session; 200 for everything that BOSH itself"
              + " says",
          "XEP-0124, section 17.1; RFC 9110, section 15");

  /** Whether TLS lies beneath, as far as we see; not what the server says of it. */
  public static final Fact<Flag> ENCRYPTED =
      flag(
          "bosh.encrypted",
          "The place is an https one; what the attribute 'secure' says is not believed",
          "XEP-0124, section 18.1; RFC 9110, section 4.2.2");

  /** For how long a session is asked to hold requests, in seconds: what browsers ask for. */
  public static final int WAIT_ASKED = 60;

  /** The longest that the server holds a request. */
  public static final Fact<Count> WAIT =
      granted(
          "wait",
          Unit.SECONDS,
          "Longest time that the server will hold a request, of " + WAIT_ASKED + " s");

  /** How many requests the server holds. */
  public static final Fact<Count> HOLD =
      granted("hold", Unit.COUNT, "Requests that the server will hold at once, of 1");

  /** How many requests a client may have open. */
  public static final Fact<Count> REQUESTS =
      granted("requests", Unit.COUNT, "Requests that a client may have under way at once");

  /** After which silence of a client the session ends. */
  public static final Fact<Count> INACTIVITY =
      granted("inactivity", Unit.SECONDS, "Longest time without a request that a session outlives");

  /** How often a client may ask without anything to say. */
  public static final Fact<Count> POLLING =
      granted("polling", Unit.SECONDS, "Shortest time between two empty requests of a client");

  /** The version of BOSH. */
  public static final Fact<Text> VERSION =
      text("bosh.version", "Version of the protocol that the server speaks", GRANT);

  /** Names of the stream features. */
  public static final Fact<TextSet> FEATURES =
      texts(
          "bosh.features",
          "Stream features of the session, as {namespace}name",
          "XEP-0206, section 3; RFC 6120, section 4.3.2");

  /** SASL mechanisms. */
  public static final Fact<TextSet> MECHANISMS =
      texts("bosh.mechanisms", "Mechanisms offered in the session", "RFC 6120, section 6.3.3");

  /** Whether channel binding is offered. */
  public static final Fact<Flag> CHANNEL_BINDING =
      flag(
          "bosh.channel-binding-offered",
          "The session offers a mechanism with channel binding, or announces channel-binding types",
          "RFC 5802, section 6; XEP-0440, section 3");

  /** SASL mechanisms in clear text for who says that a proxy has taken TLS off. */
  public static final Fact<TextSet> MECHANISMS_BEHIND_FORGED_PROTO =
      texts(
          "bosh.mechanisms-behind-forged-proto",
          "Mechanisms offered in a session over clear text whose requests claim X-Forwarded-Proto:"
              + " https",
          "RFC 6120, section 6.3.3; RFC 7239, section 8.1");

  private BoshFacts() {}

  private static Fact<Count> granted(String attribute, Unit unit, String description) {
    return count("bosh." + attribute, unit, description, GRANT);
  }
}
