// Frameworks that copy variables of this name into what they send to browsers. The prefix in words, and whose it is.
const rows: readonly (readonly [prefix: string, framework: string])[] = [
  ["next public", "Next.js"],
  ["nuxt public", "Nuxt"],
  ["expo public", "Expo"],
  ["react app", "Create React App"],
  ["vue app", "Vue CLI"],
  ["ng app", "Angular"],
  ["vite", "Vite"],
  ["gatsby", "Gatsby"],
  ["storybook", "Storybook"],
  ["plasmo public", "Plasmo"],
  ["public", "SvelteKit and Astro"],
];

/** The framework that ships variables of this name to browsers, and how many words its prefix has. */
export function browserPrefix(words: readonly string[]): { framework: string; length: number } | undefined {
  const start = words.slice(0, 3).join(" ");
  for (const [prefix, framework] of rows) {
    // `PUBLIC_KEY` is the half of a pair, and no variable of SvelteKit.
    if (start.startsWith("public key")) return undefined;
    if (start.startsWith(`${prefix} `)) return { framework, length: prefix.split(" ").length };
  }
  return undefined;
}
