# SPDX-License-Identifier: LGPL-3.0-or-later
"""Prints what Ansible did as one JSON document: {"tasks": [{"name", "hosts": {HOST: RESULT}}], "stats": {HOST: ...}}."""

import json

from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "report"

    def __init__(self):
        super().__init__()
        self.tasks = []

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.tasks.append({"name": task.get_name(), "hosts": {}})

    def _note(self, result, **_):
        self.tasks[-1]["hosts"][result._host.get_name()] = result._result

    v2_runner_on_ok = v2_runner_on_failed = v2_runner_on_skipped = v2_runner_on_unreachable = _note

    def v2_playbook_on_stats(self, stats):
        hosts = {host: stats.summarize(host) for host in stats.processed}
        print(json.dumps({"tasks": self.tasks, "stats": hosts}, default=str))
