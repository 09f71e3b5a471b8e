# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/release: links an image for another processor, with the modules of a JDK from Debian's archive. Nothing is
# installed and nothing of that JDK runs, so this needs neither root nor an emulator.
# shellcheck shell=bash disable=SC2154,SC2034

. scripts/lib/apt.sh

# The suites that have a JDK $required_jdk. The first that has one is taken.
cross_suites=(trixie sid)
# How long the lists of packages count as new, in minutes.
cross_lists_age=1440

# $1: as 'uname -m' prints it.
debian_architecture() {
    case $1 in
        aarch64) echo arm64 ;;
        x86_64) echo amd64 ;;
        *) fail "unknown architecture '$1'; an image can be linked for aarch64 and x86_64" ;;
    esac
}

# 25.0 of 25, 25.0.3, 25.0.5+8-1~deb13u1.
major_minor() {
    local major minor
    IFS='.+-~' read -r major minor _ <<<"$1.0"
    echo "$major.$minor"
}

# Everything below has a folder for each architecture. $1: as 'uname -m' prints it.
choose_cross_architecture() {
    apt_architecture=$(debian_architecture "$1")
    cross_cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/vfnet/cross/$1
    apt_state=$cross_cache/apt
    apt_fallbacks=(http://deb.debian.org/debian)
    cross_package=openjdk-$required_jdk-jdk-headless:$apt_architecture
    [ -n "$(command -v apt-get)" ] && [ -n "$(command -v dpkg-deb)" ] ||
        fail "needs apt-get and dpkg-deb to fetch $cross_package. On another system, run scripts/release on $1"
    mkdir -p "$cross_cache"
}

# Leaves in $apt_state the lists of a suite that has the JDK. Without a network, those of before must do.
find_cross_suite() {
    [ -z "$(find "$apt_state/fetched" -mmin "-$cross_lists_age" 2>/dev/null)" ] || return 0
    local suite
    for suite in "${cross_suites[@]}"; do
        say "asking Debian's archive for $cross_package in $suite; its lists, 10 MB, go into $apt_state"
        if fetch_lists "$suite" && [ -n "$(cross_version "$cross_package")" ]; then
            touch "$apt_state/fetched"
            return
        fi
    done
    [ -e "$apt_state/fetched" ] || {
        sed 's/^/  /' "$apt_state/update.log" >&2
        fail "$cross_package cannot be fetched: no archive that this machine reaches has it; apt's output is above"
    }
    say "the archive does not answer; going on with what was fetched before"
}

cross_version() {
    private_apt apt-cache show --no-all-versions "$1" 2>/dev/null | sed -n 's/^Version: //p'
}

# The package is fetched into $1 as apt checks it: against the archive's signature. $2: its name.
fetch_cross_package() {
    (cd "$1" && private_apt apt-get download "$2" >"$cross_cache/download.log" 2>&1) || {
        sed 's/^/  /' "$cross_cache/download.log" >&2
        fail "$2 cannot be fetched; apt's output is above"
    }
}

# Leaves in $jmods the folder with the named modules of that JDK. Of 700 MB of modules, a tenth of a percent is needed beside
# java.base, so only the named ones are unpacked. $@: the modules.
provide_jmods() {
    local version key fresh=$cross_cache/.new
    jmods=$cross_cache/jmods
    find_cross_suite
    version=$(cross_version "$cross_package")
    [ "$(major_minor "$version")" = "$(major_minor "$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")")" ] ||
        fail "$cross_package is $version, and jlink of $JAVA_HOME links modules of its own version only; set JAVA_HOME"
    key="$version $*"
    [ "$key" != "$(cat "$jmods/package" 2>/dev/null)" ] || return 0
    say "fetching $cross_package $version," \
        "$(megabytes "$(private_apt apt-cache show "$cross_package" | sed -n 's/^Size: //p' | head -1)");" \
        "the modules that vfnet needs, 250 MB, stay in $jmods; nothing is installed"
    rm -rf "$fresh"
    mkdir -p "$fresh/jmods"
    fetch_cross_package "$fresh" "$cross_package"
    say "unpacking"
    dpkg-deb --fsys-tarfile "$fresh"/*.deb | tar --extract --directory "$fresh/jmods" --strip-components 6 --wildcards \
        "${@/#/'./usr/lib/jvm/*/jmods/'}" || fail "$cross_package has other modules than expected"
    echo "$key" >"$fresh/jmods/package"
    rm -rf "$jmods"
    mv "$fresh/jmods" "$jmods"
    rm -rf "$fresh"
}

# Links an image of the modules of $image. $1: the architecture; $2: the new image's folder.
link_cross_image() {
    local modules
    choose_cross_architecture "$1"
    mapfile -t modules < <("$image/bin/java" --list-modules | sed -n 's/^\(java\.[a-z.]*\|jdk\.[a-z.]*\)@.*/\1.jmod/p')
    (
        flock 7
        provide_jmods "${modules[@]}"
        "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 jlink/src/image/BuildImage.java jlink "$jmods" "$2" \
            > >(sed "s/^jlink: /${0##*/}: /" >&2)
    ) 7>"$cross_cache/.lock"
}

# What programs of that architecture are linked with, for who runs them in an emulator; leaves the folder in
# $cross_libraries. $1: the architecture.
provide_cross_libraries() {
    local package fresh
    choose_cross_architecture "$1"
    cross_libraries=$cross_cache/libraries
    fresh=$cross_cache/.new-libraries
    (
        flock 7
        [ ! -d "$cross_libraries" ] || exit 0
        find_cross_suite
        rm -rf "$fresh"
        mkdir -p "$fresh/usr/lib"
        ln -s usr/lib "$fresh/lib"
        for package in libc6 libgcc-s1 libstdc++6 zlib1g; do
            fetch_cross_package "$fresh" "$package"
        done
        for package in "$fresh"/*.deb; do
            dpkg-deb --fsys-tarfile "$package" | tar --extract --directory "$fresh" --keep-directory-symlink
            rm "$package"
        done
        mv "$fresh" "$cross_libraries"
    ) 7>"$cross_cache/.lock"
}
