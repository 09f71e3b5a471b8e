/** What an examination found, and what it looked at. */
package vfnet.doctor.report;
