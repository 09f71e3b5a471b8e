/** The JSON documents, each described by the schema of its name. */
package vfnet.cli.json;
