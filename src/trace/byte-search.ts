/** Finds many byte strings in one pass; each has at least six bytes. */
export interface ByteSearch {
  /** The length of the longest of them. */
  longest: number;
  /** Tells each place at which one of them ends. Linear in the text, whatever it holds. */
  search(text: Uint8Array, tell: (needle: number, end: number) => void): void;
  /** Overwrites all that was made of them. */
  wipe(): void;
}

/** Of six bytes at any place, one of every three places begins four of them. */
const stride = 3;
const window = 4;
const filterBits = 22;

/**
 * An automaton of Aho and Corasick, run only where a filter lets it begin: most text holds nothing of any needle, and
 * three bytes of it take one look into a table that fits into the processor's cache.
 */
export function buildSearch(needles: readonly Uint8Array[]): ByteSearch {
  const trie = buildTrie(needles);
  const filter = buildFilter(needles);
  const { step, depth, output } = trie;
  return {
    longest: Math.max(0, ...needles.map(({ length }) => length)),
    search(text, tell) {
      for (let at = 0; at + window <= text.length; ) {
        if (!passes(filter, hashAt(text, at))) {
          at += stride;
          continue;
        }
        // A needle that holds this window begins at most two bytes before it.
        let position = Math.max(0, at - stride + 1);
        let state = 0;
        const decided = at + window;
        while (position < text.length && (position < decided || (depth[state] as number) >= window)) {
          state = step(state, text[position] as number);
          position++;
          output(state, (needle) => tell(needle, position));
        }
        // What is still under way began at most three bytes ago: the filter meets it again.
        const next = position - window + 1;
        at += stride * Math.max(1, Math.ceil((next - at) / stride));
      }
    },
    wipe() {
      trie.wipe();
      filter.fill(0);
    },
  };
}

function buildFilter(needles: readonly Uint8Array[]): Uint8Array {
  const filter = new Uint8Array(2 ** (filterBits - 3));
  for (const needle of needles) {
    for (let at = 0; at < stride; at++) {
      const hash = hashAt(needle, at);
      filter[hash >>> 3] = (filter[hash >>> 3] as number) | (1 << (hash & 7));
    }
  }
  return filter;
}

function passes(filter: Uint8Array, hash: number): boolean {
  return ((filter[hash >>> 3] as number) & (1 << (hash & 7))) !== 0;
}

function hashAt(text: Uint8Array, at: number): number {
  const word =
    (text[at] as number) |
    ((text[at + 1] as number) << 8) |
    ((text[at + 2] as number) << 16) |
    ((text[at + 3] as number) << 24);
  return Math.imul(word, 0x9e37_79b1) >>> (32 - filterBits);
}

/** Edges are in a hash table: a table of 256 for each node would take a gigabyte for a thousand secrets. */
function buildTrie(needles: readonly Uint8Array[]) {
  const most = 1 + needles.reduce((sum, { length }) => sum + length, 0);
  const slots = 2 ** Math.ceil(Math.log2(most * 2));
  const [keys, ends] = [new Float64Array(slots).fill(-1), new Int32Array(slots)];
  const [parents, fails, links] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const [bytes, depth] = [new Uint8Array(most), new Uint16Array(most)];
  /** The needle that ends at a node, and the next one that is equal to a needle; one more than its number, or 0. */
  const [first, equal] = [new Int32Array(most), new Int32Array(needles.length)];
  let nodes = 1;

  const slotOf = (node: number, byte: number): number => {
    const key = node * 256 + byte;
    let slot = (Math.imul(node, 0x9e37_79b1) ^ Math.imul(byte + 1, 0x85eb_ca6b)) >>> 0;
    for (slot &= slots - 1; keys[slot] !== key && keys[slot] !== -1; ) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const childOf = (node: number, byte: number): number => {
    const slot = slotOf(node, byte);
    return keys[slot] === -1 ? 0 : (ends[slot] as number);
  };
  needles.forEach((needle, index) => {
    let node = 0;
    for (const byte of needle) {
      const slot = slotOf(node, byte);
      if (keys[slot] === -1) {
        keys[slot] = node * 256 + byte;
        ends[slot] = nodes;
        parents[nodes] = node;
        bytes[nodes] = byte;
        depth[nodes] = (depth[node] as number) + 1;
        nodes++;
      }
      node = ends[slot] as number;
    }
    equal[index] = first[node] as number;
    first[node] = index + 1;
  });

  const step = (from: number, byte: number): number => {
    for (let state = from; ; state = fails[state] as number) {
      const next = childOf(state, byte);
      if (next !== 0 || state === 0) return next;
    }
  };
  for (const node of inOrderOfDepth(depth, nodes)) {
    const parent = parents[node] as number;
    if (parent !== 0) fails[node] = step(fails[parent] as number, bytes[node] as number);
    const fail = fails[node] as number;
    links[node] = first[fail] === 0 ? (links[fail] as number) : fail;
  }
  return {
    depth,
    step,
    output(state: number, tell: (needle: number) => void): void {
      const start = first[state] === 0 ? (links[state] as number) : state;
      for (let node = start; node !== 0; node = links[node] as number) {
        for (let needle = first[node] as number; needle !== 0; needle = equal[needle - 1] as number) tell(needle - 1);
      }
    },
    wipe(): void {
      for (const table of [keys, ends, parents, fails, links, bytes, depth, first, equal]) table.fill(0);
    },
  };
}

function inOrderOfDepth(depth: Uint16Array, nodes: number): Int32Array {
  const begins = new Int32Array(2 ** 16 + 1);
  for (let node = 1; node < nodes; node++)
    begins[(depth[node] as number) + 1] = (begins[(depth[node] as number) + 1] as number) + 1;
  for (let index = 1; index < begins.length; index++) {
    begins[index] = (begins[index] as number) + (begins[index - 1] as number);
  }
  const order = new Int32Array(nodes - 1);
  for (let node = 1; node < nodes; node++) {
    const at = depth[node] as number;
    order[begins[at] as number] = node;
    begins[at] = (begins[at] as number) + 1;
  }
  return order;
}
