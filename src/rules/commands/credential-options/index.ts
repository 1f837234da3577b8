import type { SecretTaker } from "../options.ts";
import { accounts } from "./accounts.ts";
import { brokers } from "./brokers.ts";
import { databases } from "./databases.ts";
import { downloads } from "./downloads.ts";
import { packages } from "./packages.ts";

/** Programs by what they take. Options that any program may have (`--password=x`) are not here. */
export const credentialOptions: readonly SecretTaker[] = [
  ...accounts,
  ...brokers,
  ...databases,
  ...downloads,
  ...packages,
];
