# SPDX-License-Identifier: LGPL-3.0-or-later
# shellcheck shell=sh
# Starts the Java of this image.
self=$0
case $self in */*) ;; *) self=./$self ;; esac
if [ -L "$self" ]; then self=$(readlink -f "$self"); fi
home=${self%/*}/..
# Java does not start in a folder that has been deleted; the image is then found only by an absolute path.
[ -d "${PWD:-}" ] || cd /
cache=$home/lib/vfnet.aot
if [ -r "$cache" ]; then
    exec "$home/bin/java" "-XX:AOTCache=$cache" -m vfnet.cli/vfnet.cli.Main "$@"
fi
exec "$home/bin/java" -m vfnet.cli/vfnet.cli.Main "$@"
