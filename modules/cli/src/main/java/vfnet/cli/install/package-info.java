/** The commands that put vfnet onto a system and take it off again. */
package vfnet.cli.install;
