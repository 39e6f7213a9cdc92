package io.github.prosodyprobe.scan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.dns.RecordType;
import io.github.prosodyprobe.dns.ScriptedNameServer;
import io.github.prosodyprobe.dns.SrvRecord;
import io.github.prosodyprobe.dns.Validation;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.fact.StreamFacts;
import io.github.prosodyprobe.fact.Vantage;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a server is waited for. */
@Timeout(60)
class PatienceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Knows no name, and notes how long it might have looked. */
  private static final class NoNames implements NameService {

    private final Queue<Duration> granted = new ConcurrentLinkedQueue<>();

    private <T> Answer<T> missing(Deadline deadline) {
      granted.add(deadline.remaining());
      return new Answer.Missing<>(ReasonCode.DNS_NXDOMAIN);
    }

    @Override
    public Answer<SrvRecord> services(String name, Deadline deadline) {
      return missing(deadline);
    }

    @Override
    public Answer<InetAddress> addresses(String name, AddressFamily family, Deadline deadline) {
      return missing(deadline);
    }

    @Override
    public Answer<Untrusted> records(String name, RecordType type, Deadline deadline) {
      return missing(deadline);
    }

    @Override
    public Validation validation(String name, RecordType type, Deadline deadline) {
      throw new AssertionError("nobody asks for signatures");
    }

    @Override
    public Validation validation(String name, Deadline deadline) {
      throw new AssertionError("nobody asks for signatures");
    }
  }

  @Test
  void noLookUpMayTakeLongerThanWhatIsLeftOfIt() throws IOException {
    NoNames names = new NoNames();
    Scanner scanner = new Scanner();
    ScanPlan plan = scanner.plan(request(names));
    assertTrue(names.granted.stream().allMatch(it -> it.compareTo(PATIENCE) > 0), "no timeout");
    names.granted.clear();
    scanner.await(plan, PATIENCE);
    List<Duration> granted = List.copyOf(names.granted);
    assertTrue(!granted.isEmpty(), "no second look");
    assertTrue(granted.stream().allMatch(it -> it.compareTo(PATIENCE) < 0), granted.toString());
  }

  private static ScanRequest request(NameService names) throws IOException {
    try (ScriptedNameServer unasked = ScriptedNameServer.ofZone()) {
      ScanRequest request =
          Scans.request(
              Scans.target("example.test", List.of(), "c2s=xmpp.test:5222"),
              unasked,
              Vantage.INTERNAL,
              Set.of(StreamFacts.STARTTLS),
              Set.of());
      return new ScanRequest(
          request.target(),
          names,
          request.vantage(),
          request.timeout(),
          request.trust(),
          request.canary(),
          request.peer(),
          request.wanted(),
          request.catalogue(),
          request.clock());
    }
  }
}
