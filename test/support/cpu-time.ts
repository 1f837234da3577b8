/**
 * Milliseconds of processor time that this process has used: unlike a clock it does not run on while others have the
 * processor.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * How many times longer `run` takes on `large` than on `small`. What else a machine does only ever adds, so one
 * measurement below `bound` is the
 * truth, and what grows with the square is above it each time: it is measured again until then, ten times at most.
 * `floor` milliseconds and less
 * are not told apart.
 */
export function growth<Input>(
  run: (input: Input) => unknown,
  [small, large]: [Input, Input],
  bound: number,
  floor = 4,
) {
  const time = (input: Input) => {
    const start = cpuTime();
    run(input);
    return cpuTime() - start;
  };
  time(small);
  let [fastSmall, fastLarge] = [Infinity, Infinity];
  for (let round = 0; round < 10; round++) {
    fastSmall = Math.min(fastSmall, time(small));
    fastLarge = Math.min(fastLarge, time(large));
    if (fastLarge / Math.max(fastSmall, floor) < bound) break;
  }
  return fastLarge / Math.max(fastSmall, floor);
}

/** Below so many milliseconds nothing is measured again. */
const quick = 40;

/**
 * How many times longer `large` takes than `small`, where that is `bound` or more each time; undefined where it is not,
 * or where `large` is quick.
 * As with `growth`, what else a machine does only ever adds.
 */
export async function slowGrowth(
  small: () => unknown,
  large: () => unknown,
  bound: number,
): Promise<number | undefined> {
  const time = async (run: () => unknown) => {
    const start = cpuTime();
    await run();
    return cpuTime() - start;
  };
  let fastLarge = await time(large);
  let fastSmall = Infinity;
  for (let round = 0; round < 6; round++) {
    if (fastLarge < quick) return undefined;
    fastSmall = Math.min(fastSmall, await time(small));
    if (fastLarge / Math.max(fastSmall, quick / 10) < bound) return undefined;
    fastLarge = Math.min(fastLarge, await time(large));
  }
  return fastLarge / Math.max(fastSmall, quick / 10);
}
