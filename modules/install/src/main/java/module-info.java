/** Puts the runtime image, its unit and its manual onto a system, and takes back exactly what it put. */
module vfnet.install {
    requires transitive vfnet.model;

    exports vfnet.install;
}
