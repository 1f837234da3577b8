import { describe, expect, it } from "vitest";
import { saidOf, scanText } from "./compose-said.ts";

describe("templated compose files", () => {
  it("reads around control lines, in all their branches", () => {
    const text = [
      "services:",
      "  {%- if db %}",
      "  db:{% if x %} &db{% endif %}",
      "    image: {{ registry }}/db:{{ tag | default('1') }}",
      "    environment:",
      "      {# a comment",
      "         of two lines #}",
      "      {% if a %}A: canary{% endif %}",
      "      {% if b %}",
      "      B: {{ vault_password }}",
      "      {% else %}",
      '      B: "{{ "x" }}canary"',
      "      {% endif %}",
      "  {%- endif %}",
      '{{ include "more" . }}',
      "",
    ].join("\n");
    expect(saidOf(text)).toEqual([
      "image ?‹/db:›?",
      "container-env A=‹canary›",
      "container-env B=?",
      "container-env B=?‹canary›",
    ]);
  });

  it("keeps the place of what is written", () => {
    const text = 'services:\n  a:\n    environment:\n      - "A={{ x }}canary"\n      - B=<%= y %>\n';
    const [first] = scanText(text).facts;
    const part = first?.kind === "binding" ? first.value[1] : undefined;
    expect(part && text.slice(...part.span)).toBe("canary");
    expect(saidOf(text)).toEqual(["container-env A=?‹canary›", "container-env B=?"]);
  });

  it("a masked text is as long as the text and has the same lines", () => {
    const text = "services:\n  a:\n    environment:\n      A: {{ unclosed\n      B: canary\n";
    expect(saidOf(text)).toContainEqual("container-env B=‹canary›");
  });
});
