import { createDetector, type Detector } from "../detection/detector.ts";
import type { Suspicion } from "../detection/types.ts";
import type { Vocabulary } from "../detection/vocabulary.ts";
import { fileOf } from "../facts/file-of.ts";
import type { Binding } from "../facts/index.ts";
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
  /** What is known of an image. Undefined: nothing, and nothing may be guessed. */
  lookUpImage(reference: string): ImageKnowledge | undefined;
}

/** A judge who knows this beside what everybody knows. */
export function createJudge({ vocabulary, images = [] }: OwnKnowledge = {}): Judge {
  const detector = createDetector(vocabulary);
  // Several rules ask about the same binding, and hundreds of containers run one image.
  const suspicions = new WeakMap<Binding, Suspicion>();
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
    lookUpImage(reference) {
      if (!known.has(reference)) known.set(reference, lookUp(reference, images));
      return known.get(reference);
    },
  };
}
