import { describe, expect, it } from "vitest";
import type { Word } from "../../src/facts/index.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import { secretArguments } from "../../src/programs/arguments.ts";
import { entries } from "../../src/programs/index.ts";
import { programOf } from "../../src/programs/start.ts";

/** The arguments of a command without quotes. */
function words(command: string): Word[] {
  return command.split(" ").map((text) => ({
    value: [{ is: "literal", text: new Sealed(text), span: [0, text.length] }],
    span: [0, text.length],
  }));
}

const taken = (command: string) =>
  [...secretArguments(programOf(words(command)))].map(({ option, value }) => [
    option ?? "by position",
    value.map((part) => (part.is === "literal" ? part.text.length : 0)).reduce((sum, length) => sum + length, 0),
  ]);

describe("programs", () => {
  it("are listed once each", () => {
    const names = entries.flatMap((entry) => entry.names);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  // The option, and the length of the secret.
  it.each([
    ["faas-cli login -u admin --password canary88", "--password", 8],
    ["faas-cli login -u admin -p canary88", "-p", 8],
    ["sudo -u app /usr/bin/faas-cli login --password=canary88", "--password", 8],
    ["rabbitmqctl add_user app canary88", "by position", 8],
    ["podman --creds app:canary88", "--creds", 8],
    ["docker exec -it db mysql -pcanary88", "-p", 8],
    ["bundler config gems.example.net app:canary88", "by position", 8],
  ])("%s", (command, option, length) => {
    expect(taken(command)).toEqual([[option, length]]);
  });

  it.each([
    "faas-cli deploy -p canary88",
    "faas-cli login --password-stdin",
    "useradd -p !",
    "keytool -storepass changeit",
    "mysqladmin -p",
  ])("%s: nothing", (command) => {
    expect(taken(command)).toEqual([]);
  });
});
