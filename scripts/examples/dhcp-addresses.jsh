// Addresses for a DHCP server: reservations of dnsmasq for the first VFs of a port, before there is a VF.
//   scripts/jshell scripts/examples/dhcp-addresses.jsh PORT COUNT
String port = argument(0, "PORT");
int count = Integer.parseInt(argument(1, "COUNT"));

for (VfAddress vf : addresses(machine(), port, count)) {
    switch (vf) {
        case VfAddress.Known known -> IO.println("dhcp-host=" + known.address() + "," + port + "-vf" + known.vfIndex());
        case VfAddress.Unknown unknown -> throw new NoSuchElementException(unknown.why().toString());
    }
}
