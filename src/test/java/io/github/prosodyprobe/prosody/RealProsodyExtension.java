package io.github.prosodyprobe.prosody;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the servers that {@link RealProsody} asks for, once each, and stops them at the end. */
final class RealProsodyExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RealProsodyExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    onClass(context).ifPresent(wanted -> require(context, wanted));
  }

  /**
   * Starts the servers here and not when the parameter is resolved, because an abort thrown there
   * would be reported as a failure.
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    onMethod(context).ifPresent(wanted -> require(context, wanted));
    for (Parameter parameter : context.getRequiredTestMethod().getParameters()) {
      AnnotationSupport.findAnnotation(parameter, RealProsody.class)
          .ifPresent(wanted -> require(context, wanted));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ProsodyServer.class
        && wanted(parameter, context).isPresent();
  }

  @Override
  public ProsodyServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RealProsody wanted = wanted(parameter, context).orElseThrow();
    RunningProsody running = running(context, wanted);
    ProsodyServer server = running.server();
    if (server == null) {
      throw new ParameterResolutionException(running.failure());
    }
    return server;
  }

  private static Optional<RealProsody> wanted(
      ParameterContext parameter, ExtensionContext context) {
    return parameter
        .findAnnotation(RealProsody.class)
        .or(() -> onMethod(context))
        .or(() -> onClass(context));
  }

  private static Optional<RealProsody> onMethod(ExtensionContext context) {
    return context
        .getTestMethod()
        .flatMap(method -> AnnotationSupport.findAnnotation(method, RealProsody.class));
  }

  /** A nested class takes over what the class around it has asked for. */
  private static Optional<RealProsody> onClass(ExtensionContext context) {
    return context
        .getTestClass()
        .flatMap(
            type ->
                AnnotationSupport.findAnnotation(
                    type, RealProsody.class, context.getEnclosingTestClasses()));
  }

  private static RunningProsody running(ExtensionContext context, RealProsody wanted) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            List.of(wanted.version(), wanted.config()),
            key -> RunningProsody.start(wanted.version(), wanted.config()),
            RunningProsody.class);
  }

  private static void require(ExtensionContext context, RealProsody wanted) {
    RunningProsody running = running(context, wanted);
    if (running.server() != null) {
      return;
    }
    if (mustWorkHere()) {
      throw new IllegalStateException(running.failure());
    }
    Assumptions.abort(running.failure());
  }

  /** Whether the scripts can install everything on this machine by themselves. */
  private static boolean mustWorkHere() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return false;
    }
    try {
      return Files.readAllLines(Path.of("/etc/os-release")).contains("ID=debian");
    } catch (IOException e) {
      return false;
    }
  }
}
