# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by the scripts that need the runtime image.
# shellcheck shell=bash disable=SC2034

. scripts/lib/modules.sh

image=jlink/target/vfnet
launcher=jlink/src/launcher

# Another process may have built it while this one waited.
build_image_if_stale() {
    image_is_current && return
    (
        wait_for_other_builds
        image_is_current || build_image
    ) 9<pom.xml
}

# Building the modules for scripts/sandbox as well is cheaper than a second Maven run.
build_image() {
    if modules_are_current; then
        build jlink
    else
        begin_modules
        build jlink tests/sandbox
        finish_modules
    fi
}
