# SPDX-License-Identifier: LGPL-3.0-or-later
"""Claim 22."""
import json

import host
from claim import claim
from claims.reboot import boots_well, look, unit
from shapes import PACKAGED

SHADOWED = 'package_shadowed'
# What apt, dpkg and deb-systemd-helper keep of every package that was ever installed.
KEPT = ('/var/log/', '/var/tmp/systemd-private-', '/var/lib/dpkg/', '/var/lib/apt/', '/var/cache/', '/var/lib/systemd/')


def apt(bench, words):
    return bench.shell(f'DEBIAN_FRONTEND=noninteractive apt-get -yq -o Dpkg::Use-Pty=0 {words} 2>&1', timeout=600)


def doctor(bench, command):
    """The ids of its findings; it ends with 1 where it found an error."""
    return [finding['id'] for finding in json.loads(bench.read(f'{command} doctor --json || true'))['findings']]


@claim('22', 'the package restores VFs as an installation does, and an upgrade, a removal and a purge touch none', PACKAGED)
def package(bench):
    bench.vfnet('set enp1s0 4')
    bench.vfnet('set enp2s0 2')
    host.to_vfio(bench, bench.kernel().vf('enp1s0', 3))
    bench.vfnet('persist')
    before = look(bench)
    takes_over(bench)
    boots_well(bench, before, 1)
    bench.equal('the unit is that of the package', '/lib/systemd/system/vfnet.service',
                unit(bench, 'vfnet.service', 'FragmentPath').removeprefix('/usr'))
    upgrades(bench, before)
    goes(bench, before)


def takes_over(bench):
    """From an installation by vfnet itself, which comes first until it is uninstalled."""
    said = apt(bench, 'install /opt/vfnet-1.deb')
    bench.contains('apt install names the earlier installation', '/usr/local/bin/vfnet uninstall', said)
    bench.contains('doctor names it too', SHADOWED, ' '.join(doctor(bench, '/usr/bin/vfnet')))
    refused = bench.guest.run('/usr/bin/vfnet install')
    bench.equal('install is refused', 1, refused.status)
    bench.contains('install says what to use', 'use apt', refused.err)
    bench.shell('/usr/local/bin/vfnet uninstall')
    bench.equal('doctor has no more to say of it', False, SHADOWED in doctor(bench, '/usr/bin/vfnet'))
    bench.equal('the unit', 'enabled', bench.read('systemctl is-enabled vfnet.service').strip())


def upgrades(bench, before):
    started = unit(bench, 'vfnet.service', 'ActiveEnterTimestampMonotonic')
    with host.held(bench, bench.kernel().vf('enp1s0', 3), 'router'):
        apt(bench, 'install /opt/vfnet-2.deb')
        bench.equal('upgraded while a VM holds a VF: everything as it was', before, look(bench))
    bench.equal('the service was not restarted', started, unit(bench, 'vfnet.service', 'ActiveEnterTimestampMonotonic'))
    bench.contains('the version', '-2', bench.read("dpkg-query --show --showformat '${Version}' vfnet"))


def goes(bench, before):
    apt(bench, 'remove vfnet')
    bench.equal('removed: everything as it was', before, look(bench))
    bench.equal('removed: the unit', 'not-found', unit(bench, 'vfnet.service', 'LoadState'))
    bench.equal('removed: the saved configuration stays', '/etc/vfnet/config.json', bench.read('ls /etc/vfnet/config.json').strip())
    apt(bench, 'purge vfnet')
    bench.equal('purged: everything as it was', before, look(bench))
    left = set(bench.read(host.FILES).split('\n')) - bench.guest.files_before
    bench.equal('files left', set(), {path for path in left if not path.startswith(KEPT)})
