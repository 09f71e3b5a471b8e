/** The record of what an installation put on a machine. */
package vfnet.install.manifest;
