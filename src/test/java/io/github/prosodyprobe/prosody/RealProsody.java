package io.github.prosodyprobe.prosody;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a {@link ProsodyServer} parameter of a test a running Prosody.
 *
 * <p>On a class or a method it is for every such parameter there; on a parameter it is for that one
 * alone, so that one test can talk to several servers. The nearest one counts. The server is shared
 * by all tests that ask for the same version and configuration: a test must leave it as it was.
 *
 * <p>A server that cannot be started makes the test fail on Debian as root, where it always can be,
 * so that a broken harness is not mistaken for a green run. Elsewhere the test is aborted, with the
 * reason.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@ExtendWith(RealProsodyExtension.class)
public @interface RealProsody {
  /** {@code 0.12} or {@code 13}; or {@code ejabberd}, for one in Prosody's place. */
  String version();

  /**
   * {@code audited}, {@code recommended}, {@code proxied-components}, {@code exposed}, {@code
   * open-registration}, {@code default}, or a path with a slash, relative to the project; of an
   * ejabberd {@code dialback} or {@code strict}.
   */
  String config();
}
