package io.github.prosodyprobe.config;

import io.github.prosodyprobe.config.ConfigurationProblem.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** {@code VirtualHost} and {@code Component}, each with and without options behind it. */
final class HostStatements {

  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\$\\{|<%|\\{%");

  private final Evaluation evaluation;
  private final ConfigurationFile file;

  HostStatements(Evaluation evaluation, ConfigurationFile file) {
    this.evaluation = evaluation;
    this.file = file;
  }

  /** {@code VirtualHost "name"}, perhaps with a table of options behind it. */
  LuaValue virtualHost(LuaValue given) {
    String name = prepared(given, "Host");
    if (!draft().get(name, Draft.COMPONENT_MODULE).isnil()) {
      throw new LuaError(
          "Host \"" + name + "\" clashes with the Component of the same name above", 0);
    }
    file.currentHost(name);
    imply(name, "defined", LuaValue.TRUE);
    return Native.of(
        arguments -> {
          file.currentHost(Configuration.GLOBAL);
          if (!(arguments.arg1() instanceof LuaTable options)) {
            throw new LuaError(
                "VirtualHost \""
                    + name
                    + "\" is followed by a "
                    + arguments.arg1().typename()
                    + " where only a table of options can stand");
          }
          file.assign(name, options);
          return LuaValue.NONE;
        });
  }

  /** {@code Component "name"}, perhaps with a module, a table of options, or both behind it. */
  LuaValue component(LuaValue given) {
    String name = prepared(given, "Component");
    if (!draft().get(name, "defined").isnil()
        && draft().get(name, Draft.COMPONENT_MODULE).isnil()) {
      throw new LuaError(
          "Component \"" + name + "\" clashes with the VirtualHost of the same name above", 0);
    }
    imply(name, Draft.COMPONENT_MODULE, LuaString.valueOf("component"));
    imply(name, "load_global_modules", LuaBoolean.FALSE);
    file.currentHost(name);
    LuaValue options = Native.of(arguments -> options(name, arguments.arg1()));
    return Native.of(
        arguments -> {
          if (arguments.arg1().type() != LuaValue.TSTRING) {
            return options(name, arguments.arg1());
          }
          imply(name, Draft.COMPONENT_MODULE, arguments.arg1());
          return options;
        });
  }

  private LuaValue options(String name, LuaValue given) {
    file.currentHost(Configuration.GLOBAL);
    if (!(given instanceof LuaTable options)) {
      throw new LuaError(
          "Component \""
              + name
              + "\" is followed by a "
              + given.typename()
              + " where only a module or a table of options can stand");
    }
    file.assign(name, options);
    return LuaValue.NIL;
  }

  private String prepared(LuaValue given, String what) {
    if (!given.toboolean()) {
      throw new LuaError(what + " must have a name");
    }
    if (given instanceof ServersValue) {
      throw new Refusal(
          evaluation.meter().here(),
          "the name of a " + what + " is a value that only the server has");
    }
    String name = Native.text(given.checkstring());
    if (TEMPLATE.matcher(name).find()) {
      throw new StopEvaluation(
          new ConfigurationProblem(
              Kind.TEMPLATE,
              evaluation.meter().here(),
              "the name of this " + what + " is a placeholder of a template",
              Optional.of(what + " \"" + name + '"'),
              Optional.of(
                  "fill the template in first, with what fills it in on the server, and give the"
                      + " result")));
    }
    return HostName.prepared(name)
        .orElseThrow(
            () ->
                new LuaError(
                    "the name of " + what + " \"" + name + "\" has forbidden characters", 0));
  }

  private void imply(String host, String name, LuaValue value) {
    Location here = evaluation.meter().here();
    evaluation.meter().allocate(Draft.SETTING_BYTES);
    draft().set(host, name, new Draft.Entry(value, here, here.line(), Draft.Origin.STATEMENT));
  }

  private Draft draft() {
    return evaluation.draft();
  }
}
