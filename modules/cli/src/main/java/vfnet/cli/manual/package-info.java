// SPDX-License-Identifier: LGPL-3.0-or-later
/** The manual: what the command declarations say, between prose that is kept as one Markdown file per page. */
package vfnet.cli.manual;
