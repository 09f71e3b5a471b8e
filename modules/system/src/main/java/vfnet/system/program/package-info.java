/** Programs of the host, started with a time to answer. */
package vfnet.system.program;
