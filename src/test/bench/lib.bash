# Sourced by the benchmarks: reads their arguments, [VERSION] [CONFIG] [RUNS] [RUNS_OF_THE_OTHERS], and
# runs one of the classes here beside a real Prosody.
set -eu
cd "$(dirname "$0")/../../.."
version=${1:-13} config=${2:-recommended} runs=${3:-7} others=${4:-1}
java=${PROSODY_PROBE_JAVA:-target/prosody-probe/runtime/bin/java}
[ -x target/prosody-probe/bin/prosody-probe ] || {
  echo "There is no target/prosody-probe yet. Run: mvn package -DskipTests" >&2
  exit 2
}
for jdk in "${JAVA_HOME:-/nonexistent}" /usr/lib/jvm/*; do
  if grep -qs '^JAVA_VERSION="\(2[5-9]\|[3-9][0-9]\)' "$jdk/release" && [ -x "$jdk/bin/javac" ]; then
    java=$jdk/bin/java
    break
  fi
done
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"${java%/java}/javac" -cp "target/prosody-probe/lib/*" -d "$classes" src/test/bench/*.java

# bench CLASS
bench() {
  echo "Prosody $version $config, $(nproc) cores, $(date -u +%F)" >&2
  src/test/prosody/with-prosody "$version" "$config" -- "$java" --enable-native-access=ALL-UNNAMED -Dorg.sqlite.lib.path=target/prosody-probe/lib \
    -cp "$classes:target/prosody-probe/lib/*" "$1" "$runs" "$others"
}
