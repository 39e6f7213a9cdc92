package io.github.prosodyprobe.policy.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a targets file can say of a target. */
public enum TargetKey {
  /** The XMPP domain. */
  DOMAIN(Form.ONE, "The XMPP domain"),
  /** What it is held against. */
  POLICY(Form.ONE, "A policy by name, or a file relative to this one"),
  /** What is accepted all the same. */
  WAIVERS(Form.SEVERAL, "Files of waivers, relative to this one"),
  /** Where listeners are, as {@code LISTENER=PLACE}. */
  CONNECT(Form.PLACES, "Where listeners are: LISTENER=HOST:PORT or LISTENER=URL"),
  /** Further hosts of the same server. */
  ALSO(Form.SEVERAL, "Further hosts of the same server"),
  /** More authorities to trust. */
  TRUST(Form.ONE, "A file with certificates (PEM) of more authorities, relative to this one"),
  /** From where it is seen. */
  VANTAGE(Form.ONE, "Where the scanning machine stands as seen from the server"),
  /** The server's configuration. */
  CONFIG(Form.ONE, "The server's prosody.cfg.lua, relative to this file"),
  /** An existing account. */
  CANARY(Form.ONE, "Name of an existing account; nobody logs in"),
  /** The only checks. */
  ONLY(Form.SEVERAL, "Only these checks, by id, tag or listener"),
  /** Checks to leave out. */
  SKIP(Form.SEVERAL, "Not these checks, by id, tag or listener");

  /** How a value is written. */
  enum Form {
    /** One text. */
    ONE,
    /** A text, or a list of them. */
    SEVERAL,
    /** As before, or a mapping from listener to one or more places. */
    PLACES
  }

  private final Form form;
  private final String description;

  TargetKey(Form form, String description) {
    this.form = form;
    this.description = description;
  }

  /** As written in a file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Form form() {
    return form;
  }

  String description() {
    return description;
  }

  static Optional<TargetKey> of(String word) {
    return Arrays.stream(values()).filter(key -> key.word().equals(word)).findFirst();
  }

  /** What may stand in {@code defaults}: all but what is of one target by its nature. */
  static List<TargetKey> ofDefaults() {
    return List.of(POLICY, WAIVERS, TRUST, VANTAGE, CONFIG, ONLY, SKIP);
  }
}
