/**
 * Which image reads which secret from a file: `lookUp` an image, then ask `variableOf`, `fileFormOf` or
 * `replacementOf`.
 */
export { catalogue } from "./catalogue.ts";
export { complete } from "./complete.ts";
export type { Family } from "./family.ts";
export { familyProblems } from "./family-problems.ts";
export { type FileFormKnowledge, fileFormOf } from "./file-form.ts";
export { type ImageKnowledge, lookUp } from "./look-up.ts";
export type { NameMatcher } from "./pattern.ts";
export { proofOf, sourceLink } from "./proof.ts";
export { referenceText } from "./reference.ts";
export { type Replacement, replacementOf } from "./replacement.ts";
export { type ComposeParts, composeLines, composeParts, dockerfileLine, envFileLine, runOptions } from "./syntaxes.ts";
export { listedVariables, type VariableKnowledge, variableOf } from "./variable.ts";
