#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# JLine 4.5.0: the action that AbstractTerminal.setOnClose registers runs when the terminal takes nothing any more. A
# program that leaves the alternate screen there (puts, flush) gets an IllegalStateException, "Terminal has been closed".
# Beside that, JLine closes a system terminal at the end of the Java process by itself, on SIGINT and SIGTERM too: it then
# restores the terminal's attributes, and neither the screen nor the cursor. So a full-screen program that is ended by a
# signal leaves its user on the other screen unless it writes the sequences to stdout, past JLine.
# Seen: "puts: java.lang.IllegalStateException: Terminal has been closed", and on a terminal that was ended by SIGTERM the
# sequence that enters the screen and not the one that leaves it.
# Needs JAVA_HOME, a JDK 25, Maven, and script(1). Exits with 0 while this is so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>jline</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.jline</groupId><artifactId>jline-terminal</artifactId><version>4.5.0</version></dependency>
    <dependency><groupId>org.jline</groupId><artifactId>jline-terminal-ffm</artifactId><version>4.5.0</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat >Screen.java <<'JAVA'
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.utils.InfoCmp.Capability;

public class Screen {
    public static void main(String[] words) throws Exception {
        Terminal terminal = TerminalBuilder.builder().system(true).provider("ffm").type("xterm").build();
        terminal.puts(Capability.enter_ca_mode);
        terminal.flush();
        if (words[0].equals("wait")) {
            Thread.sleep(60_000);
        }
        ((AbstractTerminal) terminal).setOnClose(() -> {
            try {
                terminal.puts(Capability.exit_ca_mode);
                terminal.flush();
            } catch (RuntimeException e) {
                System.err.println("puts: " + e);
            }
        });
        terminal.close();
    }
}
JAVA
"$JAVA_HOME/bin/javac" -cp 'lib/*' Screen.java
on_terminal() {
    sleep 6 | script -qec "$1" /dev/null | tr '\033' '~'
}
java="$JAVA_HOME/bin/java --enable-native-access=ALL-UNNAMED -cp $work:$work/lib/* Screen"
on_terminal "$java close" >closed
on_terminal "timeout --foreground -s TERM 3 $java wait" >ended
cat closed ended
grep -q 'puts: java.lang.IllegalStateException: Terminal has been closed' closed
grep -qF '~[?1049h' closed
grep -qF '~[?1049h' ended
! grep -qF '~[?1049l' ended
