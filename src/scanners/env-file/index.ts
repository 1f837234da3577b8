import type { Scanner } from "../scanner.ts";
import { composeLines } from "./compose-dialect.ts";
import { dockerLines } from "./docker-dialect.ts";
import { sightingOf } from "./line.ts";

/** Reads an env file as Compose does. */
export const scanEnvFile: Scanner = ({ file, text }) => sightingOf(file, composeLines(text));

/** Reads an env file as `docker run --env-file` does. */
export const scanDockerEnvFile: Scanner = ({ file, text }) => sightingOf(file, dockerLines(text));
