package io.github.prosodyprobe.request;

import java.util.List;
import java.util.Set;

/**
 * Something that a Prosody may serve over HTTP, and how it is told by its answers.
 *
 * @param id permanent; facts and checks refer to it
 * @param modules the Prosody modules that serve it, such as {@code mod_bosh}; empty where it is no
 *     module's
 * @param packaged the series whose Debian packages have one of the modules, such as {@code 0.12}
 * @param requests what to ask, at least one
 * @param open the answers by which it gives away what it has
 * @param guarded the answers by which it refuses, beside every 401 and 403
 * @param gives what an outsider learns or can do where it is open
 * @param audience who is given that by default
 * @param close the line of configuration that closes it
 * @param documents where all this is written
 */
public record WebEndpoint(
    String id,
    Set<String> modules,
    Set<String> packaged,
    List<WebRequest> requests,
    List<AnswerPattern> open,
    List<AnswerPattern> guarded,
    String gives,
    Audience audience,
    String close,
    List<String> documents) {

  private static final Set<Integer> REFUSALS = Set.of(401, 403);
  private static final Set<Integer> NOTHING_HERE = Set.of(404, 410);

  /** Copies the collections. */
  public WebEndpoint {
    modules = Set.copyOf(modules);
    packaged = Set.copyOf(packaged);
    requests = List.copyOf(requests);
    open = List.copyOf(open);
    guarded = List.copyOf(guarded);
    documents = List.copyOf(documents);
  }

  /** What the answer to one of the {@link #requests()} says of the endpoint. */
  public EndpointState state(WebAnswer answer) {
    if (open.stream().anyMatch(pattern -> pattern.fits(answer))) {
      return EndpointState.OPEN;
    }
    if (REFUSALS.contains(answer.status())
        || guarded.stream().anyMatch(pattern -> pattern.fits(answer))) {
      return EndpointState.GUARDED;
    }
    return NOTHING_HERE.contains(answer.status())
        ? EndpointState.ABSENT
        : EndpointState.UNRECOGNISED;
  }
}
