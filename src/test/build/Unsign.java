import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Takes the signatures out of the jars in a folder.
 *
 * <p>Java checks the digest of each class of a signed jar at every start, and keeps such classes
 * out of its AOT cache: for Bouncy Castle that is more than half of the time to the first
 * handshake. What was downloaded has been checked by then; see {@code
 * src/docs/decisions/0006-runtime-image.md}.
 */
class Unsign {

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (var files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      unsign(jar);
    }
  }

  private static void unsign(Path jar) throws IOException {
    Path unsigned = jar.resolveSibling(jar.getFileName() + ".unsigned");
    try (JarFile signed = new JarFile(jar.toFile(), false)) {
      if (signed.stream().noneMatch(entry -> isSignature(entry))) {
        return;
      }
      try (OutputStream file = Files.newOutputStream(unsigned);
          JarOutputStream output = new JarOutputStream(file)) {
        write(output, manifest(signed.getEntry(JarFile.MANIFEST_NAME).getTime()), signed);
        for (JarEntry entry : Collections.list(signed.entries())) {
          if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            JarEntry copy = new JarEntry(entry.getName());
            copy.setTime(entry.getTime());
            output.putNextEntry(copy);
            signed.getInputStream(entry).transferTo(output);
            output.closeEntry();
          }
        }
      }
    }
    Files.move(unsigned, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static JarEntry manifest(long time) {
    JarEntry entry = new JarEntry(JarFile.MANIFEST_NAME);
    entry.setTime(time);
    return entry;
  }

  /** The manifest without the digests of its entries. */
  private static void write(JarOutputStream output, JarEntry entry, JarFile signed)
      throws IOException {
    Manifest manifest = new Manifest(signed.getManifest());
    manifest.getEntries().clear();
    output.putNextEntry(entry);
    manifest.write(output);
    output.closeEntry();
  }

  private static boolean isSignature(JarEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches();
  }
}
