package io.github.prosodyprobe.notify;

import io.github.prosodyprobe.dns.AddressFamily;
import io.github.prosodyprobe.dns.Answer;
import io.github.prosodyprobe.dns.NameService;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.Origin;
import io.github.prosodyprobe.net.ConversationThreads;
import io.github.prosodyprobe.net.Deadline;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.tls.TrustStore;
import io.github.prosodyprobe.tls.UnverifiedPeerException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts a document to a webhook, once: to the first of its addresses that takes a connection, over
 * TLS with a certificate for its name. Nothing but the status of the answer counts.
 *
 * @param names looks up the webhook's host
 * @param roots which authorities may vouch for it
 * @param agent how we introduce ourselves
 * @param time how long the whole may take; no more than {@link #TIME} is of use
 */
public record Messenger(NameService names, TrustStore roots, String agent, Duration time) {

  /** What a server may need that is in no hurry. */
  public static final Duration TIME = Duration.ofSeconds(10);

  /** More addresses are not tried. */
  private static final int ADDRESSES = 8;

  /**
   * Posts.
   *
   * @param json the document
   * @throws DeliveryException when it was not taken, or when nobody said that it was
   */
  public void post(Webhook webhook, String json) throws DeliveryException {
    Deadline deadline = Deadline.in(time);
    try {
      List<InetSocketAddress> addresses = addresses(webhook.location().origin(), deadline);
      int status = inTime(new Delivery(webhook, addresses, roots, agent, deadline), json);
      if (status < 200 || status > 299) {
        throw new DeliveryException(
            "it answered with status "
                + status
                + (status > 299 && status < 400 ? ", and redirects are not followed" : ""));
      }
    } catch (PeerException e) {
      throw new DeliveryException(words(e.reason().code()));
    } catch (UnverifiedPeerException e) {
      throw new DeliveryException(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new DeliveryException(ReasonCode.INTERRUPTED.meaning());
    }
  }

  /** In words of ours: a peer knows the secret, and its words may have it in them. */
  private String words(ReasonCode code) {
    return switch (code) {
      case TCP_TIMEOUT, HTTP_TIMEOUT, DEADLINE_EXCEEDED, INTERRUPTED -> slow();
      case TLS_VIOLATION -> "no TLS connection came about";
      default -> code.meaning();
    };
  }

  private String slow() {
    return "no answer within " + time.toSeconds() + " seconds";
  }

  /** A peer that does not read can keep us in a write, which no deadline ends but hanging up. */
  private int inTime(Delivery delivery, String json)
      throws DeliveryException, PeerException, UnverifiedPeerException, InterruptedException {
    FutureTask<Integer> posting = new FutureTask<>(() -> delivery.post(json));
    ConversationThreads.start(posting);
    try {
      return posting.get(delivery.deadline().remaining().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new DeliveryException(slow());
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      switch (cause) {
        case PeerException peer -> throw peer;
        case UnverifiedPeerException stranger -> throw stranger;
        // Without its message, which may quote the URL.
        default ->
            throw new DeliveryException(
                "a fault of prosody-probe itself, " + cause.getClass().getSimpleName());
      }
    } finally {
      delivery.hangUp();
    }
  }

  private List<InetSocketAddress> addresses(Origin origin, Deadline deadline) throws PeerException {
    if (origin.isAddress()) {
      return List.of(new InetSocketAddress(InetAddress.ofLiteral(origin.host()), origin.port()));
    }
    List<InetSocketAddress> found = new ArrayList<>();
    PeerException failed =
        PeerException.of(ReasonCode.DNS_NO_ADDRESS, origin.host() + " has no address");
    for (AddressFamily family : AddressFamily.values()) {
      try {
        switch (names.addresses(origin.host(), family, deadline)) {
          case Answer.Found<InetAddress>(List<InetAddress> some) ->
              some.forEach(it -> found.add(new InetSocketAddress(it, origin.port())));
          case Answer.Missing<InetAddress>(ReasonCode code) ->
              failed = PeerException.of(code, origin.host());
        }
      } catch (PeerException e) {
        failed = e;
      }
    }
    if (found.isEmpty()) {
      throw failed;
    }
    return found.subList(0, Math.min(ADDRESSES, found.size()));
  }
}
