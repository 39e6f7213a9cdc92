# Shared by the scripts in this directory; sourced, never run.
# shellcheck shell=bash

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CACHE=${PROSODY_PROBE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/prosody-probe}
TREE=$CACHE/prosody-13
BASE_SYSTEM=$CACHE/debian-13.tar
export DEBIAN_FRONTEND=noninteractive

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
  say "$@"
  exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# One word out of os-release: ID, VERSION_ID, VERSION_CODENAME.
os_release() { (. /etc/os-release 2>/dev/null && eval "printf '%s' \"\${$1:-}\""); }

# The series (0.12, 13) of the Prosody that this machine itself has; empty when it has none.
# dpkg is asked first because it answers at once and needs no configuration file.
native_series() {
  local version
  version=$(dpkg-query -W -f '${db:Status-Status} ${Version}' prosody 2>/dev/null) || version=
  case $version in
    'installed '*) version=${version#installed } ;;
    # Not "prosody --version": that starts a server.
    *) version=$(prosodyctl about 2>/dev/null </dev/null | sed -n 's/^Prosody \([0-9]\)/\1/p') ;;
  esac
  case $version in
    0.12 | 0.12.*) echo 0.12 ;;
    13 | 13.*) echo 13 ;;
    *) echo "${version%%-*}" ;;
  esac
}

# The Prosody that this machine's package sources have; empty where they have none that is tested.
distribution_series() {
  case $(os_release ID)-$(os_release VERSION_ID) in
    debian-12 | ubuntu-24.04) echo 0.12 ;;
    debian-13) echo 13 ;;
    *)
      case $(apt-cache policy prosody 2>/dev/null | awk '$1 == "Candidate:" { print $2 }') in
        0.12.*) echo 0.12 ;;
        13.*) echo 13 ;;
      esac
      ;;
  esac
}

# The one that is had most cheaply here.
cheapest_series() {
  case $(native_series) in
    0.12) echo 0.12 ;;
    13) echo 13 ;;
    *)
      local series
      series=$(distribution_series)
      echo "${series:-0.12}"
      ;;
  esac
}

# native: run the machine's own; tree: run the one in the Debian 13 tree; none: not installed.
where_is() {
  if [ "$(native_series)" = "$1" ]; then
    echo native
  elif [ "$1" = 13 ] && is_root && [ -f "$TREE/.complete" ]; then
    echo tree
  else
    echo none
  fi
}

check_version() {
  case $1 in
    0.12 | 13) ;;
    *) die "unknown version '$1'; say 0.12 or 13" ;;
  esac
}

# Runs the rest of the script alone: two builds on one machine share the cache and apt.
lock() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/lock"
  flock 9
}

# While packages are installed no service may be started. An existing policy-rc.d is somebody's
# decision and stays as it is.
forbid_services() {
  POLICY=
  if [ ! -e "$1/usr/sbin/policy-rc.d" ]; then
    POLICY=$1/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >"$POLICY"
    chmod 755 "$POLICY"
  fi
}

allow_services() {
  if [ -n "${POLICY:-}" ]; then
    rm -f "$POLICY"
    POLICY=
  fi
}

# Installs packages on this machine, quietly when all goes well and with everything when not.
apt_install() {
  local missing=() package out
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  is_root || die "needs the packages ${missing[*]}; run this as root, or install them yourself"
  command -v apt-get >/dev/null ||
    die "needs the packages ${missing[*]}, and this machine has no apt; install them yourself"
  say "installing ${missing[*]}"
  out=$(mktemp)
  forbid_services ''
  trap 'allow_services' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if ! {
    apt-get -qq update &&
      apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends install "${missing[@]}"
  } >"$out" 2>&1 9>&-; then
    cat "$out" >&2
    rm -f "$out"
    die "apt-get could not install ${missing[*]}; its output is above"
  fi
  rm -f "$out"
  allow_services
  trap - EXIT HUP INT TERM
}

# The archive that this machine gets its own Debian from, as "URI signed-by". Both forms of apt
# sources are read; the one that carries the plain suite (not -updates, not a third party's) wins.
debian_mirror() {
  local codename line
  codename=$(os_release VERSION_CODENAME)
  [ "$(os_release ID)" = debian ] && [ -n "$codename" ] || return 1
  line=$(
    {
      cat /etc/apt/sources.list.d/*.sources 2>/dev/null
      echo
    } | awk -v suite="$codename" '
      function flush(  n, u, i, s) {
        if (f["types"] ~ /(^| )deb( |$)/ && tolower(f["enabled"]) != "no") {
          n = split(f["suites"], s, " ")
          for (i = 1; i <= n; i++)
            if (s[i] == suite && f["components"] ~ /(^| )main( |$)/) {
              split(f["uris"], u, " ")
              print u[1]
            }
        }
        split("", f)
        key = ""
      }
      /^#/ { next }
      /^[[:space:]]*$/ { flush(); next }
      /^[[:space:]]/ { sub(/^[[:space:]]+/, ""); f[key] = f[key] " " $0; next }
      {
        key = tolower(substr($0, 1, index($0, ":") - 1))
        value = substr($0, index($0, ":") + 1)
        gsub(/^[[:space:]]+|[[:space:]]+$/, "", value)
        gsub(/[[:space:]]+/, " ", value)
        f[key] = value
      }
      END { flush() }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      awk -v suite="$codename" '
      $1 == "deb" {
        sub(/^deb[[:space:]]+(\[[^]]*\][[:space:]]*)?/, "")
        if ($2 == suite && / main( |$)/) print $1
      }'
  )
  line=${line%%$'\n'*}
  case $line in
    mirror+file:*)
      line=$(sed -n '/^[^#[:space:]]/{s/[[:space:]].*//;p;q}' "${line#mirror+file:}")
      ;;
  esac
  case $line in
    http://* | https://* | file:/* | copy:/*) printf '%s\n' "$line" ;;
    *) return 1 ;;
  esac
}

