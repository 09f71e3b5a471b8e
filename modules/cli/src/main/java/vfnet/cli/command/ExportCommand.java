// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vfnet.cli.host.ExitCode;
import vfnet.cli.session.Session;
import vfnet.cli.syntax.Invocation;
import vfnet.cli.syntax.Options;
import vfnet.interop.Exported;
import vfnet.model.VfRanges;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.operations.OperationException;
import vfnet.operations.OperationException.Kind;
import vfnet.operations.interop.ExportFormat;
import vfnet.operations.interop.ExportHost;
import vfnet.operations.interop.OutputFolder;
import vfnet.operations.select.SavedSelection;
import vfnet.operations.view.ConfigurationView;
import vfnet.operations.view.Rows;
import vfnet.persistence.Loaded;
import vfnet.system.Sysroot;

/** {@code vfnet export}: prints the saved configuration in another tool's format. */
public final class ExportCommand implements Command {

    @Override
    public ExitCode run(Invocation invocation, Session session) throws OperationException, IOException {
        String name = invocation
                .value(Options.TO)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST,
                        "--to is missing: it is " + ExportFormat.names()
                                + ", as in 'vfnet export --to netplan'; see 'vfnet export --help'"));
        ExportFormat format = ExportFormat.named(name)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID_REQUEST, "--to " + name + ": it is " + ExportFormat.names()));
        Optional<OutputFolder> folder =
                folder(invocation, session.context().machine().sysroot());
        List<SavedPort> ports = ports(invocation, session);
        ExportHost host =
                new ExportHost(session.context(), folder.map(OutputFolder::path), invocation.value(Options.NODE));
        Exported exported = format.writer(host)
                .write(
                        ports,
                        OutputFolder.HEADER + " from "
                                + session.context().configurationFile().path()
                                + (format.createsVfs()
                                        ? "; only one of the two may create these VFs"
                                        : "; vfnet still creates these VFs"));
        if (folder.isPresent()) {
            folder.get().write(exported.files(), format.isPrivate());
            session.say("vfnet: wrote " + exported.files().size() + " file(s) into "
                    + folder.get().path() + "\n");
        } else {
            for (Exported.ExportedFile file : exported.files()) {
                session.print(
                        (exported.files().size() > 1 || file.name().contains("/") ? "# " + file.name() + "\n" : "")
                                + file.text());
            }
        }
        sayWhatIsMissing(session, host, exported);
        session.say(afterwards(format, exported));
        return exported.impossible().isEmpty()
                ? ExitCode.DONE
                : exported.files().isEmpty() ? ExitCode.FAILED : ExitCode.PARTLY;
    }

    private static void sayWhatIsMissing(Session session, ExportHost host, Exported exported) throws IOException {
        say(session, "could not read this host's configuration of other tools: ", host.problems());
        say(session, "", exported.notes().stream().map(ExportCommand::describe).toList());
        say(
                session,
                "not carried over: ",
                exported.lost().stream().map(ExportCommand::describe).toList());
        say(
                session,
                "left out: ",
                exported.impossible().stream().map(ExportCommand::describe).toList());
    }

    private static void say(Session session, String before, List<String> sentences) throws IOException {
        for (String sentence : sentences) {
            session.say("vfnet: " + before + sentence + "\n");
        }
    }

    private static Optional<OutputFolder> folder(Invocation invocation, Sysroot sysroot) throws OperationException {
        Optional<String> named = invocation.value(Options.OUTPUT).filter(name -> !name.equals("-"));
        try {
            return named.map(Path::of).map(path -> new OutputFolder(sysroot, path));
        } catch (InvalidPathException e) {
            throw new OperationException(
                    Kind.INVALID_REQUEST, "--output " + named.orElseThrow() + " is not a valid path", e);
        }
    }

    private static List<SavedPort> ports(Invocation invocation, Session session)
            throws OperationException, IOException {
        Loaded loaded = session.context().configurationFile().load();
        if (loaded instanceof Loaded.Unreadable unreadable) {
            throw new OperationException(Kind.FAILED, unreadable.why().toString());
        }
        if (loaded instanceof Loaded.Read read && !read.flaws().isEmpty()) {
            throw new OperationException(
                    Kind.FAILED,
                    session.context().configurationFile().path() + ", "
                            + read.flaws().getFirst() + "; correct it first. Nothing was exported");
        }
        if (loaded.configuration().ports().isEmpty()) {
            throw new OperationException(
                    Kind.FAILED,
                    "nothing is saved, so there is nothing to export; save it first: " + "sudo vfnet persist");
        }
        return invocation.parameters().isEmpty() ? loaded.configuration().ports() : named(invocation, session, loaded);
    }

    private static List<SavedPort> named(Invocation invocation, Session session, Loaded loaded)
            throws OperationException {
        Inventory inventory = session.context().inventory();
        SavedSelection selection = new SavedSelection(
                Rows.of(inventory),
                ConfigurationView.of(session.context().configurationFile(), loaded, inventory, session.context()));
        List<SavedPort> ports = new ArrayList<>();
        for (String name : invocation.parameters()) {
            SavedPort port = selection.one(name);
            if (!ports.contains(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static String describe(Exported.Loss loss) {
        return loss.port().title() + (loss.vfs().isEmpty() ? "" : ", " + VfRanges.of(loss.vfs())) + ": " + loss.what();
    }

    /**
     * netplan 1.1.2: netplan-sriov-apply.service waits for none of the ports, and apply_sriov_config looks their names
     * up at once.
     */
    private static String afterwards(ExportFormat format, Exported exported) {
        return exported.files().isEmpty()
                ? ""
                : switch (format) {
                    case NETWORKMANAGER ->
                        "vfnet: NetworkManager uses one profile a port: where a port has one, put the section "
                                + "[sriov] into that\n";
                    case NETPLAN ->
                        "vfnet: netplan creates VFs early at boot, on the ports that exist by then, and sets the "
                                + "VLAN of VFs whose "
                                + "interfaces have their names by then; where that is too early: netplan apply "
                                + "--sriov-only\n";
                    case DEVICE_PLUGIN ->
                        exported.files().stream().anyMatch(file -> file.name().equals("kubevirt.yaml"))
                                ? "vfnet: KubeVirt's object has one list of devices, and kubectl apply replaces it: "
                                        + "put "
                                        + "other entries that it has into kubevirt.yaml first\n"
                                : "";
                    case LINK, PROXMOX, NMSTATE, DRA, SRIOV_OPERATOR, NOVA -> "";
                };
    }
}
