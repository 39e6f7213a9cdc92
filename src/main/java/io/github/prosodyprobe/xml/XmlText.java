package io.github.prosodyprobe.xml;

/** Writes text so that it stays text inside of an element or an attribute's value. */
public final class XmlText {

  private XmlText() {}

  /** The text with the five characters that have a meaning in markup escaped. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&apos;")
        .replace("\"", "&quot;");
  }
}
