import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of a folder's jars that were compiled for Java 5 or less the stack maps of Java
 * 6, and does nothing else to them.
 *
 * <p>Without these the JVM verifies a class in the old way and keeps it, and whatever refers to it
 * when it is verified, out of its AOT cache: picocli and Luaj are that old. See {@code
 * src/docs/decisions/0006-runtime-image.md}.
 */
class Modernise {

  private static final int OFFSET_OF_MAJOR_VERSION = 6;

  private final ClassFile classFile;

  private Modernise(ClassLoader libraries) {
    this.classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(libraries)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (var files = Files.list(Path.of(arguments[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    List<URL> libraries = new ArrayList<>();
    for (Path jar : jars) {
      libraries.add(jar.toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(libraries.toArray(URL[]::new))) {
      Modernise modernise = new Modernise(loader);
      for (Path jar : jars) {
        modernise.jar(jar);
      }
    }
  }

  private void jar(Path jar) throws IOException {
    Path modern = jar.resolveSibling(jar.getFileName() + ".modern");
    boolean changed = false;
    try (JarFile old = new JarFile(jar.toFile(), false);
        OutputStream file = Files.newOutputStream(modern);
        JarOutputStream output = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(old.entries())) {
        byte[] content;
        try (InputStream input = old.getInputStream(entry)) {
          content = input.readAllBytes();
        }
        if (entry.getName().endsWith(".class") && isOld(content)) {
          content = modern(content);
          changed = true;
        }
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        output.putNextEntry(copy);
        output.write(content);
        output.closeEntry();
      }
    }
    if (changed) {
      Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(modern);
    }
  }

  private static boolean isOld(byte[] content) {
    int major =
        (content[OFFSET_OF_MAJOR_VERSION] & 0xff) << Byte.SIZE
            | content[OFFSET_OF_MAJOR_VERSION + 1] & 0xff;
    return major < ClassFile.JAVA_6_VERSION;
  }

  private byte[] modern(byte[] content) {
    ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_6_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    try {
      return classFile.transformClass(classFile.parse(content), bodies.andThen(version));
    } catch (IllegalArgumentException _) {
      // It refers to a library that is not there (Luaj's compiler to BCEL), so that nothing uses
      // it.
      return content;
    }
  }
}
