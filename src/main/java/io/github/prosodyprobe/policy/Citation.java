package io.github.prosodyprobe.policy;

/**
 * Where a check's expectation comes from.
 *
 * @param document such as {@code RFC 9325} or {@code XEP-0368}
 * @param section section number, or empty for the whole document
 */
public record Citation(String document, String section) {

  @Override
  public String toString() {
    return section.isEmpty() ? document : document + ", section " + section;
  }
}
