package io.github.prosodyprobe.declared;

import io.github.prosodyprobe.config.Setting;
import io.github.prosodyprobe.fact.Fact;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * One thing that is to be said of a line of a configuration. Connects to nothing.
 *
 * @param fact what it is a case of
 * @param setting the line
 * @param subject what of the line is meant: the option, or a module in its list
 * @param why what is the matter, and what to write instead
 */
record Finding(Fact<TextSet> fact, Setting setting, String subject, String why) {

  /** A finding on a whole option. */
  static Finding of(Fact<TextSet> fact, Setting setting, String why) {
    return new Finding(fact, setting, setting.name(), why);
  }

  /** What a report says: what is meant, and why. */
  String text() {
    return subject + ": " + why;
  }
}
