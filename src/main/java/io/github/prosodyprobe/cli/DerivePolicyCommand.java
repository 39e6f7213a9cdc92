package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.declared.DerivedPolicy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a policy from what a configuration file promises of the running server. */
@Command(
    name = "derive",
    description =
        "Writes a policy with what a prosody.cfg.lua promises of the running server, to be edited.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  prosody-probe policy derive /etc/prosody/prosody.cfg.lua > declared.yaml"})
final class DerivePolicyCommand implements Callable<Integer> {

  private final Context context;
  private final PolicyShelf shelf;

  @Parameters(paramLabel = "FILE", description = "The file that Prosody is started with.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Option(
      names = "--host",
      paramLabel = "DOMAIN",
      description = "The VirtualHost that is meant. Default: the first of the file.")
  private @Nullable String host;

  @Mixin private final EnvironmentOptions environment = new EnvironmentOptions();

  DerivePolicyCommand(Context context, PolicyShelf shelf) {
    this.context = context;
    this.shelf = shelf;
  }

  @Override
  public Integer call() {
    DeclaredFile declared =
        DeclaredFile.read(
            file, environment.environment(), environment.version(), shelf, context.terminal());
    String domain = TargetOptions.domain(host == null ? declared.firstHost() : host).ascii();
    declared.checkFor(domain);
    context.terminal().print(DerivedPolicy.of(declared.configuration(), domain, declared.series()));
    return ExitCode.COMPLIANT;
  }
}
