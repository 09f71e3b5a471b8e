/** One class for each question put to the machine. */
package vfnet.doctor.check;
