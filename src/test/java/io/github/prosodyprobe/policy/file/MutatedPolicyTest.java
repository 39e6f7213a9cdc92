package io.github.prosodyprobe.policy.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.policy.BuiltIn;
import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged policies are refused with problems, never with anything else. */
class MutatedPolicyTest {

  private static final PolicyLibrary LIBRARY = BuiltIn.library();
  private static final List<SourceText> CHECKS = BuiltIn.files("checks");
  private static final int ROUNDS = 400;
  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "!!set ",
    "!x ",
    "|",
    ">",
    "'",
    "\"",
    "\n",
    "\t",
    "\u0000",
    "\u0085",
    "\uD800",
    "\uFEFF",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "null",
    "~",
    "1e9",
    "0x1F",
    "-1",
    "99999999999999999999",
    "off: true",
    "any-of: ",
    "{a: &b [*b]}",
    "#"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverThrowAnythingButProblems(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutated(text(round), random);
      try {
        Policy policy = LIBRARY.read(new SourceText("mutated", text), PolicySource.NONE);
        assertFalse(policy.checks().isEmpty(), text);
      } catch (PolicyException e) {
        refused++;
        assertFalse(e.problems().isEmpty(), text);
        for (PolicyProblem problem : e.problems()) {
          assertTrue(problem.line() > 0 && problem.column() > 0, problem + "\n" + text);
        }
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
      }
    }
    assertTrue(refused > ROUNDS / 2, "most mutations do harm");
  }

  /** A policy with definitions, so that every part of the format is there to be damaged. */
  private static String text(int round) {
    String definitions = CHECKS.get(round % CHECKS.size()).text().replace("- id: ", "- id: my-");
    return "policy: { name: mine, version: 1, extends: xmpp-minimum@1 }\nchecks:\n" + definitions;
  }

  private static String mutated(String text, Random random) {
    String result = text;
    for (int change = random.nextInt(4); change >= 0; change--) {
      int from = random.nextInt(result.length());
      int to = Math.min(result.length(), from + random.nextInt(12));
      result =
          switch (random.nextInt(4)) {
            case 0 -> result.substring(0, from) + result.substring(to);
            case 1 -> result.substring(0, from) + fragment(random) + result.substring(to);
            case 2 -> result.substring(0, from) + fragment(random) + result.substring(from);
            default -> shuffledLines(result, random);
          };
    }
    return result;
  }

  private static String fragment(Random random) {
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }

  private static String shuffledLines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return String.join("\n", lines) + "\n";
  }
}
