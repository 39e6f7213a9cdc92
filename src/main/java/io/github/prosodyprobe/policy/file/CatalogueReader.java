package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import io.github.prosodyprobe.request.Catalogue;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the catalogue of HTTP endpoints; {@code src/docs/writing-an-endpoint.md} says how to add
 * one.
 */
public final class CatalogueReader {

  /** A scan asks all of this of one server, several times over. */
  static final int MOST_REQUESTS = 60;

  private final List<WebEndpoint> endpoints = new ArrayList<>();
  private final Set<WebRequest> requests = new HashSet<>();
  private final Map<String, Location> places = new HashMap<>();

  private CatalogueReader() {}

  /**
   * Reads the files that come with the program.
   *
   * @param files lists of endpoints
   * @throws PolicyException with everything that is wrong with any of the files
   */
  public static Catalogue read(Collection<SourceText> files) throws PolicyException {
    CatalogueReader reader = new CatalogueReader();
    List<PolicyProblem> problems = new ArrayList<>();
    files.forEach(file -> problems.addAll(reader.add(file)));
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return new Catalogue(reader.endpoints);
  }

  private List<PolicyProblem> add(SourceText file) {
    Problems problems = new Problems(file);
    EndpointReader entries = new EndpointReader(problems);
    YamlText.root(file, problems)
        .ifPresent(
            root ->
                new Scalars(problems)
                    .entries(root, entries::endpoint)
                    .forEach(entry -> add(entry, problems)));
    return problems.found();
  }

  private void add(EndpointReader.Entry entry, Problems problems) {
    Node node = entry.node();
    WebEndpoint endpoint = entry.endpoint();
    Location first = places.putIfAbsent(endpoint.id(), problems.location(node));
    if (first != null) {
      problems.at(node, "endpoint " + endpoint.id() + " is defined already, at " + first, "");
      return;
    }
    endpoints.add(endpoint);
    requests.addAll(endpoint.requests());
    if (requests.size() > MOST_REQUESTS) {
      problems.at(node, "more than " + MOST_REQUESTS + " requests in the catalogue", "");
    }
  }
}
