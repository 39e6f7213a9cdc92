package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers everything that is wrong with one file, so that an author need not run it ten times. */
final class Problems {

  /** More help nobody; what comes after them is usually a consequence. */
  private static final int LIMIT = 100;

  private final SourceText source;
  private final List<PolicyProblem> found = new ArrayList<>();

  Problems(SourceText source) {
    this.source = source;
  }

  void at(Node node, String message, String suggestion) {
    at(location(node), message, suggestion);
  }

  void at(Optional<Mark> mark, String message, String suggestion) {
    at(location(mark), message, suggestion);
  }

  void at(Location place, String message, String suggestion) {
    if (found.size() < LIMIT) {
      found.add(
          new PolicyProblem(
              place.file(),
              place.line(),
              place.column(),
              message,
              suggestion,
              Excerpt.of(source.text(), place.line(), place.column())));
    }
  }

  /** The name of the file that they are about. */
  String file() {
    return source.name();
  }

  Location location(Node node) {
    return location(node.getStartMark());
  }

  /** The start of the file where the parser tells no place. */
  private Location location(Optional<Mark> mark) {
    return new Location(
        source.name(),
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1);
  }

  List<PolicyProblem> found() {
    return List.copyOf(found);
  }

  void throwIfAny() throws PolicyException {
    if (!found.isEmpty()) {
      throw new PolicyException(found);
    }
  }
}
