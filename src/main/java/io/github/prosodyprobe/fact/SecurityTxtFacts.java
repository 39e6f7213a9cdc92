package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;

import io.github.prosodyprobe.fact.FactValue.Text;

/** Facts about the file that says whom to tell of a vulnerability (RFC 9116). */
public final class SecurityTxtFacts {

  /** What became of it. */
  public static final Fact<Text> STATE =
      text(
          "security-txt.state",
          "Whether a security.txt is served over https, as text/plain and with the fields that it"
              + " must have, and is not out of date",
          "RFC 9116, sections 2.5.3, 2.5.5 and 3",
          "valid",
          "expired",
          "malformed",
          "absent");

  private SecurityTxtFacts() {}
}
