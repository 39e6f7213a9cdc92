package io.github.prosodyprobe.request;

import io.github.prosodyprobe.text.Untrusted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An HTTP answer, as far as it was read.
 *
 * @param status 100–599
 * @param headers the fields by their names in lower case, each with its values in their order
 * @param body the beginning of the content, decoded to text; empty where there is none
 */
public record WebAnswer(int status, Map<String, List<Untrusted>> headers, Untrusted body) {

  /** Copies the fields. */
  public WebAnswer {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> List.copyOf(it.getValue())));
  }

  /** The values of a field, none where it is missing. */
  List<Untrusted> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of());
  }
}
