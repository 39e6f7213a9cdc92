package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.nio.file.Path;
import java.util.Optional;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;

/** One evaluation of one configuration: what its parts share, and what its errors become. */
final class Evaluation {

  private final Path main;
  private final Environment environment;
  private final LoaderVersion version;
  private final Draft draft;
  private final Meter meter;
  private final Folder folder;
  private final Includes includes;
  private final Globals globals;

  Evaluation(Path main, Environment environment, LoaderVersion version, Limits limits) {
    this.main = main;
    this.environment = environment;
    this.version = version;
    this.draft = new Draft(main, environment);
    this.meter = new Meter(limits, main);
    this.folder = new Folder(main, limits);
    this.includes = new Includes(this, folder, limits);
    this.globals = Sandbox.globals(draft, meter);
  }

  /** Evaluates everything; whatever goes wrong is a problem in the result. */
  Configuration run() {
    try {
      includes.main(main);
    } catch (StopEvaluation e) {
      draft.problem(e.problem());
    } catch (Refusal e) {
      draft.problem(Kind.NOT_EVALUATED, e.location(), e.what());
    } catch (LuaError e) {
      draft.problem(Kind.ERROR, meter.lastError(), message(e));
    } catch (StackOverflowError e) {
      draft.problem(Kind.LIMIT, new Location(main, 0), "the evaluation went too deep");
    } catch (OutOfMemoryError e) {
      draft.problem(Kind.LIMIT, new Location(main, 0), "the evaluation took too much memory");
    }
    return draft.finished();
  }

  /** One line, without the place that the machine puts in front. */
  private static String message(LuaError error) {
    String message = String.valueOf(error.getMessage());
    String plain =
        message.strip().replaceFirst("^@\\S*?:(?:\\d+|\\?) ", "").replaceFirst("^\\S*?:\\d+: ", "");
    String line = plain.lines().findFirst().orElse("an error without a message");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  LoaderVersion version() {
    return version;
  }

  Draft draft() {
    return draft;
  }

  Meter meter() {
    return meter;
  }

  Folder folder() {
    return folder;
  }

  Includes includes() {
    return includes;
  }

  Globals globals() {
    return globals;
  }

  /** Where systemd put the credentials, as the environment has it. */
  Optional<String> credentials() {
    return environment.get("CREDENTIALS_DIRECTORY");
  }
}
