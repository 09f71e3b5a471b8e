// SPDX-License-Identifier: LGPL-3.0-or-later
/** The JSON documents, each described by the schema of its name. */
package vfnet.cli.json;
