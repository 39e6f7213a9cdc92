package io.github.prosodyprobe.fact;

/** What is known of one fact at one endpoint. */
public sealed interface FactState {

  /**
   * It was seen.
   *
   * @param value what was seen; an observed empty set is a value
   * @param evidence id of the exchange that showed it, see {@link Evidence#id()}
   */
  record Observed(FactValue value, String evidence) implements FactState {}

  /**
   * It cannot have a value here, and that was seen: no TLS 1.2 means no mechanisms under TLS 1.2.
   *
   * @param because half a sentence
   */
  record NotApplicable(String because) implements FactState {}

  /**
   * We could not look.
   *
   * @param reason why
   */
  record Unobserved(Reason reason) implements FactState {}
}
