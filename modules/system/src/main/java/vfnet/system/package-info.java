/** The machine as files: every place that vfnet knows ({@link vfnet.system.Sysroot}), who may write it, and locks. */
package vfnet.system;
