# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by the other scripts: sets JAVA_HOME to a JDK 25 or newer, finds Maven, and changes to the top of the project.
# shellcheck shell=bash

required_jdk=25
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$project" || exit

# Messages on stderr name the script.
say() {
    echo "${0##*/}: $*" >&2
}

fail() {
    say "$@"
    exit 1
}

. scripts/lib/jdk.sh

# The release file has a JDK's version, so it need not be started: JAVA_VERSION="25.0.3".
is_required_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge "$required_jdk" ]
}

find_installed_jdk() {
    local on_path candidate jbang=${JBANG_DIR:-${HOME:-}/.jbang}
    on_path=$(command -v javac || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* \
        "${HOME:-}"/.jdks/* "$jbang/currentjdk" "${JBANG_CACHE_DIR:-$jbang/cache}"/jdks/* "$jdk_cache"/*; do
        if [ -n "$candidate" ] && is_required_jdk "$candidate"; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    return 1
}

find_jdk() {
    find_installed_jdk || provision_jdk
}

# The wrapper comes last: it fetches Maven into the user's home.
find_maven() {
    local candidate
    for candidate in "$(command -v mvn || true)" "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" /opt/*maven*/bin/mvn "${HOME:-}"/.sdkman/candidates/maven/current/bin/mvn; do
        if [ -x "$candidate" ]; then
            maven=$candidate
            return
        fi
    done
    fetch_maven
    maven=$project/mvnw
}

# Fetched here, so that its messages do not end up in the log of a build. Without unzip the wrapper would fetch another
# archive than the one whose checksum is pinned; scripts/lib/unzip replaces it.
fetch_maven() {
    local version folder=${MAVEN_USER_HOME:-${HOME:-}/.m2}/wrapper
    command -v unzip >/dev/null || PATH=$PATH:$project/scripts/lib/unzip
    version=$(sed -n 's|^distributionUrl=.*/apache-maven-\(.*\)-bin.zip$|\1|p' .mvn/wrapper/maven-wrapper.properties)
    [ ! -d "$folder/dists/apache-maven-$version" ] || return 0
    say "no Maven found; fetching Apache Maven $version, 9 MB, into $folder"
    ./mvnw --version >/dev/null ||
        fail "Maven could not be fetched; the reason is above. Debian: apt-get install maven, or set MAVEN_HOME"
}

# Maven's own libraries make a new JDK warn on every start, which does not concern vfnet.
run_maven() {
    [ -n "${maven:-}" ] || find_maven
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" "$maven" -B "$@"
}

find_jdk
