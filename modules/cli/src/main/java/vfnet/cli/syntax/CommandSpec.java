// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import java.util.Optional;

/**
 * What a command is called and takes: data, from which both the parser of every start and picocli's model (errors,
 * help) are made.
 *
 * @param name the word on the command line
 * @param summary one line for the list of commands
 * @param options its own; {@link Options#GLOBAL_OPTIONS} come on top
 * @param parameters what stands on the line without dashes
 * @param examples command lines that work, for its help
 */
public record CommandSpec(
        String name, String summary, List<Option> options, Parameters parameters, List<String> examples) {

    /**
     * An option.
     *
     * @param names as typed, dashes included, the long name last
     * @param value what its value is called in the help; empty for a flag
     * @param help what it does
     */
    public record Option(List<String> names, Optional<String> value, String help) {

        static Option flag(String help, String... names) {
            return new Option(List.of(names), Optional.empty(), help);
        }

        static Option valued(String value, String help, String... names) {
            return new Option(List.of(names), Optional.of(value), help);
        }

        /** Its long name, by which commands ask for it. */
        public String key() {
            return names.getLast();
        }
    }

    /**
     * Positional parameters.
     *
     * @param each in their order on the line; only the last may be left out or repeated
     */
    public record Parameters(List<Parameter> each) {

        static Parameters of(Parameter... each) {
            return new Parameters(List.of(each));
        }

        /** How many words there must be, from 0. */
        int least() {
            int least = 0;
            for (Parameter parameter : each) {
                least += parameter.least();
            }
            return least;
        }

        /** How many words there may be. */
        int most() {
            int most = 0;
            for (Parameter parameter : each) {
                most = parameter.most() == Integer.MAX_VALUE ? Integer.MAX_VALUE : most + parameter.most();
            }
            return most;
        }
    }

    /**
     * A positional parameter.
     *
     * @param label how the help calls it
     * @param least 0 where it may be left out, else 1
     * @param most 1, or {@link Integer#MAX_VALUE} where it may be repeated
     * @param help what it is
     */
    public record Parameter(String label, int least, int most, String help) {}
}
