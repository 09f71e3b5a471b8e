/** The port through which the live state is changed. Nothing else writes. */
package vfnet.apply.kernel;
