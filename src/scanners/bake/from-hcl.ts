import type { Part, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { type BakeFile, type Given, namesSources } from "./file.ts";
import type { Attribute, Block, Expression } from "./hcl.ts";
import type { HclText } from "./hcl-text.ts";

/** What the blocks of an HCL file say. */
export function fromHcl(blocks: readonly Block[]): BakeFile {
  const variables = blocks
    .filter(({ type }) => type === "variable")
    .flatMap(({ label, attributes }) =>
      attributes.filter(({ name }) => name === "default").map((attribute) => ({ ...given(attribute), name: label })),
    );
  const targets = blocks
    .filter(({ type }) => type === "target")
    .map(({ label, span, attributes }) => ({
      name: label,
      span,
      args: below(attributes, "args"),
      labels: below(attributes, "labels"),
      others: attributes.filter(({ name }) => !namesSources(name)).flatMap(texts),
    }));
  return { variables, targets };
}

function below(attributes: readonly Attribute[], name: string): Given[] {
  return attributes.flatMap((attribute) =>
    attribute.name === name && attribute.value.is === "map" ? attribute.value.entries.map(given) : [],
  );
}

function given({ name, span, value }: Attribute): Given {
  return { name, span, value: valueIn(value), valueSpan: value.span };
}

/** Texts that are not arguments, only or in a list. */
function texts({ name, span, value }: Attribute): Given[] {
  const items = value.is === "list" ? value.items : [value];
  return items.flatMap((item) =>
    item.is === "text"
      ? [{ name, span: value.is === "list" ? item.span : span, value: partsOf(item.text), valueSpan: item.span }]
      : [],
  );
}

function valueIn(expression: Expression): Value | undefined {
  const { span } = expression;
  switch (expression.is) {
    case "text":
      return partsOf(expression.text);
    case "name":
      return expression.name === "null" ? undefined : [nameOf(expression.name, span)];
    default:
      return [{ is: "unknown", why: "an expression", span }];
  }
}

function partsOf({ pieces }: HclText): Part[] {
  return pieces.map((piece) =>
    "text" in piece
      ? { is: "literal", text: new Sealed(piece.text), span: piece.span }
      : nameOf(piece.inner.trim(), piece.span),
  );
}

function nameOf(name: string, span: readonly [number, number]): Part {
  if (/^(?:true|false)$/.test(name) || !/^[A-Za-z_]\w*$/.test(name))
    return { is: "unknown", why: "an expression", span };
  return { is: "reference", to: { store: "env", name }, span };
}
