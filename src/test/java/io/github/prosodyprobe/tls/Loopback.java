package io.github.prosodyprobe.tls;

import io.github.prosodyprobe.fact.Endpoint;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.Listener;
import io.github.prosodyprobe.net.AddressPolicy;
import io.github.prosodyprobe.net.AddressPolicy.Reach;
import io.github.prosodyprobe.net.Budget;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.Dialer;
import io.github.prosodyprobe.net.Pace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Takes the inventory of a server on this machine that speaks TLS from the first byte. */
final class Loopback {

  private static final Duration HELLO_TIME = Duration.ofSeconds(2);

  private final Budget budget = new Budget(1_000);
  private final HelloTransport transport;

  Loopback(int port) {
    this(port, HELLO_TIME);
  }

  Loopback(int port, Duration helloTime) {
    Dialer dialer = new Dialer(new AddressPolicy(Reach.PRIVATE_TOO, Set.of()), new Pace(), budget);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Endpoint endpoint = new Endpoint(Listener.C2S_DIRECT, "example.org", "127.0.0.1:" + port);
    transport = () -> dialer.dial(endpoint, address, Deadline.in(helloTime));
  }

  CollectedFacts inventory() throws InterruptedException {
    return inventory(TlsInventory.FACTS);
  }

  CollectedFacts inventory(Set<Fact<?>> wanted) throws InterruptedException {
    CollectedFacts facts = new CollectedFacts();
    new TlsInventory(transport, "example.test", Optional.of("xmpp-client"), wanted).run(facts);
    return facts;
  }

  HelloTransport transport() {
    return transport;
  }

  int connections() {
    return budget.connectionsUsed();
  }
}
