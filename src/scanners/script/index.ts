import type { ScriptKind } from "../names.ts";
import type { Scanner } from "../scanner.ts";
import { scanMakefile } from "./makefile.ts";
import { scanPackageFile } from "./package-file.ts";
import { scanProcfile } from "./procfile.ts";
import { scanShellScript } from "./shell-script.ts";
import { scanSystemdUnit } from "./systemd-unit.ts";

/** The scanners of files that hold commands for a shell, or for nobody but the system. */
export const scriptScanners: Readonly<Record<ScriptKind, Scanner>> = {
  "shell script": scanShellScript,
  Makefile: scanMakefile,
  "package file": scanPackageFile,
  Procfile: scanProcfile,
  "systemd unit": scanSystemdUnit,
};
