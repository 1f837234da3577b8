import type { Binding } from "../facts/index.ts";
import { soleLiteral } from "../facts/value.ts";
import { isUsable, judged, nature, shownBinding } from "./bindings.ts";
import { factRule } from "./rule.ts";

/** A secret or a password hash in a label. */
export const secretInLabel = factRule({
  id: "secret-in-label",
  over: "binding",
  title: "A label contains a secret",
  why: "Labels are public metadata. `docker inspect` and `docker ps` show them, every event of the container carries them, and reverse proxies and monitoring read them. An image's labels are part of every copy of it.",
  severity: "high",
  tags: ["CWE-312", "CWE-798"],
  messages: {
    image: {
      what: "label {key} puts a secret into the image{nature}: anyone who can pull the image can read it",
      instead: "remove the label; read the value from /run/secrets",
    },
    container: {
      what: "label {key} contains a secret{nature}: `docker inspect` and every event of the container show it",
      instead: "remove the label; read the value from /run/secrets",
    },
    swarm: {
      what: "label {key} contains a secret{nature}: `docker {thing} inspect` shows it to anyone with access to the engine",
      instead: "remove the label; read the value from /run/secrets",
    },
    option: {
      what: "option {key} holds a secret{nature}; `docker {thing} inspect` shows it to everyone with access to the engine",
      instead: "use a driver that reads it from a file, or credentials that are good for this purpose only",
    },
    hash: {
      what: "label {key} contains a password hash: anyone with access to the engine can guess the password offline",
      instead:
        "keep the users in a file and grant it as a secret: Traefik reads `basicauth.usersfile=/run/secrets/users`",
    },
  },
  examples: [
    {
      bad: { files: { Dockerfile: "FROM alpine:3.20\nLABEL registry.password=goldfinch-31-canary\n" } },
      good: { files: { Dockerfile: "FROM alpine:3.20\nLABEL org.opencontainers.image.title=shop\n" } },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    labels:\n      app.admin.password: brassbell-9-canary\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    labels:\n      com.example.secret-owner: team-platform\n",
        },
      },
    },
  ],

  check(binding, world) {
    if (binding.sink !== "image-label" && binding.sink !== "container-label") return;
    if (namesSecret(binding)) return;
    const suspicion = world.judge.suspectBinding(binding);
    if (!isUsable(suspicion) || suspicion.by === "url" || suspicion.inFallback) return;
    const option = optionOf(binding);
    const thing = option ?? swarmThing(binding);
    const place = option
      ? "option"
      : thing !== undefined
        ? "swarm"
        : binding.sink === "image-label"
          ? "image"
          : "container";
    return {
      at: binding,
      ...judged(suspicion),
      key: binding.name,
      say: suspicion.by === "hash" ? "hash" : place,
      words: { nature: nature(suspicion), thing: thing ?? "" },
      shown: shownBinding(binding.name, binding.value),
    };
  },
});

/** Where a compose file writes such options. */
const written: Readonly<Record<string, "volume" | "network" | "container">> = {
  volumes: "volume",
  networks: "network",
  logging: "container",
};

/** Whose option it is, where it is one: of a volume, a network, or a container's log driver. */
function optionOf({ place, under = "" }: Binding): "volume" | "network" | "container" | undefined {
  if (place.in === "text") return written[under];
  if (place.in !== "capture" || !/^\/(?:Options|HostConfig\/LogConfig)\//.test(place.pointer)) return undefined;
  if (place.file.startsWith("volume ")) return "volume";
  return place.file.startsWith("network ") ? "network" : "container";
}

/** Which of a swarm's own things has the label: no container has it, and no event carries it. */
function swarmThing({ place, subject }: Binding): string | undefined {
  const [kind = ""] = place.file.split(" ");
  if (place.in === "capture" && /^(?:volume|network)$/.test(kind)) return kind;
  if (place.in !== "capture" || !place.pointer.startsWith("/Spec/Labels/")) return undefined;
  if (subject.startsWith("service:")) return "service";
  return place.file.startsWith("config ") ? "config" : "secret";
}

/** `backup.secret=db_password`: the label tells a program which secret is meant. */
function namesSecret({ name, value }: Binding): boolean {
  const text = soleLiteral(value)?.text;
  return (
    /secret$/i.test(name) && text?.matches(/^[a-z][a-z\d]*(?:[_-][a-z\d]+)*[_-](?:password|secret|token|key)$/) === true
  );
}
