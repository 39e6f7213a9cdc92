package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.ResolverExchange;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/**
 * Asks one recursive resolver, over UDP and again over TCP when the answer was truncated; follows
 * the aliases of the answer, and asks on where the resolver left them open.
 */
public final class StubResolver implements NameService {

  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 2;
  private static final int ALIASES = 8;
  private static final int RECORDS = 64;
  private static final int UDP_PAYLOAD = 1232;

  private final InetSocketAddress resolver;
  private final Optional<HostsFileParser> hostsFile;

  private StubResolver(InetSocketAddress resolver, Optional<HostsFileParser> hostsFile) {
    this.resolver = resolver;
    this.hostsFile = hostsFile;
  }

  /** The resolver and the hosts file of this machine, as clients on it would use them. */
  public static StubResolver ofSystem() {
    return new StubResolver(
        ResolverConfig.getCurrentConfig().server(), Optional.of(new HostsFileParser()));
  }

  /** A resolver that the operator named; the hosts file is left out. */
  public static StubResolver at(InetSocketAddress resolver) {
    return new StubResolver(resolver, Optional.empty());
  }

  @Override
  public Answer<SrvRecord> services(String name, Deadline deadline) throws PeerException {
    return sorted(
        lookup(
            parse(name),
            Type.SRV,
            deadline,
            rdata ->
                rdata instanceof SRVRecord srv
                    ? new SrvRecord(srv.getPriority(), srv.getWeight(), srv.getPort(), target(srv))
                    : null));
  }

  private static Untrusted target(SRVRecord srv) {
    Name target = srv.getTarget();
    return Untrusted.of(target.equals(Name.root) ? "" : target.toString(true));
  }

  private static Answer<SrvRecord> sorted(Answer<SrvRecord> answer) {
    return switch (answer) {
      case Answer.Found<SrvRecord>(List<SrvRecord> records) ->
          new Answer.Found<>(records.stream().sorted().toList());
      case Answer.Missing<SrvRecord> missing -> missing;
    };
  }

  @Override
  public Answer<InetAddress> addresses(String name, AddressFamily family, Deadline deadline)
      throws PeerException {
    Name host = parse(name);
    int type = family == AddressFamily.IPV4 ? Type.A : Type.AAAA;
    Optional<InetAddress> local = fromHostsFile(host, type);
    if (local.isPresent()) {
      return new Answer.Found<>(List.of(local.get()));
    }
    return lookup(
        host,
        type,
        deadline,
        rdata ->
            switch (rdata) {
              case ARecord a -> a.getAddress();
              case AAAARecord aaaa -> aaaa.getAddress();
              default -> null;
            });
  }

  private Optional<InetAddress> fromHostsFile(Name host, int type) {
    if (hostsFile.isEmpty()) {
      return Optional.empty();
    }
    try {
      return hostsFile.get().getAddressForHost(host, type);
    } catch (IOException _) {
      // Without a readable hosts file the resolver is the only source, as for every other program.
      return Optional.empty();
    }
  }

  private static Name parse(String name) throws PeerException {
    try {
      return Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      throw PeerException.of(ReasonCode.DNS_BAD_ANSWER, name + " is no host name");
    }
  }

  private <T> Answer<T> lookup(
      Name name,
      int type,
      Deadline deadline,
      Function<Record, @org.jspecify.annotations.Nullable T> read)
      throws PeerException {
    Name asked = name;
    for (int alias = 0; alias <= ALIASES; alias++) {
      Message answer = ask(asked, type, deadline);
      Name end = followAliases(asked, answer);
      List<T> records = new ArrayList<>();
      for (Record found : answer.getSection(Section.ANSWER)) {
        if (found.getType() == type && found.getName().equals(end) && records.size() < RECORDS) {
          T value = read.apply(found);
          if (value != null) {
            records.add(value);
          }
        }
      }
      if (!records.isEmpty()) {
        return new Answer.Found<>(records);
      }
      if (end.equals(asked) || answer.getRcode() == Rcode.NXDOMAIN) {
        return new Answer.Missing<>(
            answer.getRcode() == Rcode.NXDOMAIN
                ? ReasonCode.DNS_NXDOMAIN
                : ReasonCode.DNS_NO_ADDRESS);
      }
      asked = end;
    }
    throw aliasLoop(name);
  }

  private static Name followAliases(Name asked, Message answer) throws PeerException {
    Name end = asked;
    for (int alias = 0; alias <= ALIASES; alias++) {
      Name from = end;
      Optional<Name> next =
          answer.getSection(Section.ANSWER).stream()
              .filter(found -> found.getType() == Type.CNAME && found.getName().equals(from))
              .map(found -> ((CNAMERecord) found).getTarget())
              .findFirst();
      if (next.isEmpty()) {
        return end;
      }
      end = next.get();
    }
    throw aliasLoop(asked);
  }

  private static PeerException aliasLoop(Name name) {
    return PeerException.of(
        ReasonCode.DNS_BAD_ANSWER, name + " is an alias of more than " + ALIASES + " others");
  }

  private Message ask(Name name, int type, Deadline deadline) throws PeerException {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.addRecord(new org.xbill.DNS.OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
    Message answer = exchange(query, deadline);
    return switch (answer.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> answer;
      default ->
          throw PeerException.of(
              ReasonCode.DNS_SERVFAIL,
              "the resolver answered "
                  + Rcode.string(answer.getRcode())
                  + " to "
                  + name
                  + " "
                  + Type.string(type));
    };
  }

  private Message exchange(Message query, Deadline deadline) throws PeerException {
    byte[] wire = query.toWire();
    for (int attempt = 1; ; attempt++) {
      try {
        Message answer =
            read(query, ResolverExchange.overUdp(resolver, wire, deadline.orIn(ATTEMPT)));
        return answer.getHeader().getFlag(Flags.TC)
            ? read(query, ResolverExchange.overTcp(resolver, wire, deadline.orIn(ATTEMPT)))
            : answer;
      } catch (PeerException e) {
        if (e.reason().code() != ReasonCode.DNS_TIMEOUT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Message read(Message query, byte[] wire) throws PeerException {
    Message answer;
    try {
      answer = new Message(wire);
    } catch (IOException e) {
      throw PeerException.of(
          ReasonCode.DNS_BAD_ANSWER, "the resolver's answer is no DNS message: " + e.getMessage());
    }
    if (answer.getHeader().getID() != query.getHeader().getID()
        || !answer.getHeader().getFlag(Flags.QR)
        || !query.getQuestion().equals(answer.getQuestion())) {
      throw PeerException.of(
          ReasonCode.DNS_BAD_ANSWER, "the resolver answered another question than was asked");
    }
    return answer;
  }
}
