package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.report.TextStyle.Symbols;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * The streams of the process: reports go to standard output, everything else to standard error.
 *
 * @param in standard input
 * @param out standard output, unbuffered, so that nothing is left in it when a signal ends us
 * @param messages standard error
 * @param charset what the terminal can show
 * @param interactive whether a person sits there
 * @param watched whether standard error is a terminal
 * @param environment the environment variables
 */
record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream messages,
    Charset charset,
    boolean interactive,
    boolean watched,
    Map<String, String> environment) {

  @SuppressWarnings("SystemConsoleNull") // null again where there is no terminal, since 25
  static Terminal ofProcess() {
    Console console = System.console();
    return new Terminal(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        System.err,
        System.out.charset(),
        console != null && console.isTerminal(),
        // Java tells of standard input and output only; the launcher knows.
        "terminal".equals(System.getProperty("prosody-probe.stderr")),
        System.getenv());
  }

  /**
   * Writes to standard output.
   *
   * @throws UserError when it takes nothing more, such as on a full disk; a reader that went away
   *     has what it wanted, and is none
   */
  void print(String text) {
    try {
      out.write(text.getBytes(charset));
      out.flush();
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new UserError(
            "standard output cannot be written: " + e.getMessage(),
            "Write the report to a file: --report json=FILE");
      }
    }
  }

  /** Writes a line to standard error. */
  void say(String message) {
    messages.println(message);
  }

  /** The characters that the terminal can show. */
  Symbols symbols() {
    return charset.newEncoder().canEncode("✔✘–·") ? Symbols.UNICODE : Symbols.ASCII;
  }
}
