/** Compares what is to be installed or removed with what is there. */
package vfnet.install.plan;
