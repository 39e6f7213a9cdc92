package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a domain says of itself (XEP-0030, section 3.1).
 *
 * @param features what it supports
 * @param identities what it is, as {@code category/type}
 * @param contactAddresses how to reach those who run it, as {@code kind:URI} (XEP-0157, section 3)
 * @param contactKinds the kinds that have an address
 */
public record DomainInfo(
    List<String> features,
    List<String> identities,
    List<String> contactAddresses,
    List<String> contactKinds) {

  private static final String SERVER_INFO = "http://jabber.org/network/serverinfo";
  private static final String ADDRESSES = "-addresses";

  /** Copies the lists. */
  public DomainInfo {
    features = List.copyOf(features);
    identities = List.copyOf(identities);
    contactAddresses = List.copyOf(contactAddresses);
    contactKinds = List.copyOf(contactKinds);
  }

  /** Reads the payload of an answer. */
  public static DomainInfo of(Element query) {
    List<String> addresses = new ArrayList<>();
    TreeSet<String> kinds = new TreeSet<>();
    query.children(Namespaces.DATA_FORMS, "x").stream()
        .filter(form -> values(form, "FORM_TYPE").anyMatch(SERVER_INFO::equals))
        .flatMap(form -> form.children(Namespaces.DATA_FORMS, "field").stream())
        .forEach(
            field -> {
              String kind = kind(field);
              // Prosody 0.12 has all fields there are, most of them without a value.
              values(field)
                  .filter(value -> !kind.isEmpty() && !value.isBlank())
                  .forEach(
                      value -> {
                        kinds.add(kind);
                        addresses.add(kind + ":" + value);
                      });
            });
    return new DomainInfo(
        query.children(Namespaces.DISCO_INFO, "feature").stream()
            .flatMap(feature -> feature.attribute("var").stream())
            .map(Untrusted::raw)
            .toList(),
        query.children(Namespaces.DISCO_INFO, "identity").stream()
            .map(identity -> attribute(identity, "category") + "/" + attribute(identity, "type"))
            .toList(),
        addresses,
        List.copyOf(kinds));
  }

  private static String kind(Element field) {
    String name = attribute(field, "var");
    return name.endsWith(ADDRESSES) ? name.substring(0, name.length() - ADDRESSES.length()) : "";
  }

  private static Stream<String> values(Element form, String name) {
    return form.children(Namespaces.DATA_FORMS, "field").stream()
        .filter(field -> field.attributeIs("var", name))
        .flatMap(DomainInfo::values);
  }

  private static Stream<String> values(Element field) {
    return field.children(Namespaces.DATA_FORMS, "value").stream()
        .map(value -> value.text().raw().strip());
  }

  private static String attribute(Element element, String name) {
    Optional<Untrusted> value = element.attribute(name);
    return value.map(Untrusted::raw).orElse("");
  }

  /** The addresses in a list of items (XEP-0030, section 4.1). */
  public static List<String> items(Element query) {
    return query.children(Namespaces.DISCO_ITEMS, "item").stream()
        .flatMap(item -> item.attribute("jid").stream())
        .map(Untrusted::raw)
        .toList();
  }

  /** Name, version and operating system in one line, as far as they are said (XEP-0092). */
  public static String version(Element query) {
    StringBuilder line = new StringBuilder(part(query, "name"));
    append(line, part(query, "version"));
    String system = part(query, "os");
    append(line, system.isEmpty() ? "" : "(" + system + ")");
    return line.toString();
  }

  private static String part(Element query, String name) {
    return query.child(Namespaces.VERSION, name).map(it -> it.text().raw().strip()).orElse("");
  }

  private static void append(StringBuilder line, String part) {
    if (!part.isEmpty()) {
      line.append(line.isEmpty() ? "" : " ").append(part);
    }
  }
}
