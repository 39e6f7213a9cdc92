package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** One file of a configuration: its own environment of names, in which a current host stands. */
final class ConfigurationFile {

  private static final String CURRENT_HOST = "__currenthost";

  private final Evaluation evaluation;
  private final Path file;
  private final SourceScan scan;
  private final LuaTable environment = new LuaTable();

  ConfigurationFile(Evaluation evaluation, Path file, byte[] bytes) {
    this.evaluation = evaluation;
    this.file = file;
    this.scan = SourceScan.of(bytes);
  }

  /** Evaluates the file. */
  void run() {
    refuseTemplates();
    names();
    LuaTable behaviour = new LuaTable();
    behaviour.rawset("__index", Native.of(arguments -> read(arguments.arg(2))));
    behaviour.rawset("__newindex", Native.of(this::assign));
    environment.setmetatable(behaviour);
    compiled().call();
  }

  private void names() {
    HostStatements hosts = new HostStatements(evaluation, this);
    LuaValue virtualHost = Native.of(arguments -> hosts.virtualHost(arguments.arg1()));
    LuaValue component = Native.of(arguments -> hosts.component(arguments.arg1()));
    LuaValue include = Native.of(arguments -> evaluation.includes().include(file, arguments));
    for (String name : new String[] {"Host", "host", "VirtualHost"}) {
      environment.rawset(name, virtualHost);
    }
    for (String name : new String[] {"Component", "component"}) {
      environment.rawset(name, component);
    }
    for (String name : new String[] {"Include", "include"}) {
      environment.rawset(name, include);
    }
    environment.rawset(
        "RunScript", Native.of(arguments -> evaluation.includes().runScript(file, arguments)));
    environment.rawset(CURRENT_HOST, Configuration.GLOBAL);
    if (evaluation.version() == LoaderVersion.V13) {
      new FileFunctions(evaluation, file).install(environment);
    }
  }

  private LuaValue compiled() {
    if (scan.startsLikeScript()) {
      throw new StopEvaluation(SyntaxErrors.scriptLine(file));
    }
    try {
      return evaluation
          .globals()
          .load(new ByteArrayInputStream(scan.rewritten()), "@" + file, "t", environment);
    } catch (LuaError e) {
      throw new StopEvaluation(SyntaxErrors.problem(e, file, scan));
    }
  }

  private void refuseTemplates() {
    scan.template()
        .ifPresent(
            line -> {
              throw new StopEvaluation(
                  new ConfigurationProblem(
                      Kind.TEMPLATE,
                      new Location(file, line),
                      "this is a template and not yet a configuration",
                      Secrets.excerpt(scan.line(line), scan.line(line - 1)),
                      Optional.of(
                          "fill it in first, with what fills it in on the server, and give the"
                              + " result")));
            });
  }

  private LuaValue read(LuaValue key) {
    if (key.type() != LuaValue.TSTRING) {
      throw new LuaError("attempt to index a " + key.typename() + " value");
    }
    String name = Native.text(key.checkstring());
    if (name.startsWith("ENV_")) {
      return evaluation.draft().variable(name.substring(4));
    }
    LuaValue global = evaluation.globals().rawget(key);
    if (evaluation.version() == LoaderVersion.V0_12) {
      return global;
    }
    if (name.equals("Lua")) {
      return evaluation.globals();
    }
    LuaValue option = evaluation.draft().get(currentHost(), name);
    if (option.isnil()) {
      return global;
    }
    return option.istable()
        ? new OptionReference(evaluation.draft(), evaluation.meter(), currentHost(), name)
        : option;
  }

  private Varargs assign(Varargs arguments) {
    LuaValue key = arguments.arg(2);
    if (!key.isstring()) {
      throw new LuaError("attempt to concatenate a " + key.typename() + " value");
    }
    String name = Native.text(key.checkstring());
    Location here = evaluation.meter().here();
    int begin = here.file().equals(file) ? scan.beginOfStatement(name, here.line()) : here.line();
    set(currentHost(), name, arguments.arg(3), begin, here);
    return LuaValue.NONE;
  }

  /** Sets the options of a table that stands behind the name of a host. */
  void assign(String host, LuaTable options) {
    Location here = evaluation.meter().here();
    Varargs next = options.next(LuaValue.NIL);
    while (!next.arg1().isnil()) {
      evaluation.meter().step(1);
      String name = Native.text(LuaValue.valueOf(next.arg1().tojstring()));
      int line = here.file().equals(file) ? scan.entryOfTable(name, here.line()) : here.line();
      set(host, name, next.arg(2), line, new Location(here.file(), line));
      next = options.next(next.arg1());
    }
  }

  private void set(String host, String name, LuaValue value, int begin, Location end) {
    evaluation.meter().allocate(Draft.SETTING_BYTES);
    evaluation
        .draft()
        .set(
            host,
            name,
            new Draft.Entry(value, new Location(end.file(), begin), end.line(), Draft.Origin.FILE));
  }

  private String currentHost() {
    LuaValue host = environment.rawget(CURRENT_HOST);
    return host.isstring() ? Native.text(host.checkstring()) : Configuration.GLOBAL;
  }

  /** Makes assignments go to a host from here on, in this file. */
  void currentHost(String host) {
    environment.rawset(CURRENT_HOST, Native.bytes(host));
  }
}
