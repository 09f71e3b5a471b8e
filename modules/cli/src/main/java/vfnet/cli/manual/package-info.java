// SPDX-License-Identifier: LGPL-3.0-or-later
/** The manual: generated from the command declarations, with prose that is kept as one Markdown file per page. */
package vfnet.cli.manual;
