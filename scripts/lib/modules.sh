# Sourced by the scripts that run on the modules themselves and need no image.
# shellcheck shell=bash

modules=tests/sandbox/target/lib
sandbox_jar=tests/sandbox/target/vfnet-sandbox
modules_stamp=tests/sandbox/target/sandbox.stamp

modules_are_current() {
    [ -e "$modules_stamp" ] || return 1
    local inputs=(pom.xml modules/*/pom.xml modules/*/src/main tests/sandbox/pom.xml tests/sandbox/src)
    [ -z "$(find "${inputs[@]}" -newer "$modules_stamp" -print -quit)" ]
}

build_modules() {
    modules_are_current && return
    # Looked for before its output goes to the log, so that its absence is reported.
    find_maven
    echo "${0##*/}: building vfnet; the first time this takes a few minutes" >&2
    mkdir -p "${modules_stamp%/*}"
    touch "$modules_stamp.begun"
    rm -rf "$modules"
    run_maven -q package -pl tests/sandbox -am -Dmaven.test.skip=true >"$modules_stamp.log" 2>&1 || {
        cat "$modules_stamp.log" >&2
        fail "the modules could not be built; the output is above"
    }
    mv "$modules_stamp.begun" "$modules_stamp"
}

# Beside a build of somebody else this one waits, as lib/image.sh does. VFNET_BUILT says that all is built: by tests,
# which run in the midst of a build.
build_modules_if_stale() {
    [ -z "${VFNET_BUILT:-}" ] || return 0
    modules_are_current || (flock 9; build_modules) 9<pom.xml
}
