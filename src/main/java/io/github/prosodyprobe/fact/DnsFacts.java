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
  public static final Fact<Text> C2S_FOUND_BY = foundBy("c2s", 5222);

  /** How the c2s addresses with direct TLS were found. */
  public static final Fact<Text> C2S_DIRECT_FOUND_BY = foundBy("c2s-direct");

  /** How the s2s addresses were found. */
  public static final Fact<Text> S2S_FOUND_BY = foundBy("s2s", 5269);

  /** How the s2s addresses with direct TLS were found. */
  public static final Fact<Text> S2S_DIRECT_FOUND_BY = foundBy("s2s-direct");

  /** Further hosts that have records of their own. */
  public static final Fact<TextSet> HOSTS_FOUND =
      texts(
          "dns.hosts-found",
          "Hosts below the domain, such as conference or upload, that have SRV records for servers"
              + " under one of eight customary labels",
          SOURCE);

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

  /** Records that lead to something else than they promise. */
  public static final Fact<TextSet> SRV_WRONG_KIND =
      texts(
          "dns.srv-wrong-kind",
          "SERVICE PORT TARGET of SRV records whose port begins with TLS where clear text is due, in"
              + " clear text where TLS is due, or is not XMPP",
          "RFC 6120, section 3.2; XEP-0368, section 3");

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

  private static Fact<Text> foundBy(String listener, int fallbackPort) {
    return text(
        "dns." + listener + "-found-by",
        "How the addresses of the "
            + listener
            + " listener were found: by SRV records, by falling back to the domain on "
            + fallbackPort
            + ", by --connect, or not at all because the SRV target is '.'",
        SOURCE,
        "srv",
        "fallback",
        "operator",
        "declined");
  }

  /** Without records there is no such listener (XEP-0368, section 3). */
  private static Fact<Text> foundBy(String listener) {
    return text(
        "dns." + listener + "-found-by",
        "How the addresses of the "
            + listener
            + " listener were found: by SRV records, by --connect, or not at all because the SRV"
            + " target is '.' or there is no record",
        DIRECT_TLS,
        "srv",
        "absent",
        "operator",
        "declined");
  }
}
