// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.syntax;

import java.util.List;
import java.util.Optional;

/**
 * The name and syntax of a command: data, from which both the parser of every start and picocli's model (errors, help)
 * are made.
 *
 * @param name the word on the command line
 * @param summary one line for the list of commands
 * @param options its own options; {@link Options#GLOBAL_OPTIONS} are added
 * @param parameters its positional parameters
 * @param examples command lines that work, for its help
 */
public record CommandSpec(
        String name, String summary, List<Option> options, Parameters parameters, List<String> examples) {

    /** Whether it has an option of this name, whatever its help says there. */
    public boolean takes(Option option) {
        for (Option own : options) {
            if (own.key().equals(option.key())) {
                return true;
            }
        }
        return false;
    }

    /**
     * An option.
     *
     * @param names as typed, dashes included, the long name last
     * @param value the label of its value in the help; empty for a flag
     * @param help what it does
     */
    public record Option(List<String> names, Optional<String> value, String help) {

        static Option flag(String help, String... names) {
            return new Option(List.of(names), Optional.empty(), help);
        }

        static Option valued(String value, String help, String... names) {
            return new Option(List.of(names), Optional.of(value), help);
        }

        /** Its long name, by which commands query it. */
        public String key() {
            return names.getLast();
        }
    }

    /**
     * Positional parameters.
     *
     * @param each in order; only the last may be omitted or repeated
     */
    public record Parameters(List<Parameter> each) {

        static Parameters of(Parameter... each) {
            return new Parameters(List.of(each));
        }

        /** The minimum number of words, from 0. */
        int least() {
            int least = 0;
            for (Parameter parameter : each) {
                least += parameter.least();
            }
            return least;
        }

        /** The maximum number of words. */
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
     * @param label its name in the help
     * @param least 0 where it may be omitted, else 1
     * @param most 1, or {@link Integer#MAX_VALUE} where it may be repeated
     * @param help what it is
     */
    public record Parameter(String label, int least, int most, String help) {}
}
