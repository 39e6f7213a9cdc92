import java.util.ArrayList;
import java.util.List;

/** Command lines of the tools that an operator would use instead. */
final class Others {

  private Others() {}

  /** One TLS port; it cannot do STARTTLS with Prosody. */
  static List<String> sslscan(String domain, LatencyProxy relay) {
    return List.of("sslscan", "--no-colour", "--sni-name=" + domain, "127.0.0.1:" + relay.port());
  }

  /** The default run, with these options. */
  static List<String> testssl(LatencyProxy relay, String... options) {
    List<String> command = new ArrayList<>(List.of("testssl", "--warnings", "batch"));
    command.addAll(List.of("--color", "0"));
    command.addAll(List.of(options));
    command.add("127.0.0.1:" + relay.port());
    return command;
  }
}
