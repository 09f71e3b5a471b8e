# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by image.sh and modules.sh: one Maven run, with a line for each of its steps.
# shellcheck shell=bash disable=SC2154

build_log=target/build.log

# Maven's output, shortened to what takes time. A module that is up to date has no line.
report_steps() {
    local line module='' fetched=0
    local building='^\[INFO\] Building ([^ ]+) .*\[([0-9]+)/([0-9]+)\]$'
    while IFS= read -r line; do
        if [[ $line =~ $building ]]; then
            module="${BASH_REMATCH[1]}, ${BASH_REMATCH[2]} of ${BASH_REMATCH[3]}"
        elif [[ $line == '[INFO] Compiling '* ]]; then
            say "compiling $module"
        elif [[ $line == 'jlink: '* ]]; then
            say "${line#jlink: }"
        elif [[ $line == *'Downloaded from '* ]]; then
            fetched=$((fetched + 1))
            [ $((fetched % 100)) -ne 1 ] || say "fetching what the build needs from Maven's repository ($fetched)"
        fi
    done
}

# One build at a time.
wait_for_other_builds() {
    flock --nonblock 9 || {
        say "waiting for another build in this checkout"
        flock 9
    }
}

# A build of a minute does not profit from the optimising compiler: without it, it takes a third less CPU time.
brief_maven() {
    MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" run_maven "$@"
}

# $@: the folders of the projects to build. Maven is searched for before its output goes to the log, so that its
# absence is reported.
build() {
    local projects
    find_maven
    mkdir -p "${build_log%/*}"
    say "building vfnet; the first time this takes a few minutes. Maven's output: $project/$build_log"
    projects=$(IFS=,; echo "$*")
    (
        set -o pipefail
        brief_maven package -pl "$projects" -am -Dmaven.test.skip=true 2>&1 | tee "$build_log" | report_steps
    ) && return
    grep '^\[ERROR\]\|^jlink: ' "$build_log" >&2 || tail -n 20 "$build_log" >&2
    fail "vfnet could not be built; the reason is above, and all of it in $project/$build_log"
}
