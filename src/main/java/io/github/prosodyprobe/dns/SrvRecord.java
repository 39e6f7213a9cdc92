package io.github.prosodyprobe.dns;

import io.github.prosodyprobe.text.Untrusted;
import java.util.Comparator;

/**
 * One SRV record (RFC 2782).
 *
 * @param priority lower is tried first
 * @param weight share among equal priorities
 * @param port where the service listens
 * @param target host name without the final dot; empty for {@code .}, which says that the service
 *     is not offered
 */
public record SrvRecord(int priority, int weight, int port, Untrusted target)
    implements Comparable<SrvRecord> {

  private static final Comparator<SrvRecord> ORDER =
      Comparator.comparingInt(SrvRecord::priority)
          .thenComparing(Comparator.comparingInt(SrvRecord::weight).reversed())
          .thenComparing(SrvRecord::target)
          .thenComparingInt(SrvRecord::port);

  /** Whether the record says that the service is not offered at all. */
  public boolean declines() {
    return target.is("");
  }

  /** By priority, heavier weights first. */
  @Override
  public int compareTo(SrvRecord other) {
    return ORDER.compare(this, other);
  }

  /** The record as zone files write it. */
  public Untrusted text() {
    return Untrusted.of(priority + " " + weight + " " + port + " " + target.raw() + ".");
  }
}
