package io.github.prosodyprobe.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds the first byte of a file that is not UTF-8. */
final class NotUtf8 {

  private NotUtf8() {}

  static void noteIn(byte[] bytes, Path file, Draft draft) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true).isError()) {
      return;
    }
    int line = 1;
    for (int index = 0; index < in.position(); index++) {
      line += bytes[index] == '\n' ? 1 : 0;
    }
    draft.problem(
        ConfigurationProblem.Kind.NOT_UTF8,
        new Location(file, line),
        "bytes that are not UTF-8 (Latin-1?)");
  }
}
