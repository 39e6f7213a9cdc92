package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.notify.Webhook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads the URL of a webhook out of a file that nobody else can read. */
final class WebhookFile {

  private WebhookFile() {}

  /**
   * Reads the first line that is not empty.
   *
   * @param environment the environment variables
   * @throws UserError when the file cannot be read, others can read it too, or nothing can be
   *     posted there; nothing in it is quoted
   */
  static Webhook read(Path file, Map<String, String> environment) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserError(
          file + " is " + (Files.isDirectory(file) ? "a folder" : "no ordinary file"),
          "Write the URL of the webhook into a file: chmod 600");
    }
    String content = new String(KeyFile.read(file, environment), StandardCharsets.UTF_8);
    String url =
        content.lines().map(String::strip).filter(it -> !it.isEmpty()).findFirst().orElse("");
    try {
      return Webhook.of(url);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          file + " is for the URL of a webhook: " + e.getMessage(),
          "Write the URL into its first line, such as https://hooks.example.org/...");
    }
  }
}
