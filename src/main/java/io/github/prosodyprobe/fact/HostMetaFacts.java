package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.flag;
import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Flag;
import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts about the document by which web clients find BOSH and WebSocket (XEP-0156). */
public final class HostMetaFacts {

  private static final String LOOKUP = "XEP-0156, section 2; RFC 6415, section 2";

  /** Which of the two documents is served. */
  public static final Fact<Text> PRESENCE =
      text(
          "host-meta.presence",
          "Which documents of host-meta are served over https: the one in XML, the one in JSON, both"
              + " or none",
          LOOKUP,
          "absent",
          "xml",
          "json",
          "both");

  /** Where they lead. */
  public static final Fact<TextSet> LINKS =
      texts(
          "host-meta.links",
          "The URLs at which host-meta says that XMPP is to be had",
          "XEP-0156, section 2");

  /** Those by which BOSH is to be had. */
  public static final Fact<TextSet> BOSH_LINKS =
      texts(
          "host-meta.bosh-links",
          "Those of the links at which BOSH is said to be had",
          "XEP-0156, section 2.1");

  /** Those by which WebSocket is to be had. */
  public static final Fact<TextSet> WEBSOCKET_LINKS =
      texts(
          "host-meta.websocket-links",
          "Those of the links at which WebSocket is said to be had",
          "XEP-0156, section 2.1");

  /** Links that lead to nobody. */
  public static final Fact<TextSet> DEAD_LINKS =
      texts(
          "host-meta.dead-links",
          "Those of the links of BOSH and WebSocket where nobody answers, or somebody who grants"
              + " neither a BOSH session nor a WebSocket for XMPP; each with what was met there",
          "XEP-0156, section 2; XEP-0124, section 7; RFC 7395, section 3.1");

  /** Links that lead to clear text. */
  public static final Fact<TextSet> CLEAR_TEXT_LINKS =
      texts(
          "host-meta.clear-text-links",
          "Those of the links that lead to http or ws",
          "XEP-0156, section 2; RFC 7395, section 4");

  /** Links that only the server's own network can follow. */
  public static final Fact<TextSet> PRIVATE_LINKS =
      texts(
          "host-meta.private-links",
          "Those of the links whose host is a private or other special address, has one by DNS, or"
              + " is localhost",
          "RFC 6890, section 2.2; RFC 6761, section 6.3");

  /** Whether clients in browsers may read it. */
  public static final Fact<Flag> CORS =
      flag(
          "host-meta.cors",
          "Every document of host-meta that is served may be read by web clients of any origin",
          "XEP-0156, section 2; Fetch Standard, CORS protocol");

  private HostMetaFacts() {}
}
