package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.policy.PolicyException;
import io.github.prosodyprobe.policy.Waiver;
import io.github.prosodyprobe.policy.Waivers;
import io.github.prosodyprobe.policy.match.Glob;
import io.github.prosodyprobe.text.Spelling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a file of waivers: {@code waivers:} with a list, which may be empty, for then nothing is
 * waived any more.
 */
public final class WaiverFileReader {

  static final List<String> KEYS =
      List.of("check", "target", "endpoint", "reason", "owner", "ticket", "expires", "permanent");

  private static final List<String> NEEDED = List.of("check", "reason", "owner");
  private static final List<String> LISTENERS =
      Arrays.stream(Listener.values()).map(Listener::word).toList();

  /** What can only be a listener: addresses and patterns have other characters too. */
  private static final Pattern LISTENER = Pattern.compile("[A-Za-z0-9_-]+");

  private final SortedSet<String> checks;
  private final Problems problems;
  private final Scalars scalars;
  private final WaiverTerm term;
  private final Map<List<String>, Integer> lines = new HashMap<>();

  private WaiverFileReader(SortedSet<String> checks, LocalDate today, Problems problems) {
    this.checks = checks;
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.term = new WaiverTerm(today, problems);
  }

  /**
   * Reads the file.
   *
   * @param checks the ids of the checks that there are
   * @param today in UTC; a waiver may not end later than {@value WaiverTerm#LONGEST} days from it
   * @throws PolicyException with everything that is wrong with it
   */
  public static Waivers read(SourceText source, SortedSet<String> checks, LocalDate today)
      throws PolicyException {
    Problems problems = new Problems(source);
    WaiverFileReader reader = new WaiverFileReader(checks, today, problems);
    List<Waiver> waivers =
        YamlText.root(source, problems)
            .flatMap(root -> Fields.of(root, "key", List.of("waivers"), problems))
            .flatMap(top -> top.get("waivers", reader::waivers))
            .orElse(List.of());
    problems.throwIfAny();
    return new Waivers(waivers);
  }

  private Optional<List<Waiver>> waivers(Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.at(node, "a list is wanted here", "write [] for none");
      return Optional.empty();
    }
    List<Waiver> waivers = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Fields.of(item, "key", KEYS, problems).flatMap(this::waiver).ifPresent(waivers::add);
    }
    return Optional.of(waivers);
  }

  private Optional<Waiver> waiver(Fields fields) {
    List<String> missing = NEEDED.stream().filter(key -> !fields.has(key)).toList();
    if (!missing.isEmpty()) {
      problems.at(fields.node(), "a waiver without " + String.join(", ", missing), "");
    }
    Optional<Glob> check = fields.get("check", this::check);
    Optional<String> target = fields.get("target", scalars::word);
    Optional<Glob> endpoint = fields.get("endpoint", this::endpoint);
    Optional<String> reason = fields.get("reason", scalars::prose).map(WaiverFileReader::oneLine);
    Optional<String> owner = fields.get("owner", scalars::word);
    Optional<String> ticket = fields.get("ticket", scalars::word);
    Optional<LocalDate> expires = term.of(fields);
    if (check.isEmpty() || reason.isEmpty() || owner.isEmpty()) {
      return Optional.empty();
    }
    Waiver waiver =
        new Waiver(
            check.get(),
            target,
            endpoint,
            reason.get(),
            owner.get(),
            ticket,
            expires,
            problems.location(fields.node()));
    refuseAll(fields.node(), waiver);
    refuseAgain(fields.node(), waiver);
    return Optional.of(waiver);
  }

  private static String oneLine(String prose) {
    return prose.replaceAll("\\s+", " ");
  }

  /** An id that exists, or a pattern that fits one. */
  private Optional<Glob> check(Node node) {
    Optional<String> word = scalars.word(node);
    if (word.isPresent() && checks.stream().noneMatch(new Glob(word.get())::matches)) {
      problems.at(
          node,
          "there is no check " + Spelling.quoted(word.get()),
          Spelling.hint(word.get(), checks));
      return Optional.empty();
    }
    return word.map(Glob::new);
  }

  private Optional<Glob> endpoint(Node node) {
    Optional<String> word = scalars.word(node);
    if (word.isPresent() && new Glob(word.get()).matchesEverything()) {
      problems.at(node, "every endpoint fits this", "leave it out");
      return Optional.empty();
    }
    if (word.isPresent()
        && LISTENER.matcher(word.get()).matches()
        && !LISTENERS.contains(word.get())) {
      problems.at(
          node,
          "unknown listener " + Spelling.quoted(word.get()),
          Spelling.hint(word.get(), LISTENERS));
      return Optional.empty();
    }
    return word.map(Glob::new);
  }

  /** Who accepts everything everywhere need not scan. */
  private void refuseAll(Node node, Waiver waiver) {
    if (waiver.target().isEmpty()
        && waiver.endpoint().isEmpty()
        && checks.size() > 1
        && checks.stream().allMatch(waiver.check()::matches)) {
      problems.at(
          node, "every check on every target is waived", "name checks, a target or an endpoint");
    }
  }

  private void refuseAgain(Node node, Waiver waiver) {
    List<String> about =
        List.of(
            waiver.check().pattern(),
            waiver.target().orElse(""),
            waiver.endpoint().map(Glob::pattern).orElse(""));
    Integer first = lines.putIfAbsent(about, waiver.declared().line());
    if (first != null) {
      problems.at(node, "the same is waived already, in line " + first, "join the two");
    }
  }
}
