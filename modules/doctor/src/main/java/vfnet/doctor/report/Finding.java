// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A problem that a check found.
 *
 * @param id its name for scripts, which never changes: {@code iommu_off}
 * @param severity its severity
 * @param subject the port that it is about; empty where it is about the whole machine
 * @param what one sentence, without its end
 * @param evidence what shows it
 * @param toDo what to do about it, one sentence each, in the order to try
 */
public record Finding(
        String id,
        Severity severity,
        Optional<Subject> subject,
        String what,
        List<Evidence> evidence,
        List<String> toDo) {

    /** Copies what it is given. */
    public Finding {
        evidence = List.copyOf(evidence);
        toDo = List.copyOf(toDo);
    }

    /**
     * {@return a finding about the whole machine, without evidence and advice}
     *
     * @param severity its severity
     * @param id its name for scripts
     * @param what one sentence, without its end
     */
    public static Finding of(Severity severity, String id, String what) {
        return new Finding(id, severity, Optional.empty(), what, List.of(), List.of());
    }

    /**
     * {@return an error about the whole machine, without evidence and advice}
     *
     * @param id its name for scripts
     * @param what one sentence, without its end
     */
    public static Finding error(String id, String what) {
        return of(Severity.ERROR, id, what);
    }

    /**
     * {@return a warning about the whole machine, without evidence and advice}
     *
     * @param id its name for scripts
     * @param what one sentence, without its end
     */
    public static Finding warning(String id, String what) {
        return of(Severity.WARNING, id, what);
    }

    /**
     * {@return a note about the whole machine, without evidence and advice}
     *
     * @param id its name for scripts
     * @param what one sentence, without its end
     */
    public static Finding note(String id, String what) {
        return of(Severity.NOTE, id, what);
    }

    /**
     * {@return the same finding about a PF or one of its ports}
     *
     * @param about the PF or port
     */
    public Finding on(Subject about) {
        return new Finding(id, severity, Optional.of(about), what, evidence, toDo);
    }

    /**
     * {@return the same finding with one more piece of evidence}
     *
     * @param where a file or command of the machine
     * @param value what stands there
     */
    public Finding found(String where, String value) {
        List<Evidence> more = new ArrayList<>(evidence);
        more.add(new Evidence(where, value));
        return new Finding(id, severity, subject, what, more, toDo);
    }

    /**
     * {@return the same finding with one more thing to do, after the others}
     *
     * @param step one sentence
     */
    public Finding todo(String step) {
        return todo(List.of(step));
    }

    /**
     * {@return the same finding with more things to do, after the others}
     *
     * @param steps one sentence each, in the order to try
     */
    public Finding todo(List<String> steps) {
        List<String> more = new ArrayList<>(toDo);
        more.addAll(steps);
        return new Finding(id, severity, subject, what, evidence, more);
    }
}
