import { factRule } from "./rule.ts";

/** A file at a secret's place that no mount explains. */
export const straySecretFile = factRule({
  id: "stray-secret-file",
  over: "file",
  title: "A file below /run/secrets that no secret is mounted as",
  why:
    "What lies there without a mount of its own was written into the container's layer: by an entry point, by `docker cp`, or by Compose for a " +
    "secret that comes from a variable. The layer is on disk, outlives the process, and goes wherever `docker commit` and `docker export` go.",
  severity: "high",
  tags: ["CWE-312", "CWE-459"],
  messages: {
    layer: {
      what: "{key} is a plain file in the container's own layer: it is on disk, and `docker commit` and `docker cp` take it along",
      instead: "find out who writes it there, and grant the secret instead",
    },
    image: {
      what: "{key} is a file of the image: everyone who can pull the image has it",
      instead:
        "remove it from the image, grant the secret instead, and replace the secret, because the image has spread it",
    },
    compose: {
      what: "{key} is a plain file in the container's own layer: Compose copies a secret there that comes from a variable",
      instead: "give the secret a `file:`, or run the service in a swarm, which keeps secrets in memory",
    },
    underneath: {
      what: "{key} lies on disk in the container's own layer, underneath what is mounted at {at}: the program does not see it, `docker export` takes it along",
      instead:
        "take the mount away or write the file after it; then make a new container, because this one keeps the file",
    },
  },
  examples: [
    {
      bad: { files: { "engine.yaml": 'containers:\n  app:\n    files:\n      /run/secrets/token: "0644 0:0"\n' } },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  app:\n    files:\n      /run/secrets/token: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml": 'containers:\n  app:\n    compose: shop\n    files:\n      /run/secrets/token: "0444 0:0"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  app:\n    mounts: ["/run/secrets tmpfs rw"]\n    files:\n      /run/secrets/token: "0400 0:0"\n',
        },
      },
    },
  ],

  check(file, world) {
    if (file.held?.by === "underneath")
      return { at: file, key: file.path, say: "underneath", words: { at: file.held.at } };
    if (file.held?.by === "image") return { at: file, key: file.path, say: "image" };
    if (file.held?.by !== "layer") return;
    const compose = world.about(file.subject, "binding").some(({ name }) => name === "com.docker.compose.project");
    return { at: file, key: file.path, say: compose ? "compose" : "layer" };
  },
});
