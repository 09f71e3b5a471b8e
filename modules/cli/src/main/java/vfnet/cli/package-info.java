// SPDX-License-Identifier: LGPL-3.0-or-later
/**
 * The commands. {@link vfnet.cli.Vfnet} is the tool as a function of its {@link vfnet.cli.host.Host} and its arguments;
 * {@link vfnet.cli.Main} is the process around it. Each command is a {@code CommandSpec} in {@code CommandSpecs}, from
 * which the parser, the help, the manual pages and the completions are generated, and one class named after it.
 *
 * <p>Data goes to stdout, messages go to stderr, and a failed command prints one line and returns an
 * {@link vfnet.cli.host.ExitCode}. The packages depend on each other in one direction: {@code command}, {@code install}
 * and {@code shell} on {@code json}, that on {@code syntax}, {@code session}, {@code host} and {@code text}.
 */
package vfnet.cli;
