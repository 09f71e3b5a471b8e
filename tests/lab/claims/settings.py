# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 12."""
import host
from claim import claim
from shapes import STANDARD


@claim('12', 'settings that vfnet makes are what the kernel then says, and igb is asked for nothing that it cannot', STANDARD)
def settings_are_the_kernels(bench):
    bench.vfnet('set enp1s0 3')
    host.wait_for_carrier(bench, 'enp1s0')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 2))
    before = bench.kernel()
    for index, driver in ((0, 'igbvf'), (2, 'vfio-pci')):
        bench.vfnet(f'vf enp1s0 {index} --vlan 100:3 --spoof-check off --trust on --max-rate 100')
        kernel = bench.kernel()
        settings = kernel.port('enp1s0').settings[index]
        bench.equal(f'settings of VF {index} on {driver}', ((100, 3), False, True, 100),
                    (settings.vlan, settings.spoof_check, settings.trust, settings.max_tx_rate))
        bench.equal('its driver', driver, kernel.vf('enp1s0', index).driver)
    after = bench.kernel()
    bench.equal('VF 1 is as it was', before.port('enp1s0').settings[1], after.port('enp1s0').settings[1])
    bench.equal('no interface was made anew', before.vf('enp1s0', 0).interface, after.vf('enp1s0', 0).interface)

    for impossible in ('--min-rate 10', '--link-state enable', '--vlan 5:0:802.1ad', '--vlan 4095', '--max-rate 1001',
                       '--mac 01:00:5e:00:00:01'):
        bench.vfnet(f'vf enp1s0 1 {impossible}', status=2)
    bench.equal('none of that reached the card', after.port('enp1s0').settings, bench.kernel().port('enp1s0').settings)

    bench.vfnet('vf enp1s0 1 --mac 02:aa:00:00:00:07')
    kernel = bench.kernel()
    bench.equal('an address by hand, on the side of the PF', '02:aa:00:00:00:07',
                kernel.port('enp1s0').settings[1].address)
    bench.equal('and of the VF itself', '02:aa:00:00:00:07', kernel.vf('enp1s0', 1).interface.address)
    bench.equal('the first VF kept its interface', after.vf('enp1s0', 0).interface, kernel.vf('enp1s0', 0).interface)


@claim('12', 'a change that nobody confirms goes back, one that is confirmed stays', STANDARD)
def confirmation(bench):
    bench.vfnet('set enp1s0 2')
    before = bench.kernel()
    bench.shell('printf \'{"version": 1, "ports": [{"pci_address": "0000:01:00.0", "vf_count": 3}]}\' >/tmp/wanted.json')
    bench.vfnet('apply --file /tmp/wanted.json --confirm 3s', status=1)
    after = bench.kernel()
    bench.equal('VFs', len(before.port('enp1s0').vfs), len(after.port('enp1s0').vfs))
    bench.equal('their addresses', before.port('enp1s0').admin_addresses, after.port('enp1s0').admin_addresses)
    bench.shell('vfnet apply --file /tmp/wanted.json --confirm 60s >/tmp/apply.log 2>&1 & '
                'until vfnet confirm >/dev/null 2>&1; do sleep 0.5; done; wait $!')
    bench.equal('VFs', 3, len(bench.kernel().port('enp1s0').vfs))
    bench.vfnet('diff --check')
