# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/bench: this image beside that of another commit, which is built in a worktree of its own.
# shellcheck shell=bash disable=SC2154

export PYTHONDONTWRITEBYTECODE=1
before=$work/before
git worktree add --quiet --detach "$before" "$against" || fail "there is no commit $against here"
trap 'git worktree remove --force "$before"; rm -rf "$work"' EXIT
echo "building $against" >&2
env -u VFNET_BUILT "$before/scripts/image" >"$work/before.log" 2>&1 || fail "$against cannot be built: $(tail -n 3 "$work/before.log")"
both="$before/jlink/target/vfnet/bin/vfnet $project/$image/bin/vfnet"

echo "vfnet $(git rev-parse --short HEAD) against $(git rev-parse --short "$against"), on snapshots in folders."
echo
# shellcheck disable=SC2086
python3 tests/bench/against.py "${ROUNDS:-25}" $both <<COMMANDS
--version|--version
list|--sysroot $work/small list
list --json|--sysroot $work/small list --json
boot, nothing to do|--sysroot $work/small boot --dry-run
mac|--sysroot $work/small mac enp1s0f1 4
list, 1,024 VFs|--sysroot $work/8x128 list
list --json, 1,024 VFs|--sysroot $work/8x128 list --json
mac 4, 1,024 VFs|--sysroot $work/8x128 mac enp1s0f0 4
list, 4,080 VFs|--sysroot $work/16x255 list
boot, nothing to do, 4,080 VFs|--sysroot $work/16x255 boot --dry-run
COMMANDS
echo
if [ "$(id -u)" -ne 0 ]; then
    echo "Not root, so the live commands are not measured." >&2
    return
fi
echo "The same, live, on the stand-in machine of tests/live; nothing has to be changed."
echo
# shellcheck disable=SC2086
VFNET=$project/$image/bin/vfnet tests/live/enter python3 "$project/tests/bench/against.py" "${ROUNDS:-25}" $both 2>/dev/null <<COMMANDS
live
list|list
diff|diff
set|set enp1s0f1 4
vf|vf enp1s0f1v1 --trust off
boot|boot
persist|persist
apply|apply
mac|mac enp1s0f1 4
COMMANDS
echo
echo "The same, live, on a machine of 4,080 VFs."
echo
cat >"$work/unpacking" <<UNPACKING
#!/bin/sh
# Such a text needs more than the image's own 64 MB.
exec $project/$image/bin/java -Xmx1g -m vfnet.cli/vfnet.cli.Main "\$@"
UNPACKING
chmod 755 "$work/unpacking"
# shellcheck disable=SC2086
MACHINE=$work/16x255.machine VFNET=$work/unpacking tests/live/enter python3 "$project/tests/bench/against.py" "${ROUNDS:-25}" $both 2>/dev/null <<COMMANDS
live as it is
list, 4,080 VFs|list
list --json, 4,080 VFs|list --json
set, only planned, 4,080 VFs|set enp1s0f0 3 --dry-run
COMMANDS
