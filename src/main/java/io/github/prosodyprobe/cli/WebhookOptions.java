package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.dns.StubResolver;
import io.github.prosodyprobe.notify.DeliveryException;
import io.github.prosodyprobe.notify.Messenger;
import io.github.prosodyprobe.notify.Webhook;
import io.github.prosodyprobe.report.Judged;
import io.github.prosodyprobe.report.StandingChange;
import io.github.prosodyprobe.report.Standings;
import io.github.prosodyprobe.report.WebhookJson;
import io.github.prosodyprobe.target.Domain;
import io.github.prosodyprobe.tls.TrustStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told when a target stands otherwise than in the run before. */
final class WebhookOptions {

  @Option(
      names = "--webhook-file",
      paramLabel = "FILE",
      description =
          "Post a summary in JSON to the URL in this file when a check fails, cannot be evaluated"
              + " or is well again that was otherwise when the webhook was told last. The file must"
              + " not be readable by others.")
  private @Nullable Path file;

  @Option(
      names = "--webhook-state",
      paramLabel = "FILE",
      description =
          "Where to remember what the webhook was told. Default: the webhook's file with .state"
              + " behind it.")
  private @Nullable Path state;

  private @Nullable Webhook webhook;

  /**
   * Refuses before anything is scanned what could not be posted or remembered after it.
   *
   * @param environment the environment variables
   * @throws UserError when it is such, or when no server is asked
   */
  void checkFor(List<Domain> targets, Map<String, String> environment) {
    if (file == null) {
      if (state != null) {
        throw new UserError(
            "--webhook-state belongs to a webhook", "Name the file with its URL: --webhook-file");
      }
      return;
    }
    if (targets.isEmpty()) {
      throw new UserError(
          "--webhook-file tells what servers do, and no TARGET is asked",
          "Example: prosody-probe scan example.org --webhook-file " + file);
    }
    webhook = WebhookFile.read(file, environment);
    Path remembered = state(file);
    if (remembered.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
      throw new UserError(
          "--webhook-state would overwrite the URL in " + file, "Name another file.");
    }
    WebhookState.check(remembered);
  }

  private Path state(Path beside) {
    return state == null ? beside.resolveSibling(beside.getFileName() + ".state") : state;
  }

  /**
   * Posts if anything has changed, and then remembers. What was not told is not remembered, so that
   * the next run tells it. A run that a signal ended says nothing of how its targets stand.
   *
   * @param runs of each target that was scanned
   * @param planned how many targets should have been
   * @param roots which authorities may vouch for the webhook
   * @return the exit code for what could not be remembered
   */
  int tell(Context context, List<Judged> runs, int planned, Supplier<TrustStore> roots) {
    if (file == null
        || webhook == null
        || runs.isEmpty()
        || runs.stream().anyMatch(run -> run.report().run().interrupted())) {
      return ExitCode.COMPLIANT;
    }
    try (WebhookState remembered = WebhookState.take(state(file))) {
      Standings known = remembered.read(context.terminal(), context.clock());
      List<StandingChange> changes = known.changes(runs);
      if (!Standings.areNews(changes) || posted(context, webhook, changes, planned, roots)) {
        remembered.write(known.after(changes));
      }
      return ExitCode.COMPLIANT;
    } catch (UserError e) {
      context.terminal().say("prosody-probe: " + String.join("\n", e.lines()));
      return ExitCode.USAGE;
    }
  }

  private static boolean posted(
      Context context,
      Webhook to,
      List<StandingChange> changes,
      int planned,
      Supplier<TrustStore> roots) {
    String tool = context.installation().tool().name();
    String version = context.installation().tool().version();
    try {
      // Not the resolver that the target is looked up at, which need not know anybody else.
      new Messenger(StubResolver.ofSystem(), roots.get(), tool + "/" + version, Messenger.TIME)
          .post(to, WebhookJson.of(context.installation().tool(), changes, planned));
      return true;
    } catch (DeliveryException e) {
      context
          .terminal()
          .say(
              "prosody-probe: the webhook at "
                  + to.host()
                  + " was not told what changed: "
                  + e.getMessage()
                  + "\nThe next run tells it.");
      return false;
    }
  }
}
