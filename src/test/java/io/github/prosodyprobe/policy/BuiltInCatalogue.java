package io.github.prosodyprobe.policy;

import io.github.prosodyprobe.policy.file.CatalogueReader;
import io.github.prosodyprobe.request.Catalogue;

/** The catalogue of HTTP endpoints of this source tree. */
public final class BuiltInCatalogue {

  private BuiltInCatalogue() {}

  /** All of it; fails the test when something is wrong with any of the files. */
  public static Catalogue read() {
    try {
      return CatalogueReader.read(BuiltIn.files("requests"));
    } catch (PolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
