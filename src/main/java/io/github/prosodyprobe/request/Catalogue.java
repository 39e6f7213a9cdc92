package io.github.prosodyprobe.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All the endpoints that are known, each id once.
 *
 * @param endpoints in the order of their files
 */
public record Catalogue(List<WebEndpoint> endpoints) {

  /** Copies the list. */
  public Catalogue {
    endpoints = List.copyOf(endpoints);
  }

  /** The endpoint with this id. */
  public Optional<WebEndpoint> endpoint(String id) {
    return endpoints.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** What is served for these hosts alone. */
  public Catalogue servedFor(ServedFor hosts) {
    return new Catalogue(
        endpoints.stream()
            .filter(
                endpoint -> endpoint.requests().stream().allMatch(it -> it.servedFor() == hosts))
            .toList());
  }

  /** Everything that must be asked to know all of them; what several share, once. */
  public List<WebRequest> requests() {
    return endpoints.stream()
        .map(WebEndpoint::requests)
        .flatMap(Collection::stream)
        .distinct()
        .toList();
  }
}
