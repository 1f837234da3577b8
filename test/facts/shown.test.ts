import { describe, expect, it } from "vitest";
import type { Part } from "../../src/facts/index.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import {
  masked,
  type Own,
  type Shown,
  say,
  show,
  showAddress,
  showId,
  showImageName,
  showKey,
  showName,
  showPath,
  showPlace,
  showTitle,
  showVariable,
} from "../../src/facts/shown.ts";

const literal = (text: string): Part => ({ is: "literal", text: new Sealed(text), span: [0, text.length] });
const braced = (name: string, fallback?: Part): Part => ({
  is: "reference",
  to: { store: "env", name },
  span: [0, name.length + 3],
  ...(fallback && { fallback: [fallback] }),
});
const bare = (name: string): Part => ({ is: "reference", to: { store: "env", name }, span: [0, name.length + 1] });

describe("addresses without their userinfo", () => {
  it.each([
    ["https://oauth2:canary@gitlab.example/x/y.git", "https://gitlab.example/x/y.git"],
    ["https://user:pa/ss-canary@host.example/x.git", "https://host.example/x.git"],
    ["https://user:pa?canary@host.example/x", "https://host.example/x"],
    ["https://user:pa#canary@host.example/x", "https://host.example/x"],
    ["https://user:can@ary@host.example/x", "https://host.example/x"],
    ["https://canary@host.example/x", "https://host.example/x"],
    ["HTTPS://u:canary@host.example/x", "HTTPS://host.example/x"],
    ["git+ssh://u:canary@host.example/x", "git+ssh://host.example/x"],
    ["canary://x@host.example/x", "host.example/x"],
    ["//u:canary@host.example/x", "//host.example/x"],
    ["user:canary@host:x.git", "host:x.git"],
    ["canary@github.com:org/x.git", "github.com:org/x.git"],
    ["git@github.com:org/x.git", "git@github.com:org/x.git"],
    ["u:canary@registry.example/x:1@sha256:0123", "registry.example/x:1@sha256:0123"],
    ["https://host.example/x?token=canary#canary", "https://host.example/x"],
    ["./pw$canary/x", "./pw$…/x"],
    ["$HOME/x", "$HOME/x"],
    ["${X:-./canary/canary", "$…"],
    ["./${X:-a}/${Y?/canary}/canary", "./$…"],
    ["${HOME}/x", "${HOME}/x"],
    ["./node_modules/@scope/x", "./node_modules/@scope/x"],
    ["a=canary/x", "a=…/x"],
    ["https://u:canary", "https://u:…"],
    ["https://host.example:8443/x", "https://host.example:8443/x"],
    ['x" Xk9pcRe6jYw2: y', 'x" …: y'],
    ["./compose.yaml", "./compose.yaml"],
  ])("%s", (written, shown) => expect(showAddress(written)).toBe(shown));
});

describe("paths as they are written", () => {
  it.each<[string, Part[], string]>([
    ["a variable", [literal("./"), braced("DB_PASSWORD")], "./${DB_PASSWORD}"],
    ["a variable without braces", [bare("DIR"), literal("/x")], "$DIR/x"],
    ["a fallback", [literal("./"), braced("X", literal("canary"))], "./${X:-…}"],
    ["what follows a dollar", [literal("./pw"), bare("Canary")], "./pw$…"],
    ["a brace that is not closed", [literal("./${X:-${Y:-./canary")], "./$…"],
    ["what a brace that is not closed takes along", [literal("a/${X:-"), braced("Y"), literal("/canary")], "a/$…"],
    ["a brace that is not closed, after a variable", [braced("DIR"), literal("/${X:-a\n/canary")], "${DIR}/$…"],
    ["userinfo before a variable", [literal("https://u:canary@h/x.git#"), braced("BRANCH")], "https://h/x.git"],
    ["a variable in userinfo", [literal("https://u:"), braced("X"), literal("canary@h/x")], "https://h/x"],
  ])("%s", (_, value, shown) => expect(showPath(value)).toBe(shown));
});

describe("values, masked", () => {
  it.each<[string, Part[], string]>([
    ["a text", [literal("canary")], "c••••••• (6)"],
    ["what follows a dollar by mistake", [literal("Xk9pc"), bare("CorrectHorse99")], "X••••••• (5)${…}"],
    ["the same in capitals", [literal("Xk9pc"), bare("HORSE99")], "X••••••• (5)${…}"],
    ["nothing but a dollar and text", [bare("CorrectHorse99")], "${…}"],
    ["a hash, whose end was folded", [bare("apr1"), bare("abcdefgh"), braced("canary")], "${…}${…}${…}"],
    ["variables side by side", [braced("HOST"), braced("PORT")], "${HOST}${PORT}"],
    ["a variable", [bare("HOST")], "${HOST}"],
    ["a variable in braces", [literal("postgres://"), braced("HOST")], "p••••••• (11)${HOST}"],
    ["a fallback", [braced("X", literal("canary"))], "${X:-c••••••• (6)}"],
  ])("%s", (_, value, shown) => expect(masked(value)).toBe(shown));

  it("shows a name that the project has", () =>
    expect(masked([literal("Xk9pc"), bare("horse")], (name) => name === "horse")).toBe("X••••••• (5)${horse}"));
});

describe("names that may be none", () => {
  it.each([
    [showPlace("/run/secrets/db_password"), "/run/secrets/db_password"],
    [showPlace("/run/secrets/Xk9pcRe6jYw2mPq"), "/run/secrets/…"],
    [showPlace("/run/secrets/${X:-canary}"), "/run/secrets/…:-…"],
    [showPlace("secret-in-envv"), "secret-in-envv"],
    [showId("999"), "999"],
    [showId("canary"), "…"],
    [showImageName("u:canary@registry.example/shop/api:3"), "api"],
    [showKey("db.password"), "db.password"],
    [showKey("environment: {DB_PASSWORD: Xk9pcRe6jYw2mPq}"), "environment: {DB_PASSWORD: …}"],
    [showKey("github.com:org/x.git?Xk9pcRe6jYw2mPq test"), "github.com:org/x.… test"],
    [showKey("https://host.example/x#Xk9pcRe6jYw2mPq"), "https://host.example/…"],
    [showKey("is it done?"), "is it done?"],
    [showTitle("test/u:canary@registry.example/x:1"), "registry.example/x:1"],
    [showTitle('test/u:canary"@registry.example/x@sha256:0123'), "registry.example/x@sha256:0123"],
    [showName("`u:canary`@host"), "`host"],
    [showName("the 'owner'@host"), "the 'owner'@host"],
    [showTitle("test/x:${TAG:-canary}"), "test/x:${TAG:-…}"],
    [showName("the URL postgres://app:canary@db/x of unit@.service"), "the URL postgres://db/x of unit@.service"],
    [showVariable("canarySecretToken", []), "…"],
    [showVariable("canarySecretToken", [literal("==")]), "…"],
    [showVariable("dbPassword", [literal("x")]), "dbPassword"],
    [showVariable("DB_PASSWORD", []), "DB_PASSWORD"],
  ])("%s", (shown, expected) => expect(shown).toBe(expected));
});

it("a text that is made while the program runs does not compile", () => {
  const name: string = "canary";
  // @ts-expect-error A string is not shown text.
  show`built from ${name}`;
  // @ts-expect-error Nor is a phrase that holds one.
  say(`built from ${name}`);
  // @ts-expect-error Nor the string itself.
  const why: Shown = name;
  const own: Own<"not read"> = "not read";
  expect([why, say(own)]).toEqual(["canary", "not read"]);
});
