import { folderName } from "../../detection/argument.ts";
import type { Command, Fact } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { does } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";

/** The commands of the same instruction, in their order. */
export function companions(fact: Fact, world: World): readonly Command[] {
  return world.about(fact.subject, "command").filter((one) => sameStatement(one, fact));
}

/** Whether two facts are in one instruction, so that they make one layer. */
export function sameStatement(a: Fact, b: Fact): boolean {
  if (a.place.in !== "text" || b.place.in !== "text" || a.place.file !== b.place.file) return false;
  return a.place.statement[0] === b.place.statement[0] && a.place.statement[1] === b.place.statement[1];
}

/** Whether a later command of the same instruction removes the file again, so that no layer keeps it. */
export function removedAgain(fact: Fact, path: string, world: World): boolean {
  return companions(fact, world).some((one) => {
    if (one.order <= fact.order) return false;
    const { word, args } = programOf(one.words);
    if (!does(programName(word), "removes-files")) return false;
    return args.some((arg) => {
      const removed = folderName(arg.value);
      return removed !== undefined && covers(same(removed), same(path));
    });
  });
}

/** One spelling for the folder of the user, and no slash at the end. */
function same(path: string): string {
  return path
    .replace(/^(?:~|\$HOME|\/root)(?=\/|$)/, "~")
    .replace(/^\.\//, "")
    .replace(/(.)\/+$/, "$1");
}

function covers(removed: string, path: string): boolean {
  if (removed === path || path.startsWith(`${removed}/`)) return true;
  // `cp secret /root/` leaves /root/NAME, and `rm` names the file.
  if (removed.startsWith(`${path}/`)) return true;
  // A path that is only known by its end, such as the `.git` of a clone.
  if (!/^[~/$]/.test(path) && removed.endsWith(`/${path}`)) return true;
  const star = removed.indexOf("*");
  return star > 0 && path.startsWith(removed.slice(0, star));
}
