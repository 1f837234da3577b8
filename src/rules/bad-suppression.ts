import { worldRule } from "./rule.ts";

/**
 * A comment that is meant to silence a finding and does not. The card only: comments are no facts, so
 * `policy/suppressions.ts` judges them.
 */
export const badSuppression = worldRule({
  id: "bad-suppression",
  over: "world",
  title: "A suppression comment is wrong or no longer needed",
  why: "A comment that names no rule, gives no reason or silences nothing looks like a decision. The next reader trusts it, and takes a real secret on this line for an accepted one.",
  severity: "low",
  tags: ["CWE-710"],
  messages: {
    "unknown-rule": {
      what: "unknown rule in this suppression: it silences nothing",
      instead: "change it to {key}",
    },
    "no-rule": {
      what: "this suppression names no existing rule: it silences nothing",
      instead: "name a rule that `runsecrets rules` lists, and add a reason",
      paste: "# runsecrets-ignore secret-in-env -- why it is meant to be here",
    },
    "no-reason": {
      what: "this suppression of {key} gives no reason: it silences nothing",
      instead: "add a reason after `--`",
      paste: "# runsecrets-ignore {key} -- why it is meant to be here",
    },
    unused: {
      what: "unused suppression: nothing here breaks {key}",
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
