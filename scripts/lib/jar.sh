# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/release: self-contained jars for JBang, which runs them on the class path. They hold the classes that the
# image holds, with what javac leaves to be generated at run time written out: without a cache that counts twice.
# shellcheck shell=bash disable=SC2154

jlink_modules=jlink/target/modules

# $1: a tree; the others: jars and folders of classes. Classes for a newer Java replace those for an older one, so that
# nobody looks for them at every start; descriptors of modules mean nothing on the class path.
unpack_classes() {
    local tree=$1 source version
    shift
    for source in "$@"; do
        if [ -d "$source" ]; then
            cp -R "$source/." "$tree/"
        else
            (cd "$tree" && "$JAVA_HOME/bin/jar" --extract --file "$OLDPWD/$source")
        fi
        for version in $(find "$tree/META-INF/versions" -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null | sort -n); do
            cp -R "$tree/META-INF/versions/$version/." "$tree/"
        done
        rm -rf "$tree"/META-INF/versions "$tree"/META-INF/maven "$tree"/META-INF/MANIFEST.MF "$tree"/META-INF/*LICENSE* \
            "$tree"/META-INF/*NOTICE* "$tree"/module-info.class
    done
}

# The jar is read at every start: what 'list' reads of it lies there uncompressed, which takes 11 MB in place of 7 and saves
# a ninth of a start.
read_at_start='^(vfnet|com/fasterxml/jackson/core|com/github)/.*\.class$'

# $1: the jar's name in $release; $2: its main class; the others: what it holds beside the image's modules.
make_jar() {
    local name=$1 main=$2 tree=$release/${1%.jar}.classes
    shift 2
    mkdir -p "$tree/META-INF"
    unpack_classes "$tree" "$jlink_modules"/* "$@"
    cp -R "$image/legal" "$tree/META-INF/legal"
    rm -rf "$tree"/META-INF/legal/java.*
    (cd "$tree" && find . -type f -printf '%P\n' | LC_ALL=C sort >../files)
    grep -E "$read_at_start" "$release/files" >"$release/stored"
    grep -vE "$read_at_start" "$release/files" >"$release/compressed"
    printf 'Main-Class: %s\nImplementation-Title: vfnet\nImplementation-Version: %s\n' "$main" "$version" >"$release/manifest"
    (
        cd "$tree" || exit
        "$JAVA_HOME/bin/jar" --create --no-compress --file "../$name" --manifest ../manifest --date="$built" @../stored
        "$JAVA_HOME/bin/jar" --update --file "../$name" --date="$built" @../compressed
    )
    rm -rf "$tree" "$release/files" "$release/stored" "$release/compressed" "$release/manifest"
}

make_jars() {
    local machines=$release/machines
    make_jar vfnet.jar vfnet.cli.Main
    mkdir -p "$machines/vfnet/sandbox/machines"
    cp tests/machines/*.machine "$machines/vfnet/sandbox/machines/"
    make_jar vfnet-sandbox.jar vfnet.sandbox.JarSandboxMain tests/sandbox/target/classes "$machines"
    rm -rf "$machines"
}

# What the catalog of the checkout says of an alias. $1: the alias.
describe_alias() {
    sed -n "/^    \"$1\": {/,/}/s/^ *\(\"description\": .*\)/\1/p" jbang-catalog.json
}

# The catalog to publish, with one download for each command. $1: the address of the folder that the jars lie in; $2: that
# of the sources.
make_catalog() {
    local options
    options=$(sed -n 's|^//RUNTIME_OPTIONS ||p' scripts/vfnet.java | sed 's/[^ ][^ ]*/"&"/g; s/ /, /g')
    cat >"$release/jbang-catalog.json" <<JSON
{
  "aliases": {
    "vfnet": {
      "script-ref": "$1/vfnet.jar",
      $(describe_alias vfnet),
      "java": "25+",
      "runtime-options": [$options]
    },
    "vfnet-sandbox": {
      "script-ref": "$1/vfnet-sandbox.jar",
      $(describe_alias vfnet-sandbox),
      "java": "25+",
      "runtime-options": [$options]
    },
    "vfnet-dev": {
      "script-ref": "$2/scripts/vfnet.java",
      "description": "vfnet, compiled from its sources"
    }
  }
}
JSON
}
