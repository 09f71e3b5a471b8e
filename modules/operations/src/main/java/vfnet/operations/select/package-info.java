/** Finds ports, VFs and saved entries by what a person calls them. */
package vfnet.operations.select;
