#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Written by 'vfnet install'. The configuration lies beside the program, where updates of the system leave it alone.
export VFNET_CONFIG="${VFNET_CONFIG:-@CONFIGURATION@}"
exec "@PREFIX@/lib/vfnet/current/bin/vfnet" "$@"
