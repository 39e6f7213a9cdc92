package io.github.prosodyprobe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.SpecialPurpose;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import io.github.prosodyprobe.xml.XmlDocument;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What a document of host-meta says of other ways to XMPP (XEP-0156, section 2; RFC 6415, section
 * 3).
 *
 * @param links the links of XMPP in their order; those of other services are left out
 */
public record HostMeta(List<Link> links) {

  private static final String NAMESPACE = "http://docs.oasis-open.org/ns/xri/xrd-1.0";
  private static final String RELATIONS = "urn:xmpp:alt-connections:";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(HttpRequest.ANSWER_LIMIT)
                  .maxNestingDepth(20)
                  .maxStringLength(HttpRequest.ANSWER_LIMIT)
                  .maxNumberLength(100)
                  .maxNameLength(1_000)
                  .build())
          .build();

  /** What a way to XMPP is by (XEP-0156, section 2.1). */
  public enum Way {
    /** BOSH. */
    BOSH,
    /** WebSocket. */
    WEBSOCKET,
    /** One that nothing is known of here. */
    OTHER;

    private static Way of(String relation) {
      return switch (relation.substring(RELATIONS.length())) {
        case "xbosh" -> BOSH;
        case "websocket" -> WEBSOCKET;
        default -> OTHER;
      };
    }
  }

  /**
   * A way to XMPP.
   *
   * @param href the URL as it stands there
   */
  public record Link(Way way, Untrusted href) {

    private static final Pattern CLEAR_TEXT =
        Pattern.compile("\\s*(?:http|ws):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /** Whether it leads to http or ws. */
    public boolean isClearText() {
      return href.matches(CLEAR_TEXT);
    }

    /** Where it leads; empty where that is no URL of HTTP's or WebSocket's. */
    public Optional<WebLocation> location() {
      return WebLocation.parse(href);
    }

    /** Whether its host is an address that means another machine elsewhere; names may be any. */
    public boolean isPrivate() {
      return location()
          .map(location -> location.origin().host())
          .filter(Link::isPrivateHost)
          .isPresent();
    }

    private static boolean isPrivateHost(String host) {
      if (!ADDRESS.matcher(host).matches()) {
        return host.equals("localhost") || host.endsWith(".localhost");
      }
      try {
        return SpecialPurpose.of(InetAddress.ofLiteral(host)).isPresent();
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }

  /** Copies the links. */
  public HostMeta {
    links = List.copyOf(links);
  }

  /**
   * Reads the document in XML.
   *
   * @return empty where the answer is another document, as of a server that answers every request
   *     with a page
   * @throws PeerException with {@link ReasonCode#BUDGET_EXCEEDED}, {@link
   *     ReasonCode#RESTRICTED_XML} or {@link ReasonCode#PROTOCOL_VIOLATION} where it should be one
   *     and cannot be read
   */
  public static Optional<HostMeta> ofXml(HttpAnswer answer) throws PeerException {
    if (isSomethingElse(answer, "<")) {
      return Optional.empty();
    }
    requireWhole(answer);
    Element root = XmlDocument.parse(withoutComments(answer.body().text().raw()).getBytes(UTF_8));
    if (!root.is(NAMESPACE, "XRD")) {
      return Optional.empty();
    }
    List<Link> links = new ArrayList<>();
    for (Element link : root.children(NAMESPACE, "Link")) {
      Optional<Untrusted> relation = link.attribute("rel");
      if (relation.isPresent() && relation.get().raw().startsWith(RELATIONS)) {
        link.attribute("href")
            .ifPresent(href -> links.add(new Link(Way.of(relation.get().raw()), href)));
      }
    }
    return Optional.of(new HostMeta(links));
  }

  /**
   * Reads the document in JSON.
   *
   * @return empty where the answer is another document
   * @throws PeerException with {@link ReasonCode#BUDGET_EXCEEDED} or {@link
   *     ReasonCode#PROTOCOL_VIOLATION} where it should be one and cannot be read
   */
  public static Optional<HostMeta> ofJson(HttpAnswer answer) throws PeerException {
    if (isSomethingElse(answer, "{")) {
      return Optional.empty();
    }
    requireWhole(answer);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), answer.body().bytes())) {
      json.nextToken();
      Optional<List<Link>> links = Optional.empty();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals("links")) {
          links = Optional.of(readLinks(json));
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw malformed("more than one object in a document");
      }
      return links.map(HostMeta::new);
    } catch (JacksonException e) {
      throw malformed(ExchangeFaults.cut(String.valueOf(e.getOriginalMessage())));
    }
  }

  private static List<Link> readLinks(JsonParser json) {
    List<Link> links = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String relation = "";
      Optional<String> href = Optional.empty();
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          json.skipChildren();
        } else if (name.equals("rel")) {
          relation = json.getString();
        } else if (name.equals("href")) {
          href = Optional.of(json.getString());
        }
      }
      if (relation.startsWith(RELATIONS) && href.isPresent()) {
        links.add(new Link(Way.of(relation), Untrusted.of(href.get())));
      }
    }
    return links;
  }

  /** An error, or a page that stands for every path. */
  private static boolean isSomethingElse(HttpAnswer answer, String beginning) {
    return answer.status() != 200
        || new ProtectiveHeaders(answer).isPage()
        || !answer.body().text().raw().replace("\uFEFF", "").stripLeading().startsWith(beginning);
  }

  private static void requireWhole(HttpAnswer answer) throws PeerException {
    if (answer.body().extent() == HttpBody.Extent.TRUNCATED) {
      throw PeerException.of(
          ReasonCode.BUDGET_EXCEEDED,
          "host-meta is longer than " + HttpRequest.ANSWER_LIMIT + " bytes");
    }
  }

  /** Comments are no part of what streams may contain, and are of this document. */
  private static String withoutComments(String document) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int start = document.indexOf("<!--"); start >= 0; start = document.indexOf("<!--", from)) {
      int end = document.indexOf("-->", start + 4);
      if (end < 0) {
        break;
      }
      text.append(document, from, start);
      from = end + 3;
    }
    return text.append(document, from, document.length()).toString().strip();
  }

  private static PeerException malformed(String detail) {
    return PeerException.of(ReasonCode.PROTOCOL_VIOLATION, "no host-meta in JSON: " + detail);
  }
}
