#!/usr/bin/env bash
# Builds everything and runs all tests. As root on Debian it installs what the tests need; elsewhere it says what it will skip.
# CI=true makes a skipped test a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "The .NET 10 SDK is needed."; exit 1; }
command -v node >/dev/null || { say "Node.js 20 is needed: the build takes Web Chat from npm."; exit 1; }

# need PROGRAM TESTS PACKAGE...: installs the packages, or says which tests will be skipped without the program.
need() {
  local program=$1 tests=$2
  shift 2
  if [ "$(id -u)" = 0 ] && [ ! -x "$program" ] && command -v apt-get >/dev/null; then
    say "Installing $1 for $tests."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  fi
  [ -x "$program" ] || say "There is no $program: $tests will be skipped."
}

need /usr/bin/chromium "the browser tests" chromium fonts-dejavu-core
need /usr/sbin/samba "the tests with a real Active Directory" samba samba-ad-dc samba-ad-provision samba-dsdb-modules winbind
need /usr/sbin/slapd "the tests with a real OpenLDAP server" slapd ldap-utils
need /usr/bin/ldapmodify "the tests with real directories" ldap-utils
need /usr/sbin/exim4 "the tests with a real mail server" exim4-daemon-light
need /usr/bin/redis-server "the tests of several instances that tell each other" redis-server
[ "$(id -u)" = 0 ] || say "Only root can start the mail server and the domain controller: the tests with them will be skipped."

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet build SsprBot.sln -c Release -nologo -v quiet
status=0
dotnet test Tests -c Release --no-build -nologo -v quiet --results-directory "$results" --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" "$@" || status=$?

count() { grep -o "<Counters [^>]*" "$results/tests.trx" | grep -o " $1=\"[0-9]*\"" | tr -dc 0-9; }
passed=$(count passed)
failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
skipped=$(($(count total) - passed - failed))
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  say "Here nothing may be skipped."
  status=1
fi

[ "$passed" -gt 0 ] || status=1
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
exit "$status"
