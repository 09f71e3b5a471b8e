#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Starts vfnet, which runs as root: no option, library, program or function of the caller's environment affects it. What
# sudo and su let through is removed before the first program is started. The build of the image joins this file and
# start.sh; scripts/vfnet reads it where it starts the modules of a checkout.
# bash, where it is sh, imports functions; special builtins (unset, export, exec) come before them (POSIX, 2.9.1).
unset -f '[' cd readlink true
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS CLASSPATH
unset LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT LD_DEBUG LD_DEBUG_OUTPUT LD_PROFILE LD_PROFILE_OUTPUT GLIBC_TUNABLES
unset MALLOC_TRACE GCONV_PATH LOCPATH NLSPATH TMPDIR CDPATH ENV BASH_ENV
# A systemd unit has no locale, and without one Java reads only ASCII names.
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
# Where one of these three is closed, the next file that Java opens gets its number, and what vfnet prints goes into that.
true 3>&2 || exec 2</dev/null
{ true 3<&0; } 2>/dev/null || exec </dev/null
{ true 3>&1; } 2>/dev/null || exec 1</dev/null
