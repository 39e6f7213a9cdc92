package io.github.prosodyprobe.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Names that belong to nobody, drawn so that they are no one's by accident either.
 *
 * @param name a user name or a label of a domain
 */
public record MadeUp(String name) {

  private static final int RANDOM_BYTES = 8;

  /** Draws a name. */
  public static MadeUp from(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new MadeUp("prosody-probe-" + HexFormat.of().formatHex(bytes));
  }

  /** A domain that cannot exist (RFC 6761, section 6.4). */
  public String domain() {
    return name + ".invalid";
  }

  /** The PLAIN message of somebody of this name, whose password is the name (RFC 4616). */
  String plainMessage() {
    return Base64.getEncoder().encodeToString(("\0" + name + "\0" + name).getBytes(UTF_8));
  }
}
