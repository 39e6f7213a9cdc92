package io.github.prosodyprobe.http;

import io.github.prosodyprobe.fact.Reason;
import io.github.prosodyprobe.fact.ReasonCode;
import io.github.prosodyprobe.http.HttpRequest.Header;
import io.github.prosodyprobe.net.PeerException;
import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Follows redirects: {@value #MOST} at most, to https only, never to where it has been, and to
 * another host only as its {@link Sessions} allow.
 */
public final class Redirects {

  /** Redirects that are followed. */
  public static final int MOST = 3;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** Headers that are meant for the server that was asked first, and for no other. */
  private static final Set<String> PERSONAL =
      Set.of("host", "authorization", "proxy-authorization", "cookie");

  /** What browsers say that another server has led to a third one (Fetch, HTTP-redirect fetch). */
  private static final Header UNTOLD_ORIGIN = new Header("Origin", "null");

  /** Finds a way to an origin. */
  @FunctionalInterface
  public interface Sessions {

    /**
     * A session with this origin, which stays its owner's to close.
     *
     * @throws PeerException when the name has no address or our policy refuses it
     */
    HttpSession to(Origin origin) throws PeerException, InterruptedException;
  }

  /**
   * A redirect that a server answered with.
   *
   * @param from what was asked
   * @param answer the redirect
   * @param location where the server points to, as it says so
   */
  public record Hop(WebLocation from, HttpAnswer answer, Untrusted location) {}

  /**
   * Where redirects led.
   *
   * @param hops every redirect seen, the one that was not followed too
   * @param answer the last answer, a redirect itself when that was not followed
   * @param stopped why the last redirect was not followed to its end
   */
  public record Trail(List<Hop> hops, HttpAnswer answer, Optional<Reason> stopped) {
    /** Copies the hops. */
    public Trail {
      hops = List.copyOf(hops);
    }
  }

  private final Sessions sessions;

  /** Follows by these sessions. */
  public Redirects(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Asks, and follows where the answer points to.
   *
   * @param origin whom to ask first, over http or https
   * @param request a safe one
   * @throws PeerException when the first server does not answer; what goes wrong later is in the
   *     trail
   */
  public Trail follow(Origin origin, HttpRequest request, Transcript transcript)
      throws PeerException, InterruptedException {
    WebLocation place = new WebLocation(origin, request.target());
    HttpRequest next = request;
    HttpAnswer answer = sessions.to(origin).ask(request, transcript);
    List<Hop> hops = new ArrayList<>();
    Set<WebLocation> visited = new HashSet<>(Set.of(place));
    while (isRedirect(answer)) {
      Untrusted location = answer.header("Location").orElseThrow();
      hops.add(new Hop(place, answer, location));
      try {
        WebLocation target = allowed(place, location, hops.size());
        if (!visited.add(target)) {
          throw refused("a redirect back to " + target);
        }
        next = moved(next, place, target);
        place = target;
        answer = sessions.to(place.origin()).ask(next, transcript);
      } catch (PeerException e) {
        transcript.note("redirect not followed: " + e.reason());
        return new Trail(hops, answer, Optional.of(e.reason()));
      }
    }
    return new Trail(hops, answer, Optional.empty());
  }

  private static boolean isRedirect(HttpAnswer answer) {
    return STATUSES.contains(answer.status()) && answer.header("Location").isPresent();
  }

  private static WebLocation allowed(WebLocation from, Untrusted location, int redirects)
      throws PeerException {
    String shown = ExchangeFaults.cut(location.raw());
    WebLocation target =
        from.resolve(location)
            .orElseThrow(() -> refused("'" + shown + "' is no http or https URL"));
    if (!target.origin().isSecure()) {
      throw refused("'" + shown + "' leads to clear text");
    }
    if (redirects > MOST) {
      throw refused("more than " + MOST + " redirects, the last one to '" + shown + "'");
    }
    return target;
  }

  private static HttpRequest moved(HttpRequest request, WebLocation from, WebLocation to) {
    List<Header> headers = new ArrayList<>(request.headers());
    if (!from.origin().equals(to.origin())) {
      headers.removeIf(one -> PERSONAL.contains(one.name().toLowerCase(Locale.ROOT)));
      headers.replaceAll(one -> one.name().equalsIgnoreCase("Origin") ? UNTOLD_ORIGIN : one);
    }
    return new HttpRequest(
        request.method(), to.target(), headers, request.body(), request.answerLimit());
  }

  private static PeerException refused(String detail) {
    return PeerException.of(ReasonCode.REDIRECT_REFUSED, detail);
  }
}
