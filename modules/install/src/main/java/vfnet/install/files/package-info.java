/** Files that are there whole or not at all, and trees of them. */
package vfnet.install.files;
