/** One unattended start, within its time. */
package vfnet.operations.boot;
