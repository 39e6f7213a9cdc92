package io.github.prosodyprobe.policy.file;

import io.github.prosodyprobe.policy.Location;
import io.github.prosodyprobe.policy.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What a policy file says, before what it extends is filled in.
 *
 * @param name the policy's name
 * @param version from 1
 * @param extended what it extends
 * @param description what it is for, or empty
 * @param changelog what changed from version to version
 * @param entries its checks and changes
 */
record PolicyFile(
    String name,
    int version,
    Optional<Extended> extended,
    String description,
    List<Policy.Change> changelog,
    List<CheckEntry> entries) {

  /**
   * A policy that another one takes its checks from.
   *
   * @param reference as written
   * @param place where it is written
   */
  record Extended(String reference, Location place) {}
}
