package io.github.prosodyprobe.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Runs command lines in this JVM and keeps what they print. */
final class CommandLines {

  /** What a command came to. */
  record Outcome(int exitCode, String out, String messages) {}

  private static final Path PROBES = Path.of(System.getProperty("basedir", ".")).resolve("probes");

  private CommandLines() {}

  static Outcome run(String... arguments) {
    return run("", Map.of(), UTF_8, arguments);
  }

  /** Runs it at another time. */
  static Outcome runAt(Instant now, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Context today = context("", Map.of(), UTF_8, out, new PrintStream(messages, true, UTF_8));
    Context then =
        new Context(today.terminal(), today.installation(), Clock.fixed(now, ZoneOffset.UTC));
    int exitCode = ProsodyProbe.run(then, arguments);
    return new Outcome(exitCode, out.toString(UTF_8), messages.toString(UTF_8));
  }

  /** A context without an input in which what is printed is lost. */
  static Context context() {
    return context("", Map.of(), UTF_8, OutputStream.nullOutputStream(), System.err);
  }

  static Outcome runInAscii(String... arguments) {
    return run("", Map.of(), US_ASCII, arguments);
  }

  static Outcome run(
      String input, Map<String, String> environment, Charset charset, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int exitCode = run(input, environment, charset, out, messages, arguments);
    return new Outcome(exitCode, out.toString(charset), messages.toString(charset));
  }

  /** With a standard output that fails in this way. */
  static Outcome runIntoBrokenOutput(String complaint, String... arguments) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException(complaint);
          }
        };
    int exitCode = run("", Map.of(), UTF_8, broken, messages, arguments);
    return new Outcome(exitCode, "", messages.toString(UTF_8));
  }

  private static int run(
      String input,
      Map<String, String> environment,
      Charset charset,
      OutputStream out,
      OutputStream messages,
      String... arguments) {
    Context context =
        context(input, environment, charset, out, new PrintStream(messages, true, charset));
    return ProsodyProbe.run(context, arguments);
  }

  private static Context context(
      String input,
      Map<String, String> environment,
      Charset charset,
      OutputStream out,
      PrintStream messages) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            out,
            messages,
            charset,
            false,
            false,
            environment);
    return new Context(terminal, new Installation("1.2.3", PROBES), Clock.systemUTC());
  }
}
