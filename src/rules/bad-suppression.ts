import { worldRule } from "./rule.ts";

/** A comment that is meant to silence a finding and does not. The card alone: comments are no facts, so `policy/suppressions.ts` judges them. */
export const badSuppression = worldRule({
  id: "bad-suppression",
  over: "world",
  title: "A suppression comment is wrong or no longer needed",
  why:
    "A comment that names no rule, gives no reason or silences nothing looks as if somebody had decided. The next reader trusts it: " +
    "a secret that comes back to this line, or never left it, is taken for one that was accepted.",
  severity: "low",
  tags: ["CWE-710"],
  messages: {
    "unknown-rule": {
      what: "this comment names a rule that does not exist, and does not silence what it is meant to",
      instead: "write {key}, if that is meant",
    },
    "no-rule": {
      what: "this comment names no rule that exists, and so silences nothing",
      instead: "name one that `runsecrets rules` lists, and say why",
      paste: "# runsecrets-ignore secret-in-env -- why it is meant to be here",
    },
    "no-reason": {
      what: "the ignore of {key} gives no reason, and so silences nothing",
      instead: "say behind two dashes why it is meant to be here",
      paste: "# runsecrets-ignore {key} -- why it is meant to be here",
    },
    unused: {
      what: "nothing here breaks {key}; this comment would silence the next secret without anybody asking",
      instead: "delete {key} from the comment",
    },
  },
  examples: [
    {
      bad: {
        files: {
          Dockerfile: "FROM alpine:3.20\n# runsecrets-ignore secret-in-env -- the demo image\nENV LOG_LEVEL=debug\n",
        },
      },
      good: { files: { Dockerfile: "FROM alpine:3.20\nENV LOG_LEVEL=debug\n" } },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  api:\n    image: example/api:1\n    # runsecrets-ignore secret-in-envv -- the demo network\n    environment:\n      LOG_LEVEL: debug\n",
        },
      },
      good: {
        files: {
          "compose.yaml": "services:\n  api:\n    image: example/api:1\n    environment:\n      LOG_LEVEL: debug\n",
        },
      },
    },
  ],

  check() {
    return undefined;
  },
});
