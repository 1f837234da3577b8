import { factRule } from "./rule.ts";

/** Where `docker run --use-api-socket` and Compose's `use_api_socket` put what `docker login` stored. */
const credentials = "/run/secrets/docker/config.json";

/** A file at a secret's place that no mount explains. */
export const straySecretFile = factRule({
  id: "stray-secret-file",
  over: "file",
  title: "A file below /run/secrets is not a mounted secret",
  why: "A file there without its own mount is in the container's layer. An entrypoint or `docker cp` wrote it, or Compose did for a secret from a variable. The layer is on disk, outlives the process, and is part of `docker commit` and `docker export`.",
  severity: "high",
  tags: ["CWE-312", "CWE-459"],
  messages: {
    layer: {
      what: "{key} is a plain file in the container's own layer: it is on disk, and `docker commit` and `docker cp` copy it",
      instead: "find out which program writes it; grant the secret instead",
    },
    image: {
      what: "{key} is a file of the image: anyone who can pull the image can read it",
      instead:
        "remove it from the image; grant the secret instead; change the secret, because every copy of the image contains it",
    },
    compose: {
      what: "{key} is a plain file in the container's own layer: Compose copies secrets from variables there",
      instead: "give the secret a `file:`; or run the service in a swarm, which keeps secrets in memory",
    },
    "api-socket": {
      what: "{key} contains the registry credentials of the user who started the container: `use_api_socket` copies them into its layer",
      instead: "remove `use_api_socket`; or log in with a token that can only pull before you start it",
    },
    underneath: {
      what: "{key} is in the container's own layer, under the mount at {at}: the program cannot see it, but `docker export` copies it",
      instead: "remove the mount, or write the file after it; recreate the container, because this one keeps the file",
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
    if (file.path === credentials) return { at: file, key: file.path, say: "api-socket" };
    const compose = world.about(file.subject, "binding").some(({ name }) => name === "com.docker.compose.project");
    return { at: file, key: file.path, say: compose ? "compose" : "layer" };
  },
});
