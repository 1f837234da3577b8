import { createDetector, type Detector } from "../detection/detector.ts";
import { judgeHeld } from "../detection/held-values.ts";
import type { Suspicion } from "../detection/types.ts";
import type { Vocabulary } from "../detection/vocabulary.ts";
import { fileOf } from "../facts/file-of.ts";
import type { Binding, FileAt } from "../facts/index.ts";
import { type Family, type ImageKnowledge, lookUp } from "../images/index.ts";

/** What a configuration adds to what everybody knows. */
export interface OwnKnowledge {
  vocabulary?: Vocabulary | undefined;
  /** What a project says about images of its own. */
  images?: readonly Family[];
}

/**
 * Who judges a run: by what everybody knows, and by its configuration's own words and images. A judge remembers its
 * answers, and shares none with another judge.
 */
export interface Judge extends Detector {
  /** Judges a binding where it is. */
  suspectBinding(binding: Binding): Suspicion;
  /** Files with what they hold judged; those that only a secret among their variables would tell are left out. */
  judgeFiles(files: readonly FileAt[]): readonly FileAt[];
  /** What is known of an image. Undefined: nothing, and nothing may be guessed. */
  lookUpImage(reference: string): ImageKnowledge | undefined;
}

/** A judge who knows this beside what everybody knows. */
export function createJudge({ vocabulary, images = [] }: OwnKnowledge = {}): Judge {
  const detector = createDetector(vocabulary);
  // Several rules ask about the same binding, and hundreds of containers run one image.
  const suspicions = new WeakMap<Binding, Suspicion>();
  const judgedFiles = new WeakMap<readonly FileAt[], readonly FileAt[]>();
  const known = new Map<string, ImageKnowledge | undefined>();
  return {
    ...detector,
    suspectBinding(binding) {
      const before = suspicions.get(binding);
      if (before) return before;
      const where = { file: fileOf(binding), sink: binding.sink };
      const suspicion = detector.suspect(binding.name, binding.value, where);
      suspicions.set(binding, suspicion);
      return suspicion;
    },
    judgeFiles(files) {
      const before = judgedFiles.get(files);
      if (before) return before;
      const judged = files.flatMap((file) => {
        const { holds } = file;
        if (typeof holds !== "object") return [file];
        const verdict = judgeHeld(holds, fileOf(file), detector);
        return holds.as === "variables" && verdict !== "secret" ? [] : [{ ...file, holds: verdict }];
      });
      judgedFiles.set(files, judged);
      return judged;
    },
    lookUpImage(reference) {
      if (!known.has(reference)) known.set(reference, lookUp(reference, images));
      return known.get(reference);
    },
  };
}
