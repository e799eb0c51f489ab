#!/bin/sh
# Optional: installs Suricata, tshark and YARA from Debian or Ubuntu, as root. The tests of exported signatures then run the
# real programs on captures (npx vitest run server/test/exports); without them those tests say so and are skipped.
set -eu
if ! command -v apt-get >/dev/null; then
  echo "This script knows apt-get only. Install suricata, tshark and yara in your system's way."
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends yara tshark
if ! apt-get install -y --no-install-recommends suricata; then
  # Debian 12 has Suricata in its backports; no lasting source is added.
  . /etc/os-release
  lists=$(mktemp -d)
  mkdir -p "$lists/partial"
  printf 'deb http://deb.debian.org/debian %s main\ndeb http://deb.debian.org/debian %s-backports main\n' \
    "$VERSION_CODENAME" "$VERSION_CODENAME" >"$lists/sources.list"
  options="-o Dir::Etc::sourcelist=$lists/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=$lists"
  # shellcheck disable=SC2086 # The options are words.
  apt-get $options update
  # shellcheck disable=SC2086
  apt-get $options install -y --no-install-recommends -t "$VERSION_CODENAME-backports" suricata
  rm -rf "$lists"
fi
# The tests call the programs themselves; no service is needed.
systemctl disable --now suricata 2>/dev/null || true
suricata -V
tshark --version | head -n 1
yara --version
