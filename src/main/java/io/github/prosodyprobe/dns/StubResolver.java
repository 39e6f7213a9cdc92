package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.text.Untrusted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
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
 * Looks names up at one recursive resolver: follows the aliases of its answers, and asks on where
 * it left them open.
 *
 * <p>It asks each question once and remembers the answer for ever, so that all of a scan rests on
 * one answer, and a name cannot lead elsewhere the second time: each scan needs one of its own.
 */
public final class StubResolver implements NameService {

  private static final int ALIASES = 8;
  private static final int RECORDS = 64;
  private static final int TEXT_LENGTH = 300;

  /** A TLSA record may hold a certificate, which must be seen whole to be compared. */
  private static final int TLSA_LENGTH = 8_192;

  private final InetSocketAddress resolver;
  private final Questions questions;
  private final Optional<HostsFileParser> hostsFile;

  private StubResolver(InetSocketAddress resolver, Optional<HostsFileParser> hostsFile) {
    this.resolver = resolver;
    this.questions = new Questions(resolver);
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
  public NameService forgetting() {
    return new StubResolver(resolver, hostsFile.map(_ -> new HostsFileParser()));
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

  @Override
  public Answer<Untrusted> records(String name, RecordType type, Deadline deadline)
      throws PeerException {
    return lookup(parse(name), Type.value(type.name()), deadline, StubResolver::text);
  }

  /** A name server can make any text long. */
  private static Untrusted text(Record found) {
    String text = found.rdataToString();
    int most = found.getType() == Type.TLSA ? TLSA_LENGTH : TEXT_LENGTH;
    return Untrusted.of(text.length() <= most ? text : text.substring(0, most) + "\u2026");
  }

  @Override
  public Validation validation(String name, RecordType type, Deadline deadline)
      throws PeerException {
    return new ResolverVerdict(questions).of(parse(name), Type.value(type.name()), deadline);
  }

  @Override
  public Validation validation(String name, Deadline deadline) throws PeerException {
    return new ResolverVerdict(questions).of(parse(name), Type.SRV, deadline);
  }

  private Optional<InetAddress> fromHostsFile(Name host, int type) {
    if (hostsFile.isEmpty()) {
      return Optional.empty();
    }
    HostsFileParser parser = hostsFile.get();
    try {
      // While one thread reads the file, the parser tells another that there is nothing in it.
      synchronized (parser) {
        return parser.getAddressForHost(host, type);
      }
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
      Message answer = questions.ask(asked, type, deadline);
      Name end = type == Type.CNAME ? asked : followAliases(asked, answer);
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
        if (answer.getRcode() == Rcode.NXDOMAIN) {
          throw PeerException.of(
              ReasonCode.DNS_BAD_ANSWER, "the resolver has records of " + end + " and denies it");
        }
        return new Answer.Found<>(records);
      }
      if (isReferral(answer)) {
        throw PeerException.of(
            ReasonCode.DNS_BAD_ANSWER,
            "the resolver knows nothing of " + end + " and does not ask");
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

  /** Without the word of whose zone it is, or of who has asked them, no answer is not a no. */
  private static boolean isReferral(Message answer) {
    return answer.getRcode() == Rcode.NOERROR
        && !answer.getHeader().getFlag(Flags.AA)
        && !answer.getHeader().getFlag(Flags.RA);
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
}
