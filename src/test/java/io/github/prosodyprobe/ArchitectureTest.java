package io.github.prosodyprobe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.prosodyprobe.probe.Probe;
import io.github.prosodyprobe.text.Untrusted;
import io.github.prosodyprobe.tls.CompleteHandshake;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Instant;

/** The written rules of {@code src/docs/decisions/0001-packages.md}, as a test. */
@AnalyzeClasses(
    packages = "io.github.prosodyprobe",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BASE = "io.github.prosodyprobe.";

  @ArchTest
  static final ArchRule arrowsPointDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy(BASE + "cli..")
          .layer("history")
          .definedBy(BASE + "history..")
          .layer("notify")
          .definedBy(BASE + "notify..")
          .layer("report")
          .definedBy(BASE + "report..")
          .layer("policy")
          .definedBy(BASE + "policy..")
          .layer("scan")
          .definedBy(BASE + "scan..")
          .layer("target")
          .definedBy(BASE + "target..")
          .layer("probe")
          .definedBy(BASE + "probe..")
          .layer("request")
          .definedBy(BASE + "request..")
          .layer("declared")
          .definedBy(BASE + "declared..")
          .layer("option")
          .definedBy(BASE + "option..")
          .layer("xmpp")
          .definedBy(BASE + "xmpp..")
          .layer("config")
          .definedBy(BASE + "config..")
          .layer("tls")
          .definedBy(BASE + "tls..")
          .layer("http")
          .definedBy(BASE + "http..")
          .layer("dns")
          .definedBy(BASE + "dns..")
          .layer("xml")
          .definedBy(BASE + "xml..")
          .layer("net")
          .definedBy(BASE + "net..")
          .layer("fact")
          .definedBy(BASE + "fact..")
          .layer("text")
          .definedBy(BASE + "text..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("history")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli", "history")
          .whereLayer("policy")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("scan")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("target")
          .mayOnlyBeAccessedByLayers("cli", "scan")
          .whereLayer("probe")
          .mayOnlyBeAccessedByLayers("cli", "scan")
          .whereLayer("request") // The values between policy, which reads them, and probe.
          .mayOnlyBeAccessedByLayers("cli", "policy", "scan", "probe")
          .whereLayer("option") // The same between policy, which reads the files, and who compares.
          .mayOnlyBeAccessedByLayers("cli", "policy", "declared")
          .whereLayer("declared")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("xmpp")
          .mayOnlyBeAccessedByLayers("probe")
          .whereLayer("config") // Knows files and Lua, and nothing of servers.
          .mayOnlyBeAccessedByLayers("cli", "declared")
          .whereLayer("tls")
          .mayOnlyBeAccessedByLayers("cli", "scan", "probe", "notify")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("probe", "target", "scan", "notify")
          .whereLayer("dns")
          .mayOnlyBeAccessedByLayers("cli", "scan", "target", "notify")
          .whereLayer("xml")
          .mayOnlyBeAccessedByLayers("probe", "xmpp", "http")
          .whereLayer("net")
          .mayOnlyBeAccessedByLayers(
              "scan", "target", "probe", "notify", "xmpp", "tls", "http", "dns", "xml");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyNetOpensSockets =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "net..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Socket.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ServerSocket.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(DatagramSocket.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SocketChannel.class)
          .orShould()
          .callMethod(URL.class, "openConnection")
          .orShould()
          .callMethod(URL.class, "openStream")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(HttpURLConnection.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule nobodyAsksTheSystemsResolver =
      noClasses()
          .should()
          .callMethod(InetAddress.class, "getAllByName", String.class)
          .orShould()
          .callMethod(InetAddress.class, "getLocalHost");

  @ArchTest
  static final ArchRule rulesAndReportsDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "policy..", BASE + "report..", BASE + "fact..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrintsOrExits =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule librariesStayInTheirPackages =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "tls..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule dnsjavaStaysInDns =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "dns..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.xbill..");

  @ArchTest
  static final ArchRule okHttpStaysInHttp =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..", "kotlin..");

  /** The URL of a webhook and what is posted there go to a peer that was verified. */
  @ArchTest
  static final ArchRule secretsGoToVerifiedPeersOnly =
      noClasses()
          .that()
          .resideInAPackage(BASE + "notify..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(CompleteHandshake.class);

  @ArchTest
  static final ArchRule databasesStayInHistory =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule luaStaysInConfig =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.luaj..");

  @ArchTest
  static final ArchRule configurationsAreReadWithoutTheRest =
      noClasses()
          .that()
          .resideInAPackage(BASE + "config..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.prosodyprobe..")
                  .and(
                      not(
                          resideInAnyPackage(
                              BASE + "config..", BASE + "text..", BASE + "fact.."))));

  /** A configuration sees the variables that it is given. */
  @ArchTest
  static final ArchRule configurationsDoNotSeeTheProcess =
      noClasses()
          .that()
          .resideInAPackage(BASE + "config..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class);

  @ArchTest
  static final ArchRule yamlStaysInPolicy =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "policy..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  /** And in {@code http}, whose documents of peers it reads (host-meta). */
  @ArchTest
  static final ArchRule jsonStaysInReports =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE + "report..", BASE + "cli..", BASE + "http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("tools.jackson..");

  @ArchTest
  static final ArchRule probesAreFinalAndNamedSo =
      classes()
          .that()
          .implement(Probe.class)
          .should()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
          .andShould(haveSimpleNameEndingWith("Probe"))
          .andShould()
          .resideInAPackage(BASE + "probe..");

  /** Whoever compares or follows text of a peer; whoever shows it needs an escaper. */
  @ArchTest
  static final ArchRule onlyThoseWhoCompareSeeUntrustedTextAsItCame =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              BASE + "text..",
              BASE + "xmpp..",
              BASE + "tls..",
              BASE + "http..",
              BASE + "dns..",
              BASE + "target..",
              BASE + "policy.match..")
          .should()
          .callMethod(Untrusted.class, "raw");

  @ArchTest
  static final ArchRule probesDoNotDialByThemselves =
      noClasses()
          .that(resideInAPackage(BASE + "probe.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "policy..");
}
