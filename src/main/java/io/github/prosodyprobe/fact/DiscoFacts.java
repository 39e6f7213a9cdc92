package io.github.prosodyprobe.fact;

import static io.github.prosodyprobe.fact.Fact.text;
import static io.github.prosodyprobe.fact.Fact.texts;

import io.github.prosodyprobe.fact.FactValue.Text;
import io.github.prosodyprobe.fact.FactValue.TextSet;

/** Facts that a domain tells of itself to whoever may send it stanzas. */
public final class DiscoFacts {

  private static final String INFO = "XEP-0030, section 3.1";
  private static final String CONTACT = "XEP-0157, section 3";

  /** What the domain supports. */
  public static final Fact<TextSet> FEATURES =
      texts("disco.features", "Features that the domain says it supports", INFO);

  /** What the domain is. */
  public static final Fact<TextSet> IDENTITIES =
      texts("disco.identities", "What the domain says it is, as category/type", INFO);

  /** Which other entities belong to the domain. */
  public static final Fact<TextSet> ITEMS =
      texts(
          "disco.items", "Addresses of the entities that the domain lists", "XEP-0030, section 4");

  /** The software of the server. */
  public static final Fact<Text> VERSION =
      text(
          "software.version",
          "Name, version and operating system that the server gives",
          "XEP-0092, section 2");

  /** How to reach those who run the server. */
  public static final Fact<TextSet> CONTACT_ADDRESSES =
      texts(
          "contact.addresses",
          "Contact addresses that the domain publishes, as kind:URI; fields without a value are"
              + " left out",
          CONTACT);

  /** For which matters those who run the server can be reached. */
  public static final Fact<TextSet> CONTACT_KINDS =
      texts(
          "contact.kinds",
          "For which matters the domain publishes at least one contact address, such as abuse",
          CONTACT);

  private DiscoFacts() {}
}
