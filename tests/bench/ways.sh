# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/bench: vfnet list in each way to run it, beside JBang's own Hello World. A server on loopback stands for
# the page that a release is downloaded from. A first run has an empty cache of JBang's, and a JDK.
# shellcheck shell=bash disable=SC2154

. scripts/lib/modules.sh
. scripts/lib/jar.sh
build_modules_if_stale
[ -d tests/jbang/target/lib ] || run_maven -q package -pl tests/jbang -am -Dmaven.test.skip=true
release=$work/release
version=bench
built=2026-01-01T00:00:00Z
mkdir -p "$release"
coproc server { exec python3 -u -m http.server --bind 127.0.0.1 --directory "$release" 0 2>/dev/null; }
trap 'kill "$server_PID"; rm -rf "$work"' EXIT
read -r _ _ _ _ _ port _ <&"${server[0]}"
make_jars
make_catalog "http://127.0.0.1:$port" "$project"
cat >"$work/Hello.java" <<'JAVA'
///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData
class Hello { public static void main(String[] words) { System.out.println("Hello World"); } }
JAVA
"$image/bin/vfnet" capture --unpack tests/machines/x550.machine "$work/small" 2>/dev/null
java=$JAVA_HOME/bin/java
settings="HOME=$work JAVA_HOME=$JAVA_HOME JBANG_DIR=$work/jbang"
export JBANG_DIR=$work/jbang
JBANG_CACHE_DIR=$work/jbang/cache tests/jbang/jbang catalog add --global --name bryanvaz "$release/jbang-catalog.json"
# For each alias JBang also looks into the catalog of jbanghub. Where there is a network, it keeps a copy for half a day;
# elsewhere it would ask for one in vain at every run.
hub=https://raw.githubusercontent.com/jbanghub/jbang-catalog/main/jbang-catalog.json
copy=$work/jbang/cache/urls/$(printf %s "$hub" | sha256sum | cut -d' ' -f1)
mkdir -p "$copy"
echo '{ "catalogs": {}, "aliases": {}, "templates": {} }' >"$copy/jbang-catalog.json"
warm="/usr/bin/env $settings JBANG_CACHE_DIR=$work/jbang/cache $project/tests/jbang/jbang"
cat >"$work/first" <<FIRST
#!/bin/sh
rm -rf $work/jbang/first
exec $project/tests/jbang/jbang "\$@"
FIRST
chmod +x "$work/first"
first="/usr/bin/env $settings JBANG_CACHE_DIR=$work/jbang/first $work/first"
list="--sysroot $work/small list"
python3 tests/bench/alternate.py "${ROUNDS:-15}" <<COMMANDS
the installed image|$image/bin/vfnet $list
java -jar vfnet.jar|$java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar $release/vfnet.jar $list
Hello World by JBang, warm|$warm $work/Hello.java
jbang vfnet@bryanvaz, warm|$warm vfnet@bryanvaz $list
jbang vfnet-dev@bryanvaz, warm|$warm vfnet-dev@bryanvaz $list
COMMANDS
echo
python3 tests/bench/alternate.py "${ROUNDS:-15}" <<COMMANDS
Hello World by JBang, first run|$first $work/Hello.java
jbang vfnet@bryanvaz, first run|$first vfnet@bryanvaz $list
COMMANDS
