package io.github.prosodyprobe.http;

import io.github.prosodyprobe.net.Transcript;
import io.github.prosodyprobe.text.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers of one answer by which it protects whoever reads it, judged by their values.
 *
 * @param answer what was answered
 */
public record ProtectiveHeaders(HttpAnswer answer) {

  private static final String HSTS = "Strict-Transport-Security";
  private static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";
  private static final String FRAME_OPTIONS = "X-Frame-Options";
  private static final String REFERRER_POLICY = "Referrer-Policy";
  private static final String PERMISSIONS_POLICY = "Permissions-Policy";
  private static final String OPENER_POLICY = "Cross-Origin-Opener-Policy";
  private static final String EMBEDDER_POLICY = "Cross-Origin-Embedder-Policy";
  private static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

  /** Not a Content-Security-Policy: of that several are kept to together. */
  private static final List<String> SINGLE =
      List.of(
          HSTS,
          CONTENT_TYPE_OPTIONS,
          FRAME_OPTIONS,
          REFERRER_POLICY,
          PERMISSIONS_POLICY,
          OPENER_POLICY,
          EMBEDDER_POLICY,
          RESOURCE_POLICY,
          ALLOW_ORIGIN,
          ALLOW_CREDENTIALS);

  private static final Set<String> SHOWN =
      Set.of(
          "content-type",
          "location",
          "set-cookie",
          "content-security-policy",
          "content-security-policy-report-only");

  private static final Set<String> FRAMING = Set.of("deny", "sameorigin");

  /** Referrer Policy, section 3: all that other sites could be told of a path. */
  private static final Set<String> TELLING =
      Set.of("no-referrer-when-downgrade", "origin", "origin-when-cross-origin", "unsafe-url");

  /** Those that tell other sites no more than the origin, and nothing over clear text. */
  private static final Set<String> KEEPING =
      Set.of("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin");

  /** HTML, section 7.1.3: those by which a page and its opener lose sight of each other. */
  private static final Set<String> PARTING =
      Set.of("same-origin", "same-origin-allow-popups", "noopener-allow-popups");

  /** HTML, section 7.1.4: those that let in nothing which was fetched for the reader unasked. */
  private static final Set<String> EMBEDDING = Set.of("require-corp", "credentialless");

  /** Fetch, Cross-Origin-Resource-Policy header; the whole value counts, and its case. */
  private static final Set<String> EMBEDDABLE_BY =
      Set.of("same-origin", "same-site", "cross-origin");

