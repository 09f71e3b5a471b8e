#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# JDK 25 (Temurin 25.0.3+9): "java -XX:AOTCacheOutput=FILE" (JEP 514) makes the cache in a second Java that the first one
# starts at its end. Where that one fails, or cannot be started, the first one says so on its output, leaves FILE.config
# (9 MB for Hello World), makes no FILE, and exits with 0.
# Seen: exit status 0, "Child process failed; status = 1", x.aot.config and no x.aot.
# Needs a JDK 25 as JAVA_HOME. Exits with 0 while this is so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$JAVA_HOME/bin/java" -version
cat >Hello.java <<'JAVA'
public class Hello {
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
JAVA
"$JAVA_HOME/bin/javac" Hello.java
"$JAVA_HOME/bin/jar" --create --file hello.jar Hello.class
status=0
JDK_AOT_VM_OPTIONS=-XX:+NoSuchOption "$JAVA_HOME/bin/java" -XX:AOTCacheOutput=x.aot -cp hello.jar Hello >output 2>&1 || status=$?
cat output
ls -l x.aot*
echo "exit status $status"
[ "$status" = 0 ]
grep -q 'Child process failed; status = 1' output
[ ! -e x.aot ]
[ -s x.aot.config ]
