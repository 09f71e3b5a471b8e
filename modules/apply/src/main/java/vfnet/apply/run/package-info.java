/** Carries a plan out step by step, reads back, and rolls back. */
package vfnet.apply.run;
