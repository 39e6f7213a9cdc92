import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Puts SQLite's library for this platform beside the jars of a folder, and takes those for all
 * platforms out of its jar.
 *
 * <p>Left there, one would be unpacked into the folder for temporary files at every start, where it
 * could not be loaded if that is mounted {@code noexec}; and they are eleven of twelve megabytes.
 */
class NativeLibrary {

  private static final String ALL = "org/sqlite/native/";

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException("there is no SQLite for this platform: " + resource);
      }
      Files.copy(library, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    try (var files = Files.list(folder)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches("sqlite-jdbc-.*\\.jar"))
              .findFirst()
              .orElseThrow();
      withoutLibraries(jar);
    }
  }

  private static void withoutLibraries(Path jar) throws IOException {
    Path small = jar.resolveSibling(jar.getFileName() + ".small");
    try (JarFile all = new JarFile(jar.toFile(), false);
        OutputStream file = Files.newOutputStream(small);
        JarOutputStream output = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(all.entries())) {
        if (!entry.getName().startsWith(ALL)) {
          JarEntry copy = new JarEntry(entry.getName());
          copy.setTime(entry.getTime());
          output.putNextEntry(copy);
          all.getInputStream(entry).transferTo(output);
          output.closeEntry();
        }
      }
    }
    Files.move(small, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