  private static final Pattern PAGE =
      Pattern.compile(
          "(?:text/html|application/xhtml\\+xml)\\s*(?:;.*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern MARKUP =
      Pattern.compile("\\s{0,99}<(?:!doctype\\s+)?html\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern MAX_AGE = Pattern.compile("([0-9]+)|\"([0-9]+)\"");

  private static final int MOST_DIGITS = 15;

  /** Cookies of one answer that are looked at, and characters of a name. */
  private static final int COOKIES = 10;

  private static final int COOKIE_NAME = 60;

  /** Whether something is given out or pointed to; errors need no protection. */
  public boolean isServed() {
    return answer.status() >= 200 && answer.status() < 400;
  }

  /** Whether there is a document in the answer. */
  public boolean isDocument() {
    return answer.status() == 200;
  }

  /** Whether a browser would show the answer as a page of HTML. */
  public boolean isPage() {
    if (!isDocument()) {
      return false;
    }
    return answer
        .header("Content-Type")
        .map(type -> type.matches(PAGE))
        .orElseGet(() -> MARKUP.matcher(answer.body().text().raw()).lookingAt());
  }

  /**
   * How long a browser keeps to https, in seconds; 0 where the header is missing or invalid (RFC
   * 6797, section 6.1). Of several headers the first one counts (section 8.1).
   */
  public long strictTransportSeconds() {
    return answer.header(HSTS).map(value -> maxAge(value.raw())).orElse(0L);
  }

  private static long maxAge(String header) {
    Optional<Long> age = Optional.empty();
    for (String directive : header.split(";", -1)) {
      int equals = directive.indexOf('=');
      if (equals < 0 || !directive.substring(0, equals).strip().equalsIgnoreCase("max-age")) {
        continue;
      }
      Matcher value = MAX_AGE.matcher(directive.substring(equals + 1).strip());
      if (age.isPresent() || !value.matches()) {
        return 0;
      }
      String digits = value.group(1) == null ? value.group(2) : value.group(1);
      age =
          Optional.of(
              Long.parseLong(digits.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : digits));
    }
    return age.orElse(0L);
  }

  /** Whether browsers must believe the declared type (Fetch, X-Content-Type-Options header). */
  public boolean forbidsSniffing() {
    List<String> values = HeaderValues.members(answer, CONTENT_TYPE_OPTIONS);
    return !values.isEmpty() && values.getFirst().equalsIgnoreCase("nosniff");
  }

  /** Whether other sites may not frame it; frame-ancestors outdoes X-Frame-Options. */
  public boolean limitsFraming() {
    List<Boolean> byPolicy =
        ContentSecurityPolicy.enforcedBy(answer).stream()
            .flatMap(policy -> policy.limitsAncestors().stream())
            .toList();
    if (!byPolicy.isEmpty()) {
      return byPolicy.contains(true);
    }
    return HeaderValues.members(answer, FRAME_OPTIONS).stream()
        .anyMatch(value -> FRAMING.contains(value.toLowerCase(Locale.ROOT)));
  }

  /** Whether other sites are told no path; the last value that browsers know counts. */
  public boolean keepsReferrer() {
    return HeaderValues.members(answer, REFERRER_POLICY).stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .filter(value -> KEEPING.contains(value) || TELLING.contains(value))
        .reduce((_, last) -> last)
        .filter(KEEPING::contains)
        .isPresent();
  }

  /** Whether a Content-Security-Policy is enforced, not only reported on. */
  public boolean hasContentPolicy() {
    return !ContentSecurityPolicy.enforcedBy(answer).isEmpty();
  }

  /** Whether there is one, and scripts of an attacker get past all of it. */
  public boolean hasUnsafeContentPolicy() {
    return hasContentPolicy()
        && ContentSecurityPolicy.enforcedBy(answer).stream()
            .allMatch(ContentSecurityPolicy::letsForeignScriptsIn);
  }

  /** Whether a Permissions-Policy says something of a feature. */
  public boolean hasPermissionsPolicy() {
    return answer.headers(PERMISSIONS_POLICY).stream().anyMatch(value -> value.contains("="));
  }

  /** Whether a page and the window of another site that opened it lose sight of each other. */
  public boolean isolatesFromOpener() {
    return PARTING.contains(token(OPENER_POLICY));
  }

  /** Whether nothing gets into a page that did not agree to it. */
  public boolean limitsEmbedding() {
    return EMBEDDING.contains(token(EMBEDDER_POLICY));
  }

  /** Whether it is said who may embed it. */
  public boolean saysWhoMayEmbed() {
    List<Untrusted> values = answer.headers(RESOURCE_POLICY);
    return values.size() == 1 && EMBEDDABLE_BY.contains(values.getFirst().raw().strip());
  }

  /**
   * A header that is one token with parameters (RFC 9651, section 3.3); empty where it is something
   * else, such as two of them, for browsers then act as if it was missing.
   */
  private String token(String header) {
    List<Untrusted> values = answer.headers(header);
    String value = values.size() == 1 ? values.getFirst().raw() : "";
    return value.split(";", 2)[0].strip();
  }

  /** The headers that may be sent once and are sent with different values. */
  public List<String> contradictions() {
    return SINGLE.stream()
        .filter(
            name ->
                answer.headers(name).stream()
                        .map(value -> value.raw().strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                    > 1)
        .toList();
  }

  /** Whether a page of this origin may read it with the reader's credentials. */
  public boolean letsReadWithCredentials(String origin) {
    return answer.headers(ALLOW_ORIGIN).stream().anyMatch(value -> value.is(origin))
        && answer.headers(ALLOW_CREDENTIALS).stream().anyMatch(value -> value.is("true"));
  }

  /** Whether a page of this origin may read it. */
  public boolean letsRead(String origin) {
    List<Untrusted> allowed = answer.headers(ALLOW_ORIGIN);
    // Fetch, CORS check: two values are none.
    return allowed.size() == 1 && (allowed.getFirst().is("*") || allowed.getFirst().is(origin));
  }

  /**
   * The cookies that lack an attribute, each with the path that it came from, and what it lacks.
   */
  public List<Untrusted> incompleteCookies(String target) {
    List<Untrusted> incomplete = new ArrayList<>();
    for (Untrusted cookie : answer.headers("Set-Cookie").stream().limit(COOKIES).toList()) {
      String[] parts = cookie.raw().split(";", -1);
      Set<String> missing = new LinkedHashSet<>(List.of("Secure", "HttpOnly", "SameSite"));
      for (int i = 1; i < parts.length; i++) {
        String attribute = parts[i].split("=", 2)[0].strip();
        missing.removeIf(attribute::equalsIgnoreCase);
      }
      if (!missing.isEmpty()) {
        String name = parts[0].split("=", 2)[0].strip();
        String shown = name.substring(0, Math.min(name.length(), COOKIE_NAME));
        incomplete.add(
            Untrusted.of(target + " " + shown + " without " + String.join(", ", missing)));
      }
    }
    return incomplete;
  }

  /** Notes in one line what was answered, as far as it is looked at here. */
  public void noteTo(Transcript transcript) {
    StringBuilder line = new StringBuilder("HTTP ").append(answer.status());
    for (HttpAnswer.Header header : answer.headers()) {
      String name = header.name().raw();
      if (SHOWN.contains(name.toLowerCase(Locale.ROOT))
          || SINGLE.stream().anyMatch(name::equalsIgnoreCase)) {
        line.append(" | ").append(ExchangeNotes.line(name, header.value().raw()));
      }
    }
    transcript.received(line.toString());
  }
}
