import type { Unseen } from "../capture.ts";
import { mebibyte } from "./exchange.ts";
import type { Shape } from "./shapes.ts";

/** One call of the engine's API, and what its answer must look like. */
export interface Question {
  /** As the API writes it: `GET /containers/{id}/json`. */
  path: string;
  shape: Shape;
  /** What is missing where the answer is malformed in part. */
  about: Unseen["about"];
  /** The bytes that an answer may have. */
  most: number;
}

/** Of one thing. Health checks keep five outputs of 4 KiB, and an environment has at most 2 MiB. */
const most = 8 * mebibyte;
/** Of all things: 20,000 containers, or services with 3 KiB each. */
const mostOfList = 64 * mebibyte;

const texts: Shape = { list: "text" };
const labels: Shape = { table: "text" };
const healthcheck: Shape = { object: { Test: texts } };

const config: Shape = {
  object: {
    Env: texts,
    Labels: labels,
    Entrypoint: texts,
    Cmd: texts,
    Healthcheck: healthcheck,
    Image: "text",
    User: "text",
  },
};

const container: Shape = {
  object: {
    Id: "id",
    Image: "text",
    State: {
      object: {
        Running: "flag",
        Pid: "number",
        StartedAt: "text",
        Health: { object: { Log: { list: { object: { Output: "text" } } } } },
      },
      needs: ["Running", "Pid"],
    },
    Config: config,
    HostConfig: {
      object: { PidMode: "text", CapDrop: texts, GroupAdd: texts, Privileged: "flag" },
    },
    Mounts: {
      list: {
        object: { Type: "text", Source: "text", Destination: "text", RW: "flag" },
        needs: ["Destination"],
      },
    },
    GraphDriver: { object: { Name: "text", Data: { object: { UpperDir: "text" } } } },
  },
  needs: ["Id", "State", "Config", "HostConfig"],
};

const image: Shape = { object: { Id: "id", RepoTags: texts, Config: config }, needs: ["Id"] };

const containerSpec: Shape = {
  object: {
    Image: "text",
    Env: texts,
    Labels: labels,
    Command: texts,
    Args: texts,
    Healthcheck: healthcheck,
    Secrets: {
      list: {
        object: {
          SecretName: "text",
          SecretID: "text",
          File: { object: { Name: "text", Mode: "number", UID: "text", GID: "text" } },
        },
        needs: ["SecretName"],
      },
    },
    Configs: { list: { object: { ConfigID: "text" } } },
  },
};

const service: Shape = {
  object: {
    ID: "text",
    Spec: {
      object: { Name: "text", Labels: labels, TaskTemplate: { object: { ContainerSpec: containerSpec } } },
      needs: ["Name", "TaskTemplate"],
    },
  },
  needs: ["ID", "Spec"],
};

const task: Shape = {
  object: {
    ID: "text",
    Spec: { object: { ContainerSpec: containerSpec } },
    Status: { object: { ContainerStatus: { object: { ContainerID: "text" } } } },
  },
  needs: ["ID"],
};

const driver: Shape = { object: { Name: "text", Options: { table: "text" } } };
const secret: Shape = {
  object: { ID: "text", Spec: { object: { Name: "text", Labels: labels, Driver: driver }, needs: ["Name"] } },
  needs: ["ID", "Spec"],
};
const swarmConfig: Shape = {
  object: { ID: "text", Spec: { object: { Name: "text", Labels: labels, Data: "text" }, needs: ["Name"] } },
  needs: ["ID", "Spec"],
};

/** Everything that an audit asks. */
export const questions = {
  version: {
    path: "/version",
    shape: {
      object: { Version: "text", Components: { list: { object: { Name: "text" } } } },
      needs: ["Version"],
    },
    about: [],
    most,
  },
  info: {
    path: "/info",
    shape: {
      object: {
        DockerRootDir: "text",
        Swarm: { object: { LocalNodeState: "text", ControlAvailable: "flag" } },
      },
      needs: ["DockerRootDir"],
    },
    about: ["mount", "grant", "secret"],
    most,
  },
  containers: {
    path: "/containers/json?all=1",
    shape: { list: { object: { Id: "id", Names: texts }, needs: ["Id"] } },
    about: ["binding", "command", "mount", "file", "process", "grant"],
    most: mostOfList,
  },
  container: {
    path: "/containers/{id}/json",
    shape: container,
    about: ["binding", "command", "mount", "file", "process", "text"],
    most,
  },
  changes: {
    path: "/containers/{id}/changes",
    // One for each file and folder that a container wrote.
    shape: { list: { object: { Path: "text", Kind: "number" }, needs: ["Path"] }, most: 500_000 },
    about: ["file"],
    most: mostOfList,
  },
  file: {
    path: "/containers/{id}/archive",
    shape: { object: { mode: "number", size: "number" }, needs: ["mode", "size"] },
    about: [],
    most,
  },
  images: {
    path: "/images/json",
    shape: { list: { object: { Id: "id" }, needs: ["Id"] } },
    about: ["binding", "command"],
    most: mostOfList,
  },
  image: { path: "/images/{id}/json", shape: image, about: ["binding", "command"], most },
  history: {
    path: "/images/{id}/history",
    shape: { list: { object: { CreatedBy: "text" } } },
    about: ["binding", "command"],
    most,
  },
  services: {
    path: "/services",
    shape: { list: service },
    about: ["binding", "command", "grant"],
    most: mostOfList,
  },
  tasks: { path: "/tasks", shape: { list: task }, about: ["grant"], most: mostOfList },
  secrets: { path: "/secrets", shape: { list: secret }, about: ["secret"], most: mostOfList },
  volumes: {
    path: "/volumes",
    shape: {
      object: {
        Volumes: {
          list: {
            object: { Name: "text", Driver: "text", Mountpoint: "text", Labels: labels, Options: labels },
            needs: ["Name"],
          },
        },
      },
    },
    about: ["binding"],
    most: mostOfList,
  },
  networks: {
    path: "/networks",
    shape: { list: { object: { Name: "text", Labels: labels, Options: labels }, needs: ["Name"] } },
    about: ["binding"],
    most: mostOfList,
  },
  plugins: {
    path: "/plugins",
    shape: { list: { object: { Name: "text", Settings: { object: { Env: texts, Args: texts } } }, needs: ["Name"] } },
    about: ["binding"],
    most: mostOfList,
  },
  events: { path: "/events", shape: { object: {} }, about: [], most },
  logs: { path: "/containers/{id}/logs", shape: { object: {} }, about: [], most },
  exec: { path: "/containers/{id}/exec", shape: { object: { Id: "id" }, needs: ["Id"] }, about: [], most },
  configs: { path: "/configs", shape: { list: swarmConfig }, about: ["text"], most: mostOfList },
} as const satisfies Record<string, Question>;
