package io.github.prosodyprobe.fact;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every fact that prosody-probe knows, by name: the source of the schema, of {@code explain}, and
 * of the check that a policy asks for things that exist.
 */
public final class FactRegistry {

  private static final List<Class<?>> FAMILIES =
      List.of(
          DnsFacts.class,
          StreamFacts.class,
          ServerStreamFacts.class,
          ExternalFacts.class,
          DiscoFacts.class,
          SaslFacts.class,
          TlsFacts.class,
          CertificateFacts.class,
          DirectTlsFacts.class,
          ConsistencyFacts.class,
          PortFacts.class,
          StunFacts.class,
          HeaderFacts.class,
          HostMetaFacts.class,
          SecurityTxtFacts.class,
          HttpFacts.class,
          ClearTextFacts.class,
          BoshFacts.class,
          WebSocketFacts.class,
          ConfigFacts.class);

  private static final SortedMap<String, Fact<?>> BY_NAME = gather();

  private FactRegistry() {}

  /** All facts, sorted by name. */
  public static Collection<Fact<?>> all() {
    return BY_NAME.values();
  }

  /** The fact of this name. */
  public static Optional<Fact<?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Reads the constants of the families, so that no second list of facts can fall behind. */
  private static SortedMap<String, Fact<?>> gather() {
    SortedMap<String, Fact<?>> byName = new TreeMap<>();
    for (Class<?> family : FAMILIES) {
      for (Field field : family.getDeclaredFields()) {
        if (Modifier.isPublic(field.getModifiers()) && field.getType() == Fact.class) {
          Fact<?> fact = constant(field);
          if (byName.put(fact.name(), fact) != null) {
            throw new IllegalStateException("two facts are named " + fact.name());
          }
        }
      }
    }
    return Collections.unmodifiableSortedMap(byName);
  }

  private static Fact<?> constant(Field field) {
    try {
      return (Fact<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("a public constant cannot be read: " + field, e);
    }
  }
}
