import type Dockerode from "dockerode";
import type { ProcCapture } from "../capture.ts";
import { at, type Json } from "../readers/json.ts";
import { parseProbe, probeScript } from "../readers/probe.ts";

/** More than any answer of the probe. */
const longest = 4 * 1024 * 1024;

/** Has a shell in the container tell what `/proc` would show from outside; nothing where the image has no shell to tell it. */
export async function readByExec(
  container: Dockerode.Container,
  inspect: Json,
  targets: readonly string[],
): Promise<ProcCapture | undefined> {
  // With processes of somebody else in sight, number 1 is not the container's.
  const alone = !at(inspect, "HostConfig", "PidMode");
  const exec = await container.exec({
    AttachStdout: true,
    User: "0",
    Cmd: ["sh", "-c", probeScript, "sh", alone ? "1" : "none", ...targets],
  });
  const stream = await exec.start({ hijack: false, stdin: false });
  return parseProbe(await printed(stream));
}

/** Standard output, which the engine sends in frames of eight bytes of header and a text. */
async function printed(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longest) break;
    chunks.push(bytes);
  }
  const all = Buffer.concat(chunks);
  const texts: Buffer[] = [];
  for (let start = 0; start + 8 <= all.length; ) {
    const end = start + 8 + all.readUInt32BE(start + 4);
    if (all[start] === 1) texts.push(all.subarray(start + 8, end));
    start = end;
  }
  return Buffer.concat(texts).toString("utf8");
}
