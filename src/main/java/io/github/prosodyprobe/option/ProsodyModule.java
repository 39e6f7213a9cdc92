package io.github.prosodyprobe.option;

import io.github.prosodyprobe.fact.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A module of one series of Prosody.
 *
 * @param name such as {@code mod_bosh}; a configuration leaves out the first four characters
 * @param part the package that it comes in
 * @param scope how often it is loaded
 * @param automatic whether it counts as enabled globally though nobody has said so
 * @param inherited whether a component loads it, too, where it is enabled globally; other modules a
 *     component only loads where they are enabled under it
 * @param needs the modules that it loads and cannot do without
 * @param obsolete why it should not be loaded any more, and what to do instead
 * @param live the facts that show on a running server that it is loaded
 */
public record ProsodyModule(
    String name,
    Part part,
    ModuleScope scope,
    boolean automatic,
    boolean inherited,
    Set<String> needs,
    Optional<String> obsolete,
    List<Fact<?>> live) {

  /** What the names of all modules begin with. */
  public static final String PREFIX = "mod_";

  /** Copies the collections. */
  public ProsodyModule {
    needs = Set.copyOf(needs);
    live = List.copyOf(live);
  }
}
