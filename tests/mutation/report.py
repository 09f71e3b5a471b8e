# SPDX-License-Identifier: LGPL-3.0-or-later
"""Says what share of PIT's mutations the tests notice, and which they do not. scripts/mutation starts it."""
import pathlib
import sys
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).parent
REPORTS = HERE.parent.parent / 'target' / 'mutation'
LEAST_SHARE = 85
NOTICED = {'KILLED', 'TIMED_OUT', 'MEMORY_ERROR', 'RUN_ERROR'}


def name_of(mutation):
    """CLASS.METHOD: what was changed; the line is left out, for it moves with every edit."""
    simple = mutation.findtext('mutatedClass').rsplit('.', 1)[-1]
    return f'{simple}.{mutation.findtext("mutatedMethod")}: {mutation.findtext("description")}'


def accepted():
    """The mutations that may survive, each a line; lines that begin with # say why."""
    lines = (HERE / 'accepted').read_text('utf-8').splitlines()
    return {line for line in lines if line and not line.startswith('#')}


def report(module, explained):
    """Prints a module's share and its survivors. Returns whether the share is enough."""
    mutations = list(xml.etree.ElementTree.parse(REPORTS / module / 'mutations.xml').getroot())
    noticed = sum(mutation.get('status') in NOTICED for mutation in mutations)
    share = 100 * noticed / len(mutations)
    print(f'{module}: {noticed} of {len(mutations)} mutations noticed, {share:.1f} %')
    for mutation in mutations:
        if mutation.get('status') not in NOTICED:
            name = name_of(mutation)
            mark = 'accepted' if name in explained else mutation.get('status').lower().replace('_', ' ')
            print(f'  {mark}: {name} (line {mutation.findtext("lineNumber")})')
    return share >= LEAST_SHARE


def main():
    explained = accepted()
    enough = [report(module, explained) for module in sys.argv[1:]]
    return 0 if all(enough) else 1


if __name__ == '__main__':
    sys.exit(main())
