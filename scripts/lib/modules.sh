# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by the scripts that run on the modules themselves and need no image.
# shellcheck shell=bash disable=SC2034

. scripts/lib/build.sh

modules=tests/sandbox/target/lib
held=tests/sandbox/target/held
sandbox_jar=tests/sandbox/target/vfnet-sandbox
modules_stamp=tests/sandbox/target/sandbox.stamp
image_stamp=jlink/target/vfnet.stamp

# $1: a stamp; the others: what it must be newer than. Folders count as well as files: a deleted file leaves its folder newer.
is_newer_than_all() {
    [ -e "$1" ] && [ -z "$(find "${@:2}" -newer "$1" -print -quit)" ]
}

modules_are_current() {
    is_newer_than_all "$modules_stamp" pom.xml modules/*/pom.xml modules/*/src/main tests/sandbox/pom.xml tests/sandbox/src
}

image_is_current() {
    [ -x jlink/target/vfnet/bin/vfnet ] && is_newer_than_all "$image_stamp" pom.xml LICENSE modules/*/pom.xml modules/*/src/main \
        jlink/pom.xml jlink/src jlink/notices jlink/training tests/machines/x550.machine
}

# An edit during the build makes the modules stale.
begin_modules() {
    mkdir -p "${modules_stamp%/*}"
    touch "$modules_stamp.begun"
    # Of a former version too, which the module path must not have.
    rm -rf "$modules" "$sandbox_jar"-*.jar
}

finish_modules() {
    keep_modules
    mv "$modules_stamp.begun" "$modules_stamp"
}

build_modules() {
    begin_modules
    build tests/sandbox
    finish_modules
}

# Java opens a module's jar when it first needs it, and the next build replaces the jars. So each build leaves links to
# its own in a folder of their own, which hold_modules locks; those of former builds that nobody holds are removed.
keep_modules() {
    local former own
    for former in "$held"/*; do
        [ ! -d "$former" ] || flock --nonblock "$former" rm -rf "$former" || true
    done
    own=$held/$(stat -c %.9Y "$modules_stamp.begun")
    mkdir -p "$own"
    # Not every file system has links.
    cp -l "$modules"/* "$own" 2>/dev/null || cp "$modules"/* "$own"
}

# Until the process that the caller becomes ends, its modules stay as they are. Those of a build by other means than
# these scripts are used where they lie.
hold_modules() {
    local own
    own=$held/$(stat -c %.9Y "$modules_stamp" 2>/dev/null || true)
    [ -e "$modules_stamp" ] && [ -d "$own" ] || return 0
    exec 8<"$own"
    flock --shared 8
    modules=$own
}

# VFNET_BUILT says that everything is built; tests set it, which run during a build.
build_modules_if_stale() {
    [ -z "${VFNET_BUILT:-}" ] || return 0
    modules_are_current && return
    (
        wait_for_other_builds
        modules_are_current || build_modules
    ) 9<pom.xml
}
