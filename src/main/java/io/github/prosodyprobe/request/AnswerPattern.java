package io.github.prosodyprobe.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer must have to be taken for a certain one; all of it.
 *
 * @param statuses one of these
 * @param headers names in lower case, each to a text that one of the field's values contains,
 *     whatever the case of its letters
 * @param body texts that the content contains, literally
 * @param whole what the content is, but for white space around it
 */
public record AnswerPattern(
    Set<Integer> statuses, Map<String, String> headers, List<String> body, Optional<String> whole) {

  /** Copies the collections. */
  public AnswerPattern {
    statuses = Set.copyOf(statuses);
    headers = Map.copyOf(headers);
    body = List.copyOf(body);
  }

  /** Whether the answer has all of it. */
  public boolean fits(WebAnswer answer) {
    return statuses.contains(answer.status())
        && headers.entrySet().stream().allMatch(it -> hasHeader(answer, it.getKey(), it.getValue()))
        && body.stream().allMatch(answer.body()::contains)
        && whole.map(answer.body()::isBesideWhiteSpace).orElse(true);
  }

  /**
   * Whether it can tell an endpoint from a page that a server gives for every path: by more than
   * its status and the kind of its content.
   */
  public boolean tellsApart() {
    return !body.isEmpty()
        || whole.isPresent()
        || headers.keySet().stream().anyMatch(name -> !name.equals("content-type"));
  }

  private static boolean hasHeader(WebAnswer answer, String name, String text) {
    return answer.header(name).stream().anyMatch(value -> value.containsIgnoringCase(text));
  }
}
