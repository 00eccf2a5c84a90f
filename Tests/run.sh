#!/usr/bin/env bash
# Builds everything and runs all tests. As root on Debian it installs what the tests need; elsewhere it says what it will skip.
# CI=true makes a skipped test a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "The .NET 10 SDK is needed."; exit 1; }
command -v node >/dev/null || { say "Node.js 20 is needed: the build takes Web Chat from npm."; exit 1; }

if [ ! -x /usr/bin/chromium ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium for the browser tests."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  else
    say "There is no /usr/bin/chromium: the browser tests will be skipped."
  fi
fi

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
