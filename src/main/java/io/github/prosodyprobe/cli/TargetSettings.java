package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.target.Connect;
import io.github.prosodyprobe.target.Domain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is said about one target, rather than about the whole run.
 *
 * @param connects where listeners are
 * @param hosts further hosts of the same server
 * @param vantage where this machine stands as seen from the server
 * @param trust a file with certificates of more authorities to trust
 * @param canary name of an existing account, or empty
 */
record TargetSettings(
    List<Connect> connects,
    List<Domain> hosts,
    Vantage vantage,
    Optional<Path> trust,
    String canary) {

  /** Copies the lists. */
  TargetSettings {
    connects = List.copyOf(connects);
    hosts = List.copyOf(hosts);
  }
}
