# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/bench: vfnet report, in each form, on the documents of 1,000 hosts with 64 VFs each.
# shellcheck shell=bash disable=SC2154

"$image/bin/vfnet" --sysroot tests/machines/x550.machine list --json >"$work/list.json" 2>/dev/null
python3 tests/bench/fleet.py "$work/list.json" 1000 64 "$work/fleet"
"$JAVA_HOME/bin/javac" -d "$work" tests/bench/Hello.java
python3 tests/bench/alternate.py "${ROUNDS:-5}" <<COMMANDS
report, 1000 hosts and 64000 VFs|$image/bin/vfnet report $work/fleet
report --json|$image/bin/vfnet report $work/fleet --json
report --html|$image/bin/vfnet report $work/fleet --html $work/report.html
Hello World, default CDS, same flags|$JAVA_HOME/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp $work Hello
COMMANDS
