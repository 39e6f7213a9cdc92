package io.github.prosodyprobe.fact;

/** What an integer fact counts. */
public enum Unit {
  NONE,
  SECONDS,
  BYTES,
  BITS,
  COUNT;

  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;

  /** A number of these for people: whole days or hours where it is that, rather than seconds. */
  public String words(long number) {
    return switch (this) {
      case NONE, COUNT -> Long.toString(number);
      case BYTES -> number + " bytes";
      case BITS -> number + " bits";
      case SECONDS -> {
        if (number != 0 && number % DAY == 0) {
          yield number / DAY + (number == DAY ? " day" : " days");
        }
        if (number != 0 && number % HOUR == 0) {
          yield number / HOUR + (number == HOUR ? " hour" : " hours");
        }
        yield number + (number == 1 ? " second" : " seconds");
      }
    };
  }
}
