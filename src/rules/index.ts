import { badSuppression } from "./bad-suppression.ts";
import { buildSecretEscapes } from "./build-secret-escapes.ts";
import { fileVariableAvailable } from "./file-variable-available.ts";
import { fileVariableConflict } from "./file-variable-conflict.ts";
import { fileVariableLiteral } from "./file-variable-literal.ts";
import { fileVariableTarget } from "./file-variable-target.ts";
import { fileVariableUnsupported } from "./file-variable-unsupported.ts";
import { missingFileVariant } from "./missing-file-variant.ts";
import type { Rule } from "./rule.ts";
import { secretBindMount } from "./secret-bind-mount.ts";
import { secretDefault } from "./secret-default.ts";
import { secretFileExposed } from "./secret-file-exposed.ts";
import { secretFileMalformed } from "./secret-file-malformed.ts";
import { secretGrantedTwice } from "./secret-granted-twice.ts";
import { secretInBuildArg } from "./secret-in-build-arg.ts";
import { secretInCommand } from "./secret-in-command.ts";
import { secretInConfig } from "./secret-in-config.ts";
import { secretInEnv } from "./secret-in-env.ts";
import { secretInEnvFile } from "./secret-in-env-file.ts";
import { secretInLabel } from "./secret-in-label.ts";
import { secretInLayer } from "./secret-in-layer.ts";
import { secretInLog } from "./secret-in-log.ts";
import { secretInSource } from "./secret-in-source.ts";
import { secretInUrl } from "./secret-in-url.ts";
import { secretModeDrift } from "./secret-mode-drift.ts";
import { secretModeWrong } from "./secret-mode-wrong.ts";
import { secretMountMissing } from "./secret-mount-missing.ts";
import { secretMountShadowed } from "./secret-mount-shadowed.ts";
import { secretMountWritable } from "./secret-mount-writable.ts";
import { secretNeighbour } from "./secret-neighbour.ts";
import { secretNotInMemory } from "./secret-not-in-memory.ts";
import { secretNotVersioned } from "./secret-not-versioned.ts";
import { secretOnStdinLiteral } from "./secret-on-stdin-literal.ts";
import { secretReadableByAll } from "./secret-readable-by-all.ts";
import { secretRemovedTooLate } from "./secret-removed-too-late.ts";
import { secretResidue } from "./secret-residue.ts";
import { secretReused } from "./secret-reused.ts";
import { secretStale } from "./secret-stale.ts";
import { secretUnreadable } from "./secret-unreadable.ts";
import { secretValueExposed } from "./secret-value-exposed.ts";
import { straySecretFile } from "./stray-secret-file.ts";
import { swarmUnlocked } from "./swarm-unlocked.ts";
import { undefinedSecret } from "./undefined-secret.ts";
import { unusedSecret } from "./unused-secret.ts";
import { weakSecret } from "./weak-secret.ts";

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  badSuppression,
  buildSecretEscapes,
  fileVariableAvailable,
  fileVariableConflict,
  fileVariableLiteral,
  fileVariableTarget,
  fileVariableUnsupported,
  missingFileVariant,
  secretBindMount,
  secretDefault,
  secretFileExposed,
  secretFileMalformed,
  secretGrantedTwice,
  secretInBuildArg,
  secretInCommand,
  secretInConfig,
  secretInEnv,
  secretInEnvFile,
  secretInLabel,
  secretInLayer,
  secretInLog,
  secretInSource,
  secretInUrl,
  secretModeDrift,
  secretModeWrong,
  secretMountMissing,
  secretMountShadowed,
  secretMountWritable,
  secretNeighbour,
  secretNotInMemory,
  secretNotVersioned,
  secretOnStdinLiteral,
  secretReadableByAll,
  secretRemovedTooLate,
  secretResidue,
  secretReused,
  secretStale,
  secretUnreadable,
  secretValueExposed,
  straySecretFile,
  swarmUnlocked,
  undefinedSecret,
  unusedSecret,
  weakSecret,
];
