// SPDX-License-Identifier: LGPL-3.0-or-later
package sample;

import java.io.Serializable;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Lambdas {
    static class Base {
        String name = "base";

        Supplier<String> named() {
            return () -> "Base of " + name;
        }

        private String own() {
            return "own of Base";
        }

        Supplier<String> owned() {
            return this::own;
        }

        String told() {
            return "told by Base";
        }
    }

    static class Derived extends Base {
        Supplier<String> named() {
            return () -> "Derived of " + name;
        }

        String own() {
            return "own of Derived";
        }

        String told() {
            return "told by Derived";
        }

        Supplier<String> above() {
            return super::told;
        }

        Supplier<String> of(Base other) {
            return () -> super.named().get() + other.named().get();
        }
    }

    interface Shape {
        double area();

        private String text() {
            return "area " + area();
        }

        default Supplier<String> described() {
            return () -> text();
        }

        default Supplier<String> referred() {
            return this::text;
        }

        static Function<Double, Shape> square() {
            return side -> () -> side * side;
        }
    }

    record Point(int x, int y) {
        private Point(int both) {
            this(both, both);
        }

        private static int sum(Point p) {
            return p.x + p.y;
        }

        private int product() {
            return x * y;
        }
    }

    interface Maker {
        Object make(int a, long b, double c, boolean d, String e);
    }

    interface Wide {
        long of(int a);
    }

    interface Text {
        String of(Object any);
    }

    private final List<String> kept = new ArrayList<>();
    private int counted;

    private void keep(String text) {
        kept.add(text);
    }

    private static int twice(int number) {
        return 2 * number;
    }

    private static String joined(String... parts) {
        return String.join("+", parts);
    }

    Maker captures(int a, long b, double c, boolean d, char e, byte f, short g, float h, int[] i) {
        return (v, w, x, y, z) ->
                a + b + c + (d ? 1 : 0) + e + f + g + h + i[0] + v + w + x + (y ? 2 : 0) + z + counted++;
    }

    public static String everything() {
        Lambdas here = new Lambdas();
        List<Object> told = new ArrayList<>();
        told.add(here.captures(1, 2L << 40, 3.5, true, 'c', (byte) -4, (short) 5, 6.5f, new int[] {7})
                .make(8, 9L << 33, 0.25, true, "z"));
        told.add(here.counted);
        Consumer<String> keeping = here::keep;
        keeping.accept("kept");
        Consumer<String> adding = here.kept::add;
        adding.accept("added");
        told.add(here.kept);
        ofInheritance(told);
        ofReferences(told);
        ofArraysAndTexts(told);
        ofManyKinds(told);
        return told.toString();
    }

    private static void ofInheritance(List<Object> told) {
        Derived derived = new Derived();
        told.addAll(List.of(
                new Base().named().get(),
                derived.named().get(),
                derived.owned().get(),
                derived.above().get(),
                derived.of(new Base()).get()));
        Shape shape = Shape.square().apply(1.5);
        told.addAll(
                List.of(shape.area(), shape.described().get(), shape.referred().get()));
    }

    private static void ofReferences(List<Object> told) {
        IntFunction<Point> both = Point::new;
        BiFunction<Integer, Integer, Point> two = Point::new;
        ToIntFunction<Point> sum = Point::sum;
        Function<Point, Integer> product = Point::product;
        told.addAll(
                List.of(both.apply(4), two.apply(5, 6), sum.applyAsInt(both.apply(7)), product.apply(two.apply(8, 9))));
        Wide wide = Lambdas::twice;
        Wide boxed = Integer::valueOf;
        Function<Integer, Long> widened = number -> (long) number;
        ToLongFunction<Integer> unboxed = Integer::intValue;
        Supplier<Object> number = () -> 3;
        IntSupplier of = Integer.valueOf(11)::intValue;
        told.addAll(List.of(
                wide.of(21), boxed.of(22), widened.apply(23), unboxed.applyAsLong(24), number.get(), of.getAsInt()));
    }

    private static void ofArraysAndTexts(List<Object> told) {
        Function<Integer, int[]> array = int[]::new;
        Function<String[], String> joining = Lambdas::joined;
        BinaryOperator<String> pair = Lambdas::joined;
        Text text = String::valueOf;
        Supplier<String> generic = List.of("first")::getFirst;
        told.addAll(List.of(
                array.apply(3).length,
                joining.apply(new String[] {"a", "b"}),
                pair.apply("c", "d"),
                text.of(12),
                generic.get()));
        Runnable forgetting = () -> twice(1);
        forgetting.run();
        Runnable wideForgotten = () -> Long.valueOf(1).longValue();
        wideForgotten.run();
    }

    private static void ofManyKinds(List<Object> told) {
        Supplier<String> kept = (Supplier<String> & Serializable) () -> "serializable";
        told.add(kept.get() + (kept instanceof Serializable));
        List<Supplier<Integer>> many = List.of(
                () -> 1, () -> 2, () -> 3, () -> 4, () -> 5, () -> 6, () -> 7, () -> 8, () -> 9, () -> 10, () -> 11,
                () -> 12, () -> 13, () -> 14, () -> 15, () -> 16, () -> 17, () -> 18);
        told.add(many.stream().map(Supplier::get).map(String::valueOf).collect(Collectors.joining(",")));
        told.add(IntStream.range(0, 5)
                .mapToObj(Integer::toString)
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()))
                .toList());
        try {
            Function<Object, Object> wrong = any -> ((String) any).length();
            wrong.apply(1);
        } catch (ClassCastException e) {
            told.add("cast");
        }
    }
}
