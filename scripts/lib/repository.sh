# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/release: the modules as a Maven repository, which Maven Central's publisher takes as a bundle.
# shellcheck shell=bash disable=SC2154

# $1: the key of gpg to sign with; empty for none.
make_repository() {
    local projects
    projects=$(printf ',%s' modules/*)
    say "making the Maven repository: jars, sources and Javadoc of every module"
    run_maven -q deploy -Prelease ${1:+"-Dgpg.keyname=$1"} -Dmaven.test.skip=true -pl ".$projects" \
        "-DaltDeploymentRepository=release::file://$project/$release/repository"
    find "$release/repository" -name 'maven-metadata.xml*' -delete
    (cd "$release/repository" && "$JAVA_HOME/bin/jar" --create --no-manifest --date="$built" --file ../repository.zip io)
    echo "$project/$release/repository.zip: $(du -m "$release/repository.zip" | cut -f1) MB"
}
