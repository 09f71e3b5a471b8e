# Sourced by the scripts that need the runtime image.
# shellcheck shell=bash

image=jlink/target/vfnet
image_stamp=jlink/target/vfnet.stamp

# Folders count as well as files: a deleted file leaves its folder newer.
image_is_current() {
    [ -x "$image/bin/vfnet" ] && [ -e "$image_stamp" ] || return 1
    local inputs=(pom.xml LICENSE modules/*/pom.xml modules/*/src/main jlink/pom.xml jlink/src jlink/notices
        jlink/training.txt jlink/training-config.json tests/machines/x550.machine)
    [ -z "$(find "${inputs[@]}" -newer "$image_stamp" -print -quit)" ]
}

# One build at a time, whoever asks; what is built by another meanwhile is not built again. Chatter goes to stderr.
build_image_if_stale() {
    image_is_current && return
    (
        flock 9
        image_is_current || build_image
    ) 9<pom.xml
}

# Maven is looked for before its output goes to the log, so that its absence is reported.
build_image() {
    find_maven
    mkdir -p jlink/target
    echo "${0##*/}: building vfnet; the first time this takes a few minutes" >&2
    if ! run_maven -q package -pl jlink -am -Dmaven.test.skip=true >jlink/target/build.log 2>&1; then
        cat jlink/target/build.log >&2
        fail "the image could not be built; the output is above and in jlink/target/build.log"
    fi
    grep '^jlink: ' jlink/target/build.log >&2 || true
}
