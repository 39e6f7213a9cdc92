package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.request.AnswerPattern;
import io.github.prosodyprobe.request.Audience;
import io.github.prosodyprobe.request.Method;
import io.github.prosodyprobe.request.ServedFor;
import io.github.prosodyprobe.request.WebEndpoint;
import io.github.prosodyprobe.request.WebRequest;
import io.github.prosodyprobe.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one endpoint of the catalogue. */
record EndpointReader(Problems problems) {

  static final List<String> KEYS =
      List.of(
          "id",
          "modules",
          "packaged",
          "method",
          "paths",
          "host",
          "open",
          "guarded",
          "gives",
          "audience",
          "close",
          "documents");

  private static final List<String> REQUIRED =
      List.of("id", "paths", "open", "gives", "audience", "close", "documents");

  private static final List<String> METHODS =
      Arrays.stream(Method.values()).map(Method::name).toList();

  /** Characters of RFC 3986 that a path and its query have, unencoded spaces not among them. */
  private static final Pattern PATHS =
      Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

  private static final Pattern MODULES = Pattern.compile("mod_[a-z0-9_]+");
  private static final Pattern SERIES = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  /**
   * An endpoint and where it stands.
   *
   * @param node for its place
   * @param endpoint what it says
   */
  record Entry(Node node, WebEndpoint endpoint) {}

  /** The endpoint, or empty where something that it needs is missing or cannot be read. */
  Optional<Entry> endpoint(Node node) {
    return Fields.of(node, "key", KEYS, problems).flatMap(this::endpoint);
  }

  private Optional<Entry> endpoint(Fields fields) {
    List<String> missing = REQUIRED.stream().filter(key -> !fields.has(key)).toList();
    if (!missing.isEmpty()) {
      problems.at(fields.node(), "an endpoint without " + String.join(", ", missing), "");
    }
    // Everything is read even so, that all that is wrong is said at once.
    Optional<String> id = fields.get("id", scalars()::id);
    Optional<String> gives = fields.get("gives", scalars()::prose);
    Optional<String> close = fields.get("close", scalars()::prose);
    Optional<Audience> audience = fields.get("audience", this::audience);
    List<AnswerPattern> open = patterns(fields, "open");
    WebEndpoint endpoint =
        new WebEndpoint(
            id.orElse(""),
            Set.copyOf(words(fields, "modules", MODULES, "a module", "write mod_NAME")),
            Set.copyOf(words(fields, "packaged", SERIES, "a series", "write \"0.12\" or \"13\"")),
            requests(fields),
            open,
            patterns(fields, "guarded"),
            gives.orElse(""),
            audience.orElse(Audience.EVERYONE),
            close.orElse(""),
            list(fields, "documents", scalars()::word));
    boolean complete =
        missing.isEmpty()
            && id.isPresent()
            && gives.isPresent()
            && close.isPresent()
            && audience.isPresent()
            && !endpoint.requests().isEmpty();
    return complete ? Optional.of(new Entry(fields.node(), endpoint)) : Optional.empty();
  }

  private List<WebRequest> requests(Fields fields) {
    Method method = fields.get("method", this::method).orElse(Method.GET);
    ServedFor servedFor = fields.get("host", this::servedFor).orElse(ServedFor.DOMAIN);
    return words(fields, "paths", PATHS, "a path", "begin with a slash, and encode the rest")
        .stream()
        .map(path -> new WebRequest(method, path, servedFor))
        .toList();
  }

  private List<AnswerPattern> patterns(Fields fields, String name) {
    return list(fields, name, node -> new AnswerPatternReader(problems).pattern(node));
  }

  private <T> List<T> list(Fields fields, String name, Function<Node, Optional<T>> reader) {
    return fields.get(name, node -> Optional.of(scalars().list(node, reader))).orElse(List.of());
  }

  private List<String> words(
      Fields fields, String name, Pattern pattern, String what, String suggestion) {
    return list(fields, name, node -> fitting(node, pattern, what, suggestion));
  }

  private Optional<String> fitting(Node node, Pattern pattern, String what, String suggestion) {
    Optional<String> word = scalars().word(node);
    if (word.isPresent() && !pattern.matcher(word.get()).matches()) {
      problems.at(node, Spelling.quoted(word.get()) + " is not " + what, suggestion);
      return Optional.empty();
    }
    return word;
  }

  private Optional<Method> method(Node node) {
    return scalars()
        .known(
            node,
            "method",
            METHODS,
            word -> Optional.of(word).filter(METHODS::contains).map(Method::valueOf));
  }

  private Optional<ServedFor> servedFor(Node node) {
    List<String> words = Arrays.stream(ServedFor.values()).map(ServedFor::word).toList();
    return scalars().known(node, "host", words, ServedFor::of);
  }

  private Optional<Audience> audience(Node node) {
    List<String> words = Arrays.stream(Audience.values()).map(Audience::word).toList();
    return scalars().known(node, "audience", words, Audience::of);
  }

  private Scalars scalars() {
    return new Scalars(problems);
  }
}
