package io.github.prosodyprobe.xmpp;

import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What {@code <stream:features/>} offers to somebody who has not logged in.
 *
 * @param names qualified names of all features
 * @param startTls STARTTLS (RFC 6120, section 5.4.1)
 * @param mechanisms SASL mechanisms (RFC 6120, section 6.4.1)
 * @param channelBindings channel-binding types (XEP-0440); empty when the element is absent
 * @param legacyAuth whether legacy authentication is offered (XEP-0078, section 4)
 * @param registration whether in-band registration is offered (XEP-0077, section 8)
 * @param maxBytes largest stanza accepted, in bytes, where it is announced (XEP-0478)
 * @param idleSeconds idle time allowed, in seconds, where it is announced (XEP-0478)
 * @param sasl2 the element of the Extensible SASL Profile (XEP-0388)
 */
public record StreamFeatures(
    List<String> names,
    StartTlsOffer startTls,
    List<String> mechanisms,
    Optional<List<String>> channelBindings,
    boolean legacyAuth,
    boolean registration,
    OptionalLong maxBytes,
    OptionalLong idleSeconds,
    Optional<Element> sasl2) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*\\d{1,18}\\s*");

  /** Copies the lists. */
  public StreamFeatures {
    names = List.copyOf(names);
    mechanisms = List.copyOf(mechanisms);
    channelBindings = channelBindings.map(List::copyOf);
  }

  /** Reads the features. */
  public static StreamFeatures of(Element features) {
    Optional<Element> limits = features.child(Namespaces.STREAM_LIMITS, "limits");
    return new StreamFeatures(
        features.children().stream().map(Element::qualifiedName).toList(),
        startTls(features),
        features
            .child(Namespaces.SASL, "mechanisms")
            .map(StreamFeatures::mechanisms)
            .orElseGet(List::of),
        features
            .child(Namespaces.CHANNEL_BINDING, "sasl-channel-binding")
            .map(StreamFeatures::channelBindings),
        features.child(Namespaces.LEGACY_AUTH_FEATURE, "auth").isPresent(),
        features.child(Namespaces.REGISTRATION_FEATURE, "register").isPresent(),
        limit(limits, "max-bytes"),
        limit(limits, "idle-seconds"),
        features.child(Namespaces.SASL2, "authentication"));
  }

  private static StartTlsOffer startTls(Element features) {
    Optional<Element> startTls = features.child(Namespaces.TLS, "starttls");
    if (startTls.isEmpty()) {
      return StartTlsOffer.ABSENT;
    }
    return startTls.get().child(Namespaces.TLS, "required").isPresent()
        ? StartTlsOffer.REQUIRED
        : StartTlsOffer.OFFERED;
  }

  private static List<String> mechanisms(Element mechanisms) {
    return mechanisms.children(Namespaces.SASL, "mechanism").stream()
        .map(mechanism -> mechanism.text().raw().strip())
        .toList();
  }

  private static List<String> channelBindings(Element bindings) {
    return bindings.children(Namespaces.CHANNEL_BINDING, "channel-binding").stream()
        .flatMap(binding -> binding.attribute("type").stream())
        .map(Untrusted::raw)
        .toList();
  }

  private static OptionalLong limit(Optional<Element> limits, String name) {
    Optional<Untrusted> text =
        limits
            .flatMap(element -> element.child(Namespaces.STREAM_LIMITS, name))
            .map(Element::text)
            .filter(value -> value.matches(WHOLE_NUMBER));
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text.get().raw().strip()));
  }
}
