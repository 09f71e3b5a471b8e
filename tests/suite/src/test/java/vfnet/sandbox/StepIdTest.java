// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vfnet.apply.plan.Step;
import vfnet.suite.Schemas;

/** Every kind of step has a name of its own in JSON documents, and the schema allows exactly these names. */
class StepIdTest {

    @Test
    void theSchemaAllowsEveryStepAndNoOther() throws ReflectiveOperationException {
        Set<String> allowed = new TreeSet<>();
        Schemas.tree("set")
                .at("/properties/steps/items/properties/step/enum")
                .forEach(id -> allowed.add(id.asString()));
        Set<String> printed = new TreeSet<>();
        List<Class<?>> kinds = Arrays.asList(Step.class.getPermittedSubclasses());
        for (Class<?> kind : kinds) {
            printed.add(example(kind).id());
        }
        assertEquals(allowed, printed);
        assertEquals(kinds.size(), printed.size(), "two kinds of steps share a name");
    }

    /** A step of this kind; what it is about does not matter for its name. */
    private static Step example(Class<?> kind) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types)
                .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? false : null)
                .toArray();
        return (Step) kind.getDeclaredConstructor(types).newInstance(values);
    }
}
