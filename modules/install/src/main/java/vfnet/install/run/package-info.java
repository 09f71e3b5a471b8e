/** Carries such a plan out. */
package vfnet.install.run;
