#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# JBang 0.132.1 on a JDK 25: "jbang run --cds FILE.jar", and an alias of a jar with "cds": true, runs the program, and then
# ends with 1, every time: Java is told to write its archive of classes into a folder of JBang's cache that JBang makes for
# scripts alone. Of a script, the archive is written at the first run and used by the second. So a published jar cannot
# have its archive this way.
# Seen, for a jar: "Unable to create shared archive file .../jars/hello.jar.<hash>/hello.jar.jsa: (No such file or
# directory)", the program's own output, exit status 1 twice. For the same class as a script: 0 twice, and a .jsa file.
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
# JBang prints the command line that runs the program, and ends with 255.
jbang() {
    local line status=0
    line=$("$JAVA_HOME/bin/java" -cp 'lib/*' dev.jbang.Main "$@" 2>>log) || status=$?
    [ "$status" -eq 255 ] || return 99
    bash -c "$line" >>log 2>&1
}

echo 'class Hello { public static void main(String[] words) { System.out.println("Hello"); } }' >Hello.java
"$JAVA_HOME/bin/javac" -d classes Hello.java
"$JAVA_HOME/bin/jar" --create --file hello.jar --main-class Hello -C classes Hello.class
for what in hello.jar hello.jar Hello.java Hello.java; do
    status=0
    jbang run --cds "$what" || status=$?
    results="${results:-}$what $status; "
done
echo "exit statuses: $results"
grep -h 'shared archive file\|^Hello' log
archives=$(cd cache/jars && find . -name '*.jsa' | sed 's|^\./\([^.]*\.[^.]*\).*|\1|')
echo "archives of: $archives"
[ "$results" = 'hello.jar 1; hello.jar 1; Hello.java 0; Hello.java 0; ' ]
[ "$archives" = Hello.java ]
[ "$(grep -c '^Hello$' log)" -eq 4 ]
