package io.github.prosodyprobe.target;

import java.util.List;

/** The hosts that servers customarily have below their domain, for chat rooms, files and so on. */
final class CustomaryHosts {

  private static final List<String> LABELS =
      List.of("conference", "muc", "chat", "rooms", "upload", "share", "proxy", "pubsub");

  private CustomaryHosts() {}

  /** Those that a target may have, without those that its operator named. */
  static List<Domain> below(Target target) {
    return LABELS.stream()
        .map(label -> label + "." + target.domain().ascii())
        .filter(host -> host.length() <= Domain.LONGEST)
        .filter(host -> target.hosts().stream().noneMatch(named -> named.ascii().equals(host)))
        .map(Domain::of)
        .toList();
  }
}
