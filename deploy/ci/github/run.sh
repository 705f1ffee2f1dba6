#!/usr/bin/env bash
# What the action does: installs Fielato into a folder of its own, checks, and tells the job what came of it.
# Python runs isolated (-I) throughout: the working directory holds the very change that is being checked, and a file
# named like a module of Python must not be loaded from there.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${RUNNER_TEMP:-$(mktemp -d)}/fielato
mkdir -p "$work"

output() { [ -z "${GITHUB_OUTPUT:-}" ] || printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

# Ends the step before anything was assessed.
fail() {
    printf 'fielato: %s\n' "$*" >&2
    output exit-code 2
    exit 2
}

# Sets `fielato` to the command, having installed it where that is asked for.
find_command() {
    local version=$1 python=$work/venv/bin/python top
    if [ "$version" = installed ]; then
        fielato=$(command -v fielato) || fail "no \`fielato\` on PATH, which \`version: installed\` asks for"
        return
    fi
    if [ -n "$version" ] && ! [[ $version =~ ^[0-9][0-9A-Za-z.!+]*$ ]]; then
        fail "\`$version\` is not a version"
    fi
    python3 -I -m venv "$work/venv" || fail "no virtual environment could be made"
    set -- "$python" -I -m pip install --quiet --disable-pip-version-check
    if [ -n "$version" ]; then
        "$@" "fielato==$version" || fail "it could not be installed"
    else
        top=$(cd "$here/../../.." && pwd)
        "$@" --require-hashes -r "$top/deploy/requirements/run.txt" || fail "what it needs could not be installed"
        "$@" --no-deps --no-build-isolation "$top" || fail "it could not be installed"
    fi
    fielato=$work/venv/bin/fielato
}

# Adds the lines of a text to the call, each as one argument; empty ones say nothing.
add_lines() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%$'\r'}
        [ -z "$line" ] || call+=("$line")
    done <<<"$1"
}

# Prints the worst verdict of a report in JSON.
worst() {
    local python=$work/venv/bin/python
    [ -x "$python" ] || python=python3
    "$python" -I - "$1" <<'END'
import json, sys
order = ["non_compliant", "undetermined", "needs_review", "compliant"]
with open(sys.argv[1], encoding="utf-8") as report:
    found = {one["verdict"] for one in json.load(report)["assessments"]}
print(min(found, key=order.index))
END
}

report=$work/report.json
rm -f "$report"
find_command "${INPUT_VERSION:-}"

call=("$fielato" check --format "${INPUT_FORMAT:-github}" --report "json=$report")
[ -z "${INPUT_PROFILE:-}" ] || call+=(--profile "$INPUT_PROFILE")
[ -z "${INPUT_SARIF:-}" ] || call+=(--report "sarif=$INPUT_SARIF")
[ -z "${INPUT_BASELINE:-}" ] || call+=(--baseline "$INPUT_BASELINE")
[ -z "${INPUT_SERVER:-}" ] || call+=(--server "$INPUT_SERVER")
add_lines "${INPUT_ARGS:-}"
call+=(--)
add_lines "${INPUT_PATHS:-.}"

cd "${GITHUB_WORKSPACE:-.}"
code=0
"${call[@]}" || code=$?

case $code in
    0) output gate open ;;
    1 | 3) output gate closed ;;
esac
[ ! -f "$report" ] || output verdict "$(worst "$report")"
output exit-code "$code"
exit "$code"
