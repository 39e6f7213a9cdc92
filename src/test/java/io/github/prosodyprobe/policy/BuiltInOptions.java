package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.option.OptionCatalogue;
import io.github.prosodyprobe.policy.file.OptionCatalogueReader;

/** The option catalogue of this source tree. */
public final class BuiltInOptions {

  private BuiltInOptions() {}

  /** All of it; fails the test when something is wrong with any of the files. */
  public static OptionCatalogue read() {
    try {
      return OptionCatalogueReader.read(BuiltIn.files("options"));
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
