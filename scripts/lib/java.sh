# Sourced by the scripts beside: sets JAVA_HOME to a JDK 25 or newer, finds Maven, and sits at the top of the project.
# shellcheck shell=bash

jdk_wanted=25
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$project"

fail() {
    echo "${0##*/}: $*" >&2
    exit 1
}

# The release file says a JDK's version without starting it: JAVA_VERSION="25.0.3".
is_wanted_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge "$jdk_wanted" ]
}

find_jdk() {
    local on_path candidate
    on_path=$(command -v javac || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        if [ -n "$candidate" ] && is_wanted_jdk "$candidate"; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    fail "no JDK $jdk_wanted found. Debian 13: apt-get install openjdk-25-jdk-headless. Older: temurin-25-jdk from https://adoptium.net/installation/linux, or set JAVA_HOME"
}

find_maven() {
    local candidate
    for candidate in "$(command -v mvn || true)" "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" /opt/*maven*/bin/mvn "${HOME:-}"/.sdkman/candidates/maven/current/bin/mvn; do
        if [ -x "$candidate" ]; then
            maven=$candidate
            return
        fi
    done
    fail "no Maven found. Debian: apt-get install maven, or set MAVEN_HOME"
}

# Maven's own libraries on a new JDK make Java warn on every start; that says nothing about vfnet.
run_maven() {
    [ -n "${maven:-}" ] || find_maven
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" "$maven" -B "$@"
}

find_jdk
