/** Plans what to change, does it step by step through the {@link vfnet.apply.Kernel} port, checks, and goes back. */
module vfnet.apply {
    requires transitive vfnet.model;

    exports vfnet.apply;
}
