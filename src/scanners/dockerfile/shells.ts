import type { Fact, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { jsonWords } from "./json-form.ts";
import { type DockerfileScan, gap, readerOf, shared } from "./scan.ts";
import type { Instruction } from "./tree.ts";
import { literalValue, plainText, valueIn } from "./value.ts";

/** Whether a program is a shell whose language we read. */
export function isShell(program: string): boolean {
  return program.includes("sh") && /^(?:.*[/\\])?(?:ba|da|a|z|k|mk)?sh(?:\.exe)?$/.test(program);
}

/** `SHELL ["/bin/bash", "-c"]`: what reads the shell form from here on. */
export function readShellSetting(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { source } = instruction.line;
  const words = jsonWords(source, instruction.head.args);
  if (!words || words.length === 0)
    return [gap(scan, instruction, ["setting"], "malformed", "SHELL without a list of strings")];
  scan.stage.shell = words.some(({ text }) => isShell(text.text)) ? "sh" : "other";
  const value = words.flatMap(({ text }) => literalValue(text));
  return [{ kind: "setting", key: "shell", value, ...shared(scan, instruction, source.span(instruction.head.args)) }];
}

/** `USER name`. */
export function readUser(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { args } = instruction.head;
  if (args[0] === args[1]) return [];
  const value = valueIn(readerOf(scan, instruction), args);
  return [{ kind: "setting", key: "user", value, ...shared(scan, instruction, instruction.line.source.span(args)) }];
}

/** `WORKDIR path`: where relative paths begin from here on. */
export function readWorkdir(instruction: Instruction, scan: DockerfileScan): Fact[] {
  const { args } = instruction.head;
  const path = plainText(readerOf(scan, instruction), args);
  scan.stage.workdir = inFolder(scan.stage.workdir, path).slice(0, 500);
  const span = instruction.line.source.span(args);
  const value: Value = [{ is: "literal", text: new Sealed(scan.stage.workdir), span }];
  return [{ kind: "setting", key: "workdir", value, ...shared(scan, instruction, span) }];
}

/** A path as it is inside a folder: absolute ones are, relative ones begin there. */
export function inFolder(folder: string, path: string): string {
  return path.startsWith("/") ? path : `${folder.replace(/\/$/, "")}/${path.replace(/^\.\//, "")}`;
}
