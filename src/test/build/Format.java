import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks ({@code --dry-run}) or rewrites ({@code --replace}) every Java file below a folder.
 *
 * <p>The formatter's own command line does not walk folders, hence this file; it is run from source
 * by the build, in the JDK that compiles the project.
 */
class Format {

  public static void main(String[] arguments) throws Exception {
    boolean replace = arguments[0].equals("--replace");
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> unformatted = new ArrayList<>();
    try (var files = Files.walk(Path.of(arguments[1]))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        String ordered =
            ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE);
        String formatted = formatter.formatSource(ordered);
        if (!formatted.equals(source)) {
          unformatted.add(file);
          if (replace) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    if (!replace && !unformatted.isEmpty()) {
      unformatted.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("Run: mvn process-sources -Dformat.mode=--replace");
      System.exit(1);
    }
  }
}
