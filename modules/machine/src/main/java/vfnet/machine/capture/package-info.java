/** Copies of a machine what vfnet reads of it. */
package vfnet.machine.capture;
