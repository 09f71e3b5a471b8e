/** The formats of other tools: text to ports of the saved configuration, and ports to text. Touches no file. */
module vfnet.exchange {
    requires transitive vfnet.model;
    requires org.snakeyaml.engine;

    exports vfnet.exchange;
}
