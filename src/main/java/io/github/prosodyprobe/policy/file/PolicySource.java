package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.PolicyException;
import java.util.Optional;

/** Hands in the files that policies extend; the only way in which reading a policy reaches out. */
@FunctionalInterface
public interface PolicySource {

  /** For policies that may extend built-in ones only. */
  PolicySource NONE = (reference, from) -> Optional.empty();

  /**
   * The file that a reference names.
   *
   * @param reference as written behind {@code extends}, without a version
   * @param from the name of the file in which it is written, for relative paths
   * @return the file, whose name must be the same whenever it is the same file; empty where there
   *     is none
   * @throws PolicyException when it is there and cannot be read
   */
  Optional<SourceText> find(String reference, String from) throws PolicyException;
}
