package io.github.prosodyprobe.config;

/** The classes of characters in patterns of Lua ({@code %a}, {@code %D}, …), in ASCII. */
final class PatternClass {

  private PatternClass() {}

  static boolean contains(int character, int letter) {
    boolean inside =
        switch (letter | 0x20) {
          case 'a' -> isLetter(character);
          case 'c' -> character < 0x20 || character == 0x7f;
          case 'd' -> isDigit(character);
          case 'g' -> character > 0x20 && character < 0x7f;
          case 'l' -> character >= 'a' && character <= 'z';
          case 'p' ->
              character > 0x20 && character < 0x7f && !isLetter(character) && !isDigit(character);
          case 's' -> character == ' ' || character >= '\t' && character <= '\r';
          case 'u' -> character >= 'A' && character <= 'Z';
          case 'w' -> isLetter(character) || isDigit(character);
          case 'x' -> isDigit(character) || (character | 0x20) >= 'a' && (character | 0x20) <= 'f';
          default -> character == letter;
        };
    boolean isClass = isLetter(letter) && "acdglpsuwx".indexOf(letter | 0x20) >= 0;
    if (!isClass) {
      return character == letter;
    }
    return inside == (letter >= 'a');
  }

  private static boolean isLetter(int character) {
    return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
