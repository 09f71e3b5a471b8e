// SPDX-License-Identifier: LGPL-3.0-or-later
package sample;

import java.util.*;

public class Sample {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Named(String name, Shape inner) implements Shape {}

    record Empty() implements Shape {}

    record All(
            boolean z,
            byte b,
            short s,
            char c,
            int i,
            long l,
            float f,
            double d,
            String text,
            int[] array,
            List<String> list) {}

    enum Colour {
        RED,
        GREEN
    }

    static String name(Object any) {
        return switch (any) {
            case null -> "null";
            case Named(String name, Circle(double radius)) when radius > 1 -> name + radius;
            case Named(String name, Named inner) -> name + " of " + name(inner);
            case Named named -> "named " + named.name();
            case Circle(double radius) -> "circle " + radius;
            case Empty empty -> empty.toString();
            case String text when text.length() > 3 -> "long " + text;
            case String text -> text;
            case Integer number -> "integer " + number;
            case int[] array -> "array " + array.length;
            case Colour colour when colour == Colour.RED -> "red";
            default -> "else";
        };
    }

    static String constant(Object any) {
        return switch (any) {
            case Colour.RED -> "RED";
            case Colour colour -> "colour";
            default -> "else";
        };
    }

    interface Inside {
        static String word(Object any) {
            return switch (any) {
                case Long l -> "long";
                case Number n -> "number";
                default -> "none";
            };
        }
    }

    public static String everything() {
        StringBuilder told = new StringBuilder();
        List<Object> objects = Arrays.asList(
                null,
                new Named("a", new Circle(2)),
                new Named("a", new Circle(1)),
                new Named("b", new Named("c", new Empty())),
                new Empty(),
                new Circle(Double.NaN),
                "long one",
                "abc",
                7,
                new int[3],
                Colour.RED,
                Colour.GREEN,
                9L,
                1.5f);
        for (Object each : objects) {
            told.append(name(each))
                    .append('|')
                    .append(each == null ? "" : constant(each) + Inside.word(each))
                    .append('\n');
        }
        records(told);
        return told.toString();
    }

    private static void records(StringBuilder told) {
        int[] array = {1};
        List<All> alls = List.of(
                new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                new All(false, (byte) -1, (short) -2, 'x', 3, 4L << 40, 5f, 6.5, "t", array, List.of("q")),
                new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, 0.0, null, array, null),
                new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, -0.0, null, array, null),
                new All(true, (byte) -1, (short) -2, 'x', 3, 4L << 41, Float.NaN, 0.0, null, array, null));
        for (All one : alls) {
            told.append(one.hashCode() - Objects.hashCode(array) * 31)
                    .append(' ')
                    .append(one.toString().replaceAll("@[0-9a-f]+", "@"))
                    .append(one.equals(null))
                    .append(one.equals("t"));
            alls.forEach(other -> told.append(one.equals(other) ? '1' : '0'));
            told.append('\n');
        }
        told.append(new Empty().hashCode())
                .append(new Empty().equals(new Empty()))
                .append(new Empty());
        told.append(new Circle(Double.NaN).equals(new Circle(Double.NaN)));
    }
}
