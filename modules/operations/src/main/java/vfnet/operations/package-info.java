// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The use cases of vfnet as an API, without a command line or a terminal. Every operation takes an
 * {@link vfnet.operations.OperationContext}; what it cannot do is an {@link vfnet.operations.OperationException} with
 * its kind. The packages depend on each other in one direction: {@code usecase} and {@code boot} on
 * {@code configuration}, that on {@code live}, {@code desired}, {@code select} and {@code view}.
 */
package vfnet.operations;
