package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about the records that say where the services of a domain are, and how far to trust it. */
public final class DnsFacts {

  private static final String SOURCE = "RFC 6120, section 3.2; RFC 2782";
  private static final String DIRECT_TLS = "XEP-0368, section 3; RFC 2782";

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

  /** The SRV records for c2s with direct TLS. */
  public static final Fact<TextSet> SRV_XMPPS_CLIENT =
      texts(
          "dns.srv-xmpps-client",
          "_xmpps-client._tcp records, as PRIORITY WEIGHT PORT TARGET",
          DIRECT_TLS);

  /** The SRV records for s2s. */
  public static final Fact<TextSet> SRV_XMPP_SERVER =
      texts(
          "dns.srv-xmpp-server",
          "_xmpp-server._tcp records, as PRIORITY WEIGHT PORT TARGET",
          SOURCE);

  /** The SRV records for s2s with direct TLS. */
  public static final Fact<TextSet> SRV_XMPPS_SERVER =
      texts(
          "dns.srv-xmpps-server",
          "_xmpps-server._tcp records, as PRIORITY WEIGHT PORT TARGET",
          DIRECT_TLS);

  /** Targets that are another name for something else. */
  public static final Fact<TextSet> SRV_ALIAS_TARGETS =
      texts(
          "dns.srv-alias-targets",
          "Targets of the four SRV sets that are a CNAME",
          "RFC 2782, section 'Target'");

  /** Targets that lead nowhere. */
  public static final Fact<TextSet> SRV_TARGETS_WITHOUT_ADDRESS =
      texts(
          "dns.srv-targets-without-address",
          "Targets of the four SRV sets that have neither an A nor an AAAA record",
          "RFC 2782, section 'Target'");

  /** Services that are declined and offered at once. */
  public static final Fact<TextSet> SRV_DECLINED_AND_OFFERED =
      texts(
          "dns.srv-declined-and-offered",
          "Services with the target '.', which says that they are not offered, beside other targets",
          "RFC 2782, section 'Target'",
          "_xmpp-client",
          "_xmpps-client",
          "_xmpp-server",
          "_xmpps-server");

  /** Targets that a service has twice. */
  public static final Fact<TextSet> SRV_REPEATED =
      texts(
          "dns.srv-repeated",
          "SERVICE PORT TARGET of SRV records that differ in nothing but priority and weight",
          "RFC 2782");

  /** Who may issue certificates. */
  public static final Fact<TextSet> CAA =
      texts(
          "dns.caa",
          "The CAA records that hold for the domain, its own or those of the next parent that has"
              + " some, as FLAGS TAG VALUE",
          "RFC 8659, section 3");

  /** Which certificates to expect. */
  public static final Fact<TextSet> TLSA =
      texts(
          "dns.tlsa",
          "TLSA records of all SRV targets, as NAME USAGE SELECTOR MATCHING DATA",
          "RFC 6698, section 2.1; RFC 7673, section 3");

  /** TLSA records that nobody may rely on. */
  public static final Fact<TextSet> TLSA_UNSIGNED =
      texts(
          "dns.tlsa-unsigned",
          "Names of those TLSA records that the resolver of this scan does not call secure",
          "RFC 4033, section 5; RFC 7673, section 3");

  /** Records of a discovery method that was given up. */
  public static final Fact<TextSet> XMPPCONNECT =
      texts(
          "dns.xmppconnect",
          "_xmppconnect TXT records, which lead clients to BOSH and WebSocket without any protection"
              + " against forgery",
          "XEP-0156");

  /** Whether the SRV answers are signed. */
  public static final Fact<Text> DNSSEC =
      text(
          "dns.dnssec",
          "What the resolver of this scan says of the signatures of the SRV answers, the worst of"
              + " them: the resolver and the way to it are trusted for it",
          "RFC 4033, section 5; RFC 4035, section 3.2",
          "secure",
          "insecure",
          "bogus");

  private DnsFacts() {}
}
