#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# JBang 0.132.1 on a host without a network: each run of an alias asks raw.githubusercontent.com for the catalog of
# jbanghub, although the alias is in a catalog that was registered under the name given, and that catalog and the jar are
# files here. JBang looks whether the alias's own script-ref (the path of the jar) is an alias once more, in every catalog
# including its built-in one, which imports jbanghub's. Where there is a network the answer is kept for half a day
# (cache-evict); where there is none, every run loads the classes for TLS, a quarter more CPU time, and waits for the
# connection to fail. "jbang --offline NAME@CATALOG" does not ask.
# Seen: one "Requesting HTTP GET" of jbanghub's catalog in each of 3 runs, and none with --offline. The jar runs each time.
# Needs JAVA_HOME, a JDK 25, and Maven, which fetches JBang. Exits with 0 while this is so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>jbang</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.google.code.gson</groupId><artifactId>gson</artifactId><version>2.13.2</version></dependency>
    <dependency><groupId>dev.jbang</groupId><artifactId>jbang-cli</artifactId><version>0.132.1</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

export JBANG_DIR=$work/settings JBANG_CACHE_DIR=$work/cache JBANG_RUNTIME_SHELL=bash JBANG_STDIN_NOTTY=true
# Nobody listens at this proxy, so there is no network. JBang prints the command line that runs the program, and ends
# with 255.
jbang() {
    local line status=0
    line=$("$JAVA_HOME/bin/java" -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9 -cp 'lib/*' dev.jbang.Main --verbose "$@" 2>>log) ||
        status=$?
    [ "$status" -ne 255 ] || bash -c "$line"
}
asked() {
    grep -c 'Requesting HTTP GET .*/jbanghub/' log || true
}

echo 'class Hello { public static void main(String[] words) { System.out.println("Hello"); } }' >Hello.java
"$JAVA_HOME/bin/javac" -d classes Hello.java
"$JAVA_HOME/bin/jar" --create --file hello.jar --main-class Hello -C classes Hello.class
mkdir elsewhere
echo "{ \"aliases\": { \"hello\": { \"script-ref\": \"$work/hello.jar\" } } }" >elsewhere/jbang-catalog.json
jbang catalog add --global --name here elsewhere/jbang-catalog.json
: >log
for _ in 1 2 3; do [ "$(jbang hello@here)" = Hello ]; done
online=$(asked)
: >log
[ "$(jbang --offline hello@here)" = Hello ]
echo "requests: $online in 3 runs, $(asked) with --offline"
[ "$online" -eq 3 ]
[ "$(asked)" -eq 0 ]
