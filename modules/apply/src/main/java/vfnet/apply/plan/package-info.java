/** Compares an inventory with a desired state, and decides on the steps. Touches nothing. */
package vfnet.apply.plan;
