package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about the records that say where the services of a domain are. */
public final class DnsFacts {

  private static final String SOURCE = "RFC 6120, section 3.2; RFC 2782";

  /** How the c2s addresses were found. */
  public static final Fact<Text> C2S_FOUND_BY =
      text(
          "dns.c2s-found-by",
          "How the addresses of the c2s listener were found: by SRV records, by falling back to the"
              + " domain on 5222, by --connect, or not at all because the SRV target is '.'",
          SOURCE,
          "srv",
          "fallback",
          "operator",
          "declined");

  /** The SRV records for c2s. */
  public static final Fact<TextSet> SRV_XMPP_CLIENT =
      texts(
          "dns.srv-xmpp-client",
          "_xmpp-client._tcp records, as PRIORITY WEIGHT PORT TARGET",
          SOURCE);

  private DnsFacts() {}
}