# Makes BASE_SYSTEM once: a Debian 13 with the fewest packages, from this machine's own archive. It
# is what a tree and a container image begin with. The lock must be held.
base_system() {
  local mirror
  [ ! -f "$BASE_SYSTEM" ] || return 0
  is_root || die "making a Debian 13 needs root"
  mirror=$(debian_mirror) ||
    die "found no Debian archive in /etc/apt that a Debian 13 could be made from;" \
      "add one to the apt sources, or use docker-compose.test.yml"
  apt_install debootstrap debian-archive-keyring
  # An interrupted run leaves only directories with this prefix, and no other run can be inside one
  # of them: the lock is held.
  rm -rf --one-file-system "$BASE_SYSTEM".new.*
  (
    # Not left to "set -e", which does not hold where the caller asks whether this went well.
    new=$(mktemp -d "$BASE_SYSTEM.new.XXXXXX") || die "found no room in $CACHE"
    # debootstrap may leave proc or sys mounted when it is interrupted.
    trap 'umount -R "$new/root/proc" "$new/root/sys" 2>/dev/null || true
      rm -rf --one-file-system "$new"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    say "making a minimal Debian 13 in $BASE_SYSTEM (once, about a minute)"
    if ! debootstrap --variant=minbase trixie "$new/root" "$mirror" >"$new/log" 2>&1 9>&-; then
      cat "$new/log" >&2
      tail -n 30 "$new/root/debootstrap/debootstrap.log" >&2 2>/dev/null || true
      die "debootstrap failed; its output is above. Is a Debian archive with trixie reachable?"
    fi
    umount -R "$new/root/proc" "$new/root/sys" 2>/dev/null || true
    rm -rf "$new"/root/var/cache/apt/archives/*.deb "$new"/root/var/lib/apt/lists/*
    tar -C "$new/root" --one-file-system --numeric-owner -cf "$new/tar" . &&
      mv "$new/tar" "$BASE_SYSTEM" ||
      die "could not put the Debian 13 into $BASE_SYSTEM; is there room for it?"
  )
}

# The certificates of the servers: one CA for all of them, so that a test which talks to several
# servers needs one trust anchor. Cached, and made again when less than 30 days are left.
# Copies them into the directory $1: ca.pem, ca.key, and a .crt and a .key for each of LEAVES.
LEAVES=(example.test peer.test conference.example.test upload.example.test)

certificates_into() {
  command -v openssl >/dev/null || apt_install openssl
  mkdir -p "$CACHE"
  (
    flock 8
    local name
    for name in ca.pem "${LEAVES[@]/%/.crt}"; do
      if ! openssl x509 -checkend 2592000 -noout -in "$CACHE/pki/$name" >/dev/null 2>&1; then
        make_certificates || die "openssl could not make the test certificates; see above"
        break
      fi
    done
    cp "$CACHE"/pki/* "$1"
  ) 8>"$CACHE/pki.lock"
}

# Each step by itself: "set -e" is off in whatever is on the left of "||".
sign_certificates() {
  local name
  openssl req -x509 -config openssl.cnf -extensions ca -newkey rsa:2048 -nodes -sha256 \
    -days 90 -keyout ca.key -out ca.pem || return 1
  for name in "${LEAVES[@]}"; do
    NAME=$name openssl req -new -config openssl.cnf -subj "/CN=$name" -newkey rsa:2048 \
      -nodes -sha256 -keyout "$name.key" -out "$name.csr" || return 1
    NAME=$name openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -sha256 -days 90 \
      -set_serial "0x$(openssl rand -hex 15)" -extfile openssl.cnf -extensions leaf \
      -out "$name.crt" || return 1
  done
}

make_certificates() {
  local new
  # A run that was killed may have left one; the lock is held, so nobody is using it.
  rm -rf "$CACHE"/pki.new.*
  new=$(mktemp -d "$CACHE/pki.new.XXXXXX") || return 1
  cat >"$new/openssl.cnf" <<'CNF'
[req]
distinguished_name = dn
prompt = no
[dn]
CN = prosody-probe test CA
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:${ENV::NAME}, DNS:*.${ENV::NAME}
CNF
  (
    cd "$new" || exit 1
    umask 077
    export NAME=example.test
    sign_certificates >openssl.log 2>&1 || {
      cat openssl.log >&2
      exit 1
    }
    rm -f ./*.csr openssl.cnf openssl.log
  ) || return 1
  rm -rf "$CACHE/pki"
  mv "$new" "$CACHE/pki"
}
