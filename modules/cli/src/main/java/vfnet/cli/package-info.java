/**
 * The commands. {@link vfnet.cli.Vfnet} is the tool as a function of its {@link vfnet.cli.Host} and its arguments;
 * {@link vfnet.cli.Main} is the process around it. Each command is a {@code Syntax} in {@code Commands}, from which
 * the parser, the help, the manual pages and the completions are generated, and one class named after it.
 *
 * <p>Data goes to stdout, messages for a person go to stderr, and what ends a command early is one line and an {@link
 * vfnet.cli.ExitCode}.
 */
package vfnet.cli;
