package vfnet.doctor;

/** One question put to the machine. */
interface Check {

    /** What it looks at, as the report calls it. */
    String subject();

    /** Looks. What is not there to be looked at is said, and never taken for sound or broken. */
    Examined examine(Patient patient);
}
