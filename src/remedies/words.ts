import type { Lack } from "../rules/move.ts";

/** Why a service cannot simply read a file, and what a person can do about it: one sentence each. */
export function lackWords(lack: Lack, service: string, variable: string, secret: string): string[] {
  const path = `/run/secrets/${secret}`;
  switch (lack.because) {
    case "built-here":
      return [
        `${service} is built here: let the program read ${variable} from ${path}, or from the file that ${variable}_FILE names`,
        `then grant ${secret} to ${service} and delete the line`,
      ];
    case "unknown-image":
      return [
        `nothing is known of ${lack.image === "" ? "this image" : `the ${lack.image} image`}: look in its documentation for a variable or an option that names a file`,
        `without one, start it by a script that reads ${path}, exports ${variable} and runs the image's own entrypoint`,
      ];
    case "own-start":
      return [
        `${service} is not started by the script of its image, which is what reads ${variable}_FILE`,
        `let its own start script read ${path}`,
      ];
    case "versions":
      return [`versions of this image differ in how they read ${variable} from a file: name a version in \`image:\``];
    case "many":
      return [`too many services share ${variable}: move it for a few of them first`];
    case "used":
      return [`the ${lack.place} of ${service} uses ${variable}: let a shell there read ${path} first`];
  }
}
