// SPDX-License-Identifier: LGPL-3.0-or-later
/** The use cases: each operation has a method that only plans and one that executes. */
package vfnet.operations.usecase;
