const longestKey = 100;

/** Whether a text is the one key of Azure's storage emulator, which everybody has. */
export function isEmulatorKey(text: string): boolean {
  return text.length < longestKey && text.startsWith("Eby8vdM02xNO") && text.endsWith("KBHBeksoGMGw==");
}
