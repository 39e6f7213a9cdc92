package io.github.prosodyprobe.cli;

import io.github.prosodyprobe.policy.Policy;
import io.github.prosodyprobe.policy.PolicyException;
import java.util.Set;

/**
 * Which policy, and which part of it.
 *
 * @param name a policy's name, or a file
 * @param only ids, tags and listeners that are wanted; all where there is none
 * @param skip those that are not
 */
record PolicyChoice(String name, Set<String> only, Set<String> skip) {

  /** Copies the sets. */
  PolicyChoice {
    only = Set.copyOf(only);
    skip = Set.copyOf(skip);
  }

  /**
   * The policy, read and narrowed.
   *
   * @throws UserError when there is none of the name, it is faulty, or nothing is left of it
   */
  Policy policy(PolicyShelf shelf) {
    try {
      Policy policy = shelf.policy(name);
      Policy chosen = only.isEmpty() ? policy : policy.only(only);
      return skip.isEmpty() ? chosen : chosen.skip(skip);
    } catch (PolicyException e) {
      throw UserError.of(e);
    }
  }
}
