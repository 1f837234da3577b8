import { weakWords } from "./weak-words.ts";

const longestWeak = 72;
// Passwords that stand in the manual of what they open.
const defaults = new Set([
  "yourstrong(!)password",
  "your_password123",
  "yourstrong@passw0rd",
  "yourstrong!passw0rd",
  "your_strong_password123",
]);
const runs = [
  "01234567890",
  "09876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv",
];

/** Whether a text is the password that a manual gives, though it looks like a placeholder. */
export function isKnownDefault(text: string): boolean {
  return defaults.has(text.toLowerCase());
}

/**
 * Whether a dictionary guesses the text: it is made of common passwords, names of products, and the words `own` that
 * its own name is made of.
 */
export function isWeak(text: string, own: readonly string[] = []): boolean {
  if (text.length > longestWeak) return false;
  if (text.length < 4) return true;
  if (/^[0-9]+$/.test(text)) return isWeakNumber(text);
  const known = new Set([...own].filter((word) => word.length > 1));
  return variants(withoutRun(text)).some((variant) =>
    variant.split(/[^a-z0-9]+/).every((chunk) => isMadeOf(chunk, known)),
  );
}

// `password12345`
function withoutRun(text: string): string {
  const [digits] = /[0-9]{5,10}$/.exec(text) ?? [];
  return digits !== undefined && runs.some((run) => run.includes(digits)) ? text.slice(0, -digits.length) : text;
}

function isWeakNumber(text: string): boolean {
  return (
    text.length < 6 ||
    new Set(text).size <= 2 ||
    runs.some((run) => run.includes(text)) ||
    /^(\d{1,4})\1+$/.test(text) ||
    /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(text)
  );
}

// `P@ssw0rd` and `Passw0rd!` fool nobody.
function variants(text: string): string[] {
  const lower = text.toLowerCase();
  const plain = lower.replace(/@/g, "a").replace(/\$/g, "s");
  const leet = plain.replace(/0/g, "o").replace(/[1!]/g, "i").replace(/3/g, "e").replace(/4/g, "a").replace(/5/g, "s");
  const apart = text.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return [
    lower,
    apart,
    plain,
    leet.replace(/[^a-z0-9]+$/, ""),
    plain.replace(/0/g, "o").replace(/3/g, "e"),
    plain.replace(/0/g, "o").replace(/4/g, "a"),
  ];
}

function isMadeOf(chunk: string, own: ReadonlySet<string>): boolean {
  if (chunk === "") return true;
  if (runs.some((run) => chunk.length > 2 && run.includes(chunk)) || /^(.)\1*$/.test(chunk)) return true;
  const letters = chunk.replace(/^[0-9]{1,4}(?=[a-z])/, "").replace(/[0-9]{1,4}$/, "");
  const digits = chunk.slice(letters.length);
  if (letters === "" || (digits.length === 4 && !/^(?:19|20)|1234|4321|(\d)\1{3}|0{2}/.test(digits)))
    return /^[0-9]{0,4}$/.test(chunk);
  return splits(letters, own);
}

// Whether a row of known words, written together, gives the text.
function splits(text: string, own: ReadonlySet<string>): boolean {
  const reachable = [true];
  for (let end = 1; end <= text.length; end++) {
    reachable[end] = false;
    for (let start = Math.max(0, end - 20); start < end; start++) {
      const word = text.slice(start, end);
      // Two letters between words explain anything; they may only stand alone.
      if (word.length < 3 && word.length !== text.length && word !== "my" && word !== "db" && word !== "wp") continue;
      if (reachable[start] && (weakWords.has(word) || own.has(word))) reachable[end] = true;
    }
  }
  return reachable[text.length] ?? false;
}
