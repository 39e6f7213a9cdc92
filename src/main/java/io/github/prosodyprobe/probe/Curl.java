package io.github.prosodyprobe.probe;

import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.http.Redirects;
import io.github.prosodyprobe.http.WebLocation;
import io.github.prosodyprobe.text.Escaper;
import java.util.Collection;

/** Commands with which a person asks a web server for the same by hand. */
final class Curl {

  /** Options that show bodies too, and follow where a probe follows. */
  static final String FOLLOWING = "-iL --proto-redir =https --max-redirs " + Redirects.MOST;

  private Curl() {}

  /** Asks for these paths one after the other, and shows heads alone or bodies too. */
  static String of(
      ProbeContext context, Collection<String> targets, String options, String... headers) {
    Origin origin = context.webLocation().origin();
    StringBuilder command = new StringBuilder("for path in");
    targets.forEach(target -> command.append(' ').append(quoted(target)));
    command
        .append("; do curl -sk ")
        .append(options)
        .append(" --resolve ")
        .append(quoted(origin.host() + ":" + origin.port() + ":" + address(context)));
    for (String header : headers) {
      command.append(" -H ").append(quoted(header));
    }
    return command.append(" \"").append(origin).append("$path\"; done").toString();
  }

  private static String address(ProbeContext context) {
    return context.address().getAddress().getHostAddress();
  }

  /** Asks at all of these URLs one after the other. */
  static String of(Collection<WebLocation> locations) {
    StringBuilder command = new StringBuilder("for url in");
    locations.forEach(location -> command.append(' ').append(quoted(location.toString())));
    return command.append("; do curl -isk --max-time 10 \"$url\"; done").toString();
  }

  /** One word for a shell, whatever is in it. */
  private static String quoted(String text) {
    return Escaper.SHELL_WORD.escape(text);
  }
}
