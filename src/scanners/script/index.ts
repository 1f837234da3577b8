import type { ScriptKind } from "../names.ts";
import type { Scanner } from "../scanner.ts";

/** Loads the scanner of files that hold commands for a shell, or for nobody but the system. */
export const scriptScanners: Readonly<Record<ScriptKind, () => Promise<Scanner>>> = {
  "shell script": async () => (await import("./shell-script.ts")).scanShellScript,
  Makefile: async () => (await import("./makefile.ts")).scanMakefile,
  "package file": async () => (await import("./package-file.ts")).scanPackageFile,
  Procfile: async () => (await import("./procfile.ts")).scanProcfile,
  "systemd unit": async () => (await import("./systemd-unit.ts")).scanSystemdUnit,
};
