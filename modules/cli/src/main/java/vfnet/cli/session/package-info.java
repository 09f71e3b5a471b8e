// SPDX-License-Identifier: LGPL-3.0-or-later
/** One command at work: the machine that it looks at, and the streams that its words go to. */
package vfnet.cli.session;
