/**
 * Start and end offsets (end exclusive, UTF-16 units) into a file's text. Reporters turn them into lines and columns;
 * nothing else does.
 */
export type Span = readonly [start: number, end: number];

/** Somewhere in a file. */
export interface TextPlace {
  in: "text";
  /** Relative to the root of the run, with `/`. */
  file: string;
  /** What is wrong, no more and no less. */
  span: Span;
  /** The instruction, mapping entry or command around it: what a suppression comment covers. */
  statement: Span;
}

/** Somewhere in what a running system answered. */
export interface CapturePlace {
  in: "capture";
  /** What was asked, as people name it: `container shop_db.1`, `image shop/api:3`. */
  file: string;
  /** JSON pointer (RFC 6901). */
  pointer: string;
}

export type Place = TextPlace | CapturePlace;

/** Whom a fact is about. */
type SubjectKind =
  | "stage"
  | "service"
  | "project"
  | "context"
  | "env-file"
  | "script"
  | "module"
  | "container"
  | "image"
  | "engine"
  | "job"
  | "target";

/**
 * `stage:api/Dockerfile#build`, `service:compose.yaml#db`, `project:compose.yaml`, `context:api/Dockerfile`,
 * `env-file:.env`, `script:deploy.sh`, `module:src/app.ts`,
 * `job:.github/workflows/ci.yml#build` and its service container `job:.github/workflows/ci.yml#build/db`,
 * `target:docker-bake.hcl#app`;
 * of a running system `container:shop_db.1`, `service:swarm#shop_db`, `image:postgres:16`, `engine:` and its address.
 * Stable from run to run: it goes into fingerprints.
 */
export type SubjectId = `${SubjectKind}:${string}`;

/**
 * What runs jobs, builds targets or starts containers by a file of its own, and so has words of its own for what to do
 * instead.
 */
export type System =
  | "GitHub Actions"
  | "GitLab CI"
  | "CircleCI"
  | "Azure Pipelines"
  | "Jenkins"
  | "bake"
  | "dev container"
  | "Ansible";

/** A service of a compose file, one of a swarm that no compose file made, or a container by its own name. */
export interface Started {
  by: "compose" | "swarm" | "hand";
  name: string;
  /** Where its secrets are granted. `quadlet`: in the unit that systemd starts it from, through podman. */
  tool: Tool;
}

/** `service`: of a swarm, and made by no stack file. */
type Tool = "compose" | "stack" | "service" | "docker" | "podman" | "quadlet";

/** What is known of a subject itself, before any fact about it. */
export interface Subject {
  id: SubjectId;
  /** What a person calls it: the stage's name or number, the service's name, the file's name. */
  name: string;
  /** Whether what it holds reaches anyone who pulls the image: the last stage and the stages it is built FROM do. */
  ships: boolean;
  /** Where it begins, for instance its FROM: a suppression comment here covers the whole subject. */
  place: Place;
  /** Whose file it is in, where that is neither Docker's nor Compose's. */
  system?: System;
  /** A container that is started beside a job, and ends with it. */
  ephemeral?: boolean;
  /** What started something that runs, and what that calls it: it is changed there. */
  started?: Started;
}

/**
 * `from` is an instance of, or is fed by, `to`: a service by its stage, a service by its env file, a stage by the stage
 * it is built FROM. `override`:
 * `from` is laid over `to`; both are services of one name, or both projects.
 */
export interface Link {
  from: SubjectId;
  to: SubjectId;
  /** A variable's value is part of the name: it must not be shown. */
  expanded?: true;
  because:
    | "build-section"
    | "built-from"
    | "env-file"
    | "build-context"
    | "project"
    | "task-of"
    | "runs"
    | "started-from"
    | "override"
    | "include"
    | "extends";
}
