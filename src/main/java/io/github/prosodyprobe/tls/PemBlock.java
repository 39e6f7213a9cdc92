package io.github.prosodyprobe.tls;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One object in a text file (RFC 7468).
 *
 * @param label what it is, such as {@code CERTIFICATE}
 * @param headers whether lines such as {@code Proc-Type: 4,ENCRYPTED} stand in front of the data
 * @param content the data; empty where it is not base64
 */
record PemBlock(String label, boolean headers, Optional<byte[]> content) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The blocks that have an end, in their order; text around them is passed over. */
  static List<PemBlock> in(String text) {
    List<PemBlock> blocks = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    String label = "";
    boolean headers = false;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        headers = false;
        data.setLength(0);
      } else if (line.equals(END + label + DASHES) && !label.isEmpty()) {
        blocks.add(new PemBlock(label, headers, decoded(data.toString())));
        label = "";
      } else if (line.contains(":")) {
        headers = true;
      } else {
        data.append(line);
      }
    }
    return blocks;
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      // Its message would quote the data.
      return Optional.empty();
    }
  }

  /** Names the block and nothing of what is in it. */
  @Override
  public String toString() {
    return label;
  }
}
