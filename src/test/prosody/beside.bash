# Runs a command beside a server that is gone when the command has ended, whatever its end. Sourced
# by with-prosody and with-ejabberd, behind lib.bash.
# shellcheck shell=bash

# A shell cannot see to a signal that it was born ignoring, and every "with-prosody … &" in a
# script is born ignoring interrupts.
if [ -z "${PROSODY_PROBE_SIGNALS:-}" ]; then
  PROSODY_PROBE_SIGNALS=default exec env --default-signal=HUP,INT,QUIT,TERM "$0" "$@"
fi
unset PROSODY_PROBE_SIGNALS

fail() {
  say "$@"
  exit 125
}

# The run's directory, and where it really is when the former is a link; the server; the command.
RUN=
REAL=
SERVER=
COMMAND=
GROUP=

# Ends a child by asking first. It is our own, so its id cannot have become somebody else's.
end() {
  local id=$1 target=$2 tries=100
  kill -TERM -- "$target" 2>/dev/null || true
  while kill -0 "$id" 2>/dev/null && [ "$tries" -gt 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
  kill -KILL -- "$target" 2>/dev/null || true
  wait "$id" 2>/dev/null || true
}

clean_up() {
  trap '' HUP INT TERM
  [ -z "$COMMAND" ] || end "$COMMAND" "$GROUP$COMMAND"
  [ -z "$SERVER" ] || end "$SERVER" "-$SERVER"
  stop_container
  [ -z "$RUN" ] || [ ! -L "$RUN" ] || rm -f "$RUN"
  [ -z "$REAL" ] || rm -rf "$REAL"
}
# with-prosody knows better.
stop_container() { :; }
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A run that was killed outright could not clean up. Its directory says whose it was.
sweep() {
  local old pid
  for old in "${TMPDIR:-/tmp}"/prosody-probe.* "$TREE"/tmp/prosody-probe.*; do
    [ -O "$old" ] && [ -f "$old/owner" ] || continue
    pid=$(cat "$old/owner")
    [ -n "$pid" ] && [ ! -d "/proc/$pid" ] || continue
    if [ -L "$old" ]; then rm -rf "$(readlink "$old")" "$old"; else rm -rf "$old"; fi
  done
}

# Whether somebody is at a port, of 127.0.0.1 unless another address is said.
answers() { (exec 3<>"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null; }

# Names of further ports that nobody needs from outside of a container.
INSIDERS=()

# Below the range that the kernel takes ports for outgoing connections from. Somebody may still take
# one between here and Prosody's start; then the start is tried again with others.
choose_ports() {
  local port name
  PORTS=()
  if [ -n "${PROSODY_PROBE_PORTS:-}" ]; then
    read -ra PORTS <<<"$PROSODY_PROBE_PORTS"
    [ ${#PORTS[@]} -eq ${#NAMES[@]} ] ||
      fail "PROSODY_PROBE_PORTS needs ${#NAMES[@]} ports, for: ${NAMES[*]}"
    return
  fi
  for name in "${NAMES[@]}" "${INSIDERS[@]}"; do
    while :; do
      port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
      case " ${PORTS[*]} " in *" $port "*) continue ;; esac
      answers "$port" || break
    done
    PORTS+=("$port")
  done
}

# Runs a command so that it can be interrupted: a shell sees to its signals only between commands,
# hence in the background. Such a child is born with interrupts ignored, which env undoes. Without a
# terminal it gets a process group, so that all of it can be ended; and it ends with this script.
run() {
  local status=0
  if [ -t 0 ]; then
    GROUP=
    env --default-signal=INT,QUIT setpriv --pdeathsig TERM "$@" <&0 &
  else
    GROUP=-
    setsid env --default-signal=INT,QUIT setpriv --pdeathsig TERM "$@" <&0 &
  fi
  COMMAND=$!
  wait "$COMMAND" || status=$?
  COMMAND=
  return "$status"
}

