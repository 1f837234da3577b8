/** Pieces of text that readers look for, or trip over, each of which is repeated until a text is long. */
const fragments: Readonly<Record<string, string>> = {
  letters: "a",
  capitals: "A_",
  digits: "1",
  blanks: " ",
  tabs: "\t",
  "line feeds": "\n",
  "carriage returns": "\r\n",
  "double quotes": '"',
  "single quotes": "'",
  "back quotes": "`",
  backslashes: "\\",
  "continued lines": "a \\\n",
  "opening braces": "{",
  "closing braces": "}",
  "opening brackets": "[",
  "opening parentheses": "(",
  "closing parentheses": ")",
  "angle brackets": "<a>",
  "command substitutions": "$(",
  "closed command substitutions": "$(a) ",
  "opening variables": "${",
  "variables with a default": "${A:-",
  "closed variables": "${A:-b}",
  "plain variables": "$A ",
  "doubled dollars": "$$",
  arithmetic: "$((",
  "opening templates": "{{",
  templates: "{{ a }} ",
  "control marks": "{% a %} ",
  "opening control marks": "{%",
  "expressions of a workflow": "${{ a }} ",
  "opening ERB": "<%",
  comments: "# a\n",
  "number signs": "#",
  slashes: "/",
  "block comments": "/* a */ ",
  "opening block comments": "/*",
  "beginnings of a URL": "a://",
  "URLs with a password": "https://u:p@h/ ",
  "colons and signs": "a:b@",
  "equals signs": "=",
  assignments: "A_TOKEN=b ",
  "assignments, a line each": "A_TOKEN=b\n",
  options: "-e A=b ",
  "options with a password": "-pa --password=b ",
  "here-documents": "cat <<A ",
  "marks of here-documents": "<<A ",
  "here-documents, a line each": "cat <<A\na\nA\n",
  pipes: "a | ",
  conjunctions: "a && ",
  semicolons: "a; ",
  conditions: "if a; then\n",
  functions: "a() {\n",
  "curl with a password": "curl -u a:b h; ",
  "shells in a shell": "sh -c 'a'; ",
  exports: "export A_PASSWORD=b; ",
  keys: "a: ",
  "keys, a line each": "a: b\n",
  items: "- ",
  "items, a line each": "- a\n",
  anchors: "&a ",
  aliases: "*a ",
  "merge keys": "<<: *a\n",
  tags: "!a ",
  documents: "---\n",
  commas: "a, ",
  "pairs of JSON": '"a": "b", ',
  calls: "a(",
  "suppression comments": "# runsecrets-ignore secret-in-env -- a\n",
  "beginnings of a key": ["-----BEGIN RSA PRIVATE", "KEY-----\n"].join(" "),
  "beginnings of a token": "eyJ",
  "high letters": "é",
};

/** Each of the pieces, repeated up to a length. */
export function fragmentsOf(length: number): [name: string, text: string][] {
  return Object.entries(fragments).map(([name, piece]) => [name, filled(piece, length)]);
}

function filled(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}

/** So many numbered pieces in a row. */
export function numbered(count: number, piece: (number: number) => string, between = ""): string {
  return Array.from({ length: count }, (_, at) => piece(at)).join(between);
}
