package io.github.prosodyprobe.tls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** IANA's registry of named groups. */
public final class NamedGroups {

  /** Groups that servers do have, the likeliest first: X25519, P-256, P-384, P-521, X448. */
  private static final List<Integer> COMMON = List.of(29, 23, 24, 25, 30);

  private static final Map<Integer, NamedGroup> BY_CODE = read();

  private NamedGroups() {}

  /** Every group known, in the order of their codes. */
  public static Collection<NamedGroup> all() {
    return BY_CODE.values();
  }

  /** The group with this code. */
  public static Optional<NamedGroup> find(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** The groups to ask for under TLS 1.3, obsolete curves included: a server might take them. */
  public static List<NamedGroup> forTls13() {
    return select(group -> !group.isArbitrary());
  }

  /** The curves to ask for below TLS 1.3, the likely ones first. */
  public static List<NamedGroup> forBeforeTls13() {
    return select(NamedGroup::isCurveBeforeTls13);
  }

  private static List<NamedGroup> select(Predicate<NamedGroup> condition) {
    List<NamedGroup> selected = new ArrayList<>();
    COMMON.forEach(code -> selected.add(NamedGroup.of(code)));
    for (NamedGroup group : BY_CODE.values()) {
      if (condition.test(group) && !selected.contains(group)) {
        selected.add(group);
      }
    }
    return selected;
  }

  private static Map<Integer, NamedGroup> read() {
    Map<Integer, NamedGroup> groups = new LinkedHashMap<>();
    NamedCodes.read("named-groups.txt")
        .forEach(
            (code, name) -> {
              int number = Integer.decode(code);
              groups.put(number, new NamedGroup(number, name));
            });
    return Collections.unmodifiableMap(groups);
  }
}
