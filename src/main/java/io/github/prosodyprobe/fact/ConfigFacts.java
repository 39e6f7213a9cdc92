package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.count;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Count;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/**
 * Facts about a configuration file. All but one say what is declared, which is not what the server
 * does; each text of a finding begins with file and line.
 */
public final class ConfigFacts {

  private static final String SOURCE = "Prosody documentation, configuration";
  private static final String READERS = "Prosody's source: module:get_option, configmanager.get";
  private static final String MODULES_ENABLED = "Prosody documentation, modules_enabled";

  /** Lines that change nothing. */
  public static final Fact<TextSet> OPTIONS_WITHOUT_EFFECT =
      texts(
          "config.options-without-effect",
          "The options that nobody reads in this version, or only a module that is not loaded",
          READERS);

  /** Lines that count for another host than the one that they are meant for. */
  public static final Fact<TextSet> OPTIONS_OUT_OF_PLACE =
      texts(
          "config.options-out-of-place",
          "The options that nobody reads where they stand, and somebody would in another section",
          READERS);

  /** Values that Prosody does not take. */
  public static final Fact<TextSet> VALUES_REPLACED =
      texts(
          "config.values-replaced",
          "The options whose value has the wrong type or is out of range, so that Prosody goes on"
              + " with another one",
          "Prosody's source: core/moduleapi.lua");

  /** Values that take protection away. */
  public static final Fact<TextSet> UNSAFE_VALUES =
      texts(
          "config.unsafe-values",
          "The options whose value is less safe than what Prosody does without them",
          "Prosody documentation, security");

  /** Secrets that everybody knows. */
  public static final Fact<TextSet> WELL_KNOWN_SECRETS =
      texts(
          "config.well-known-secrets",
          "The options that hold a password or another secret as examples have it, or hardly any",
          "CWE-1392");

  /** What is loaded for the domain. */
  public static final Fact<TextSet> MODULES =
      texts(
          "config.modules",
          "The modules that are loaded for the domain: those that are enabled, those that need no"
              + " enabling, and those that these need",
          "Prosody's source: core/modulemanager.lua");

  /** What is loaded for the components. */
  public static final Fact<TextSet> COMPONENT_MODULES =
      texts(
          "config.component-modules",
          "The modules that are loaded for any component of the server, such as its chat rooms",
          "Prosody's source: core/modulemanager.lua");

  /** Modules that are named twice. */
  public static final Fact<TextSet> MODULES_REPEATED =
      texts(
          "config.modules-repeated",
          "The modules that one list names more than once, or that one list enables and disables",
          MODULES_ENABLED);

  /** Modules that nobody should load any more. */
  public static final Fact<TextSet> MODULES_OBSOLETE =
      texts(
          "config.modules-obsolete",
          "The enabled modules that are obsolete in this version",
          MODULES_ENABLED);

  /** Modules that cannot be there. */
  public static final Fact<TextSet> MODULES_MISSING =
      texts(
          "config.modules-missing",
          "The enabled modules that this version does not have: they are of another version, or"
              + " their name is one letter away from a module's",
          MODULES_ENABLED);

  /** What the server does otherwise. */
  public static final Fact<TextSet> DIFFERS_FROM_LIVE =
      texts(
          "config.differs-from-live",
          "What is declared, or Prosody's default where nothing is, and the running server was seen"
              + " to do otherwise",
          SOURCE);

  /** What the server was seen to do as declared. */
  public static final Fact<TextSet> SAME_AS_LIVE =
      texts(
          "config.same-as-live",
          "What is declared, or Prosody's default where nothing is, and the running server was seen"
              + " to do",
          SOURCE);

  /** What could not be held against the server. */
  public static final Fact<TextSet> NOT_COMPARED =
      texts(
          "config.not-compared",
          "What is declared and would show on the wire, and could not be held against the running"
              + " server: it was not seen, or what shows it has other causes too",
          SOURCE);

  /** How long messages are kept. */
  public static final Fact<Count> ARCHIVE_SECONDS =
      count(
          "config.archive-seconds",
          Unit.SECONDS,
          "How long archives of messages are kept as declared, or Prosody's default of a week",
          "Prosody documentation, mod_mam");

  /** How often accounts may be made from one address. */
  public static final Fact<Count> REGISTRATION_INTERVAL =
      count(
          "config.registration-interval",
          Unit.SECONDS,
          "The declared time between two registrations from one address, where registration is"
              + " declared open; none where nothing is said",
          "Prosody documentation, mod_register_limits");

  /** What push notifications carry. */
  public static final Fact<TextSet> PUSH_CONTENT =
      texts(
          "config.push-content",
          "What push notifications carry of a message: body, sender",
          "Prosody community modules, mod_cloud_notify",
          "body",
          "sender");

  /** Rates at which connections may send. */
  public static final Fact<TextSet> RATE_LIMITS =
      texts(
          "config.rate-limits",
          "The kinds of session with a declared rate, each with that rate",
          "Prosody documentation, mod_limits");

  /** Where data is kept. */
  public static final Fact<TextSet> STORAGE =
      texts(
          "config.storage",
          "The declared storage: a driver for all, or stores with their drivers",
          "Prosody documentation, storage");

  /** Who says whom to block. */
  public static final Fact<TextSet> BLOCK_LISTS =
      texts(
          "config.block-lists",
          "The services whose lists of spammers are declared",
          "Prosody community modules, mod_anti_spam");

  /** What is not archived. */
  public static final Fact<TextSet> NAMESPACES_NOT_ARCHIVED =
      texts(
          "config.namespaces-not-archived",
          "The namespaces that are kept out of archives, as declared or by default",
          "Prosody documentation, mod_mam");

  /** Where logs go. */
  public static final Fact<TextSet> LOGS =
      texts(
          "config.logs",
          "The levels for which a log of their own is declared",
          "Prosody documentation, logging");

  private ConfigFacts() {}
}
