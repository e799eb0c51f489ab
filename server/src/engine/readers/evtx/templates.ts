import { CHUNK_BYTES } from "./chunk.ts";
import { BinaryXmlFault, Cursor } from "./cursor.ts";
import type { Node } from "./fragment.ts";
import { NodeParser } from "./node-parser.ts";

/** A template: its tree, and how often each slot stands in it. */
export interface Template {
  readonly nodes: readonly Node[];
  readonly uses: readonly number[];
}

/** Bytes of definitions that are read per chunk: those of a sound one do not overlap. */
const MOST_DEFINITIONS = CHUNK_BYTES * 16;
const HEADER_BYTES = 24;

/** The templates of a chunk, each read once. */
export class Templates {
  readonly #bytes: Uint8Array;
  readonly #known = new Map<number, Template | BinaryXmlFault>();
  readonly #names = new Map<number, string>();
  #read = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A parser of this chunk's binary XML from an offset. */
  parser(cursor: Cursor): NodeParser {
    return new NodeParser(cursor, this.#names);
  }

  /** The template whose definition begins at an offset, and where it ends. Throws a {@link BinaryXmlFault}. */
  at(offset: number): Template {
    let known = this.#known.get(offset);
    if (known === undefined) {
      known = this.#define(offset);
      this.#known.set(offset, known);
    }
    if (known instanceof BinaryXmlFault) throw known;
    return known;
  }

  /** Bytes of a definition with its header. */
  lengthAt(offset: number): number {
    return HEADER_BYTES + new Cursor(this.#bytes, offset + 20, this.#bytes.length).u32();
  }

  #define(offset: number): Template | BinaryXmlFault {
    try {
      const length = this.lengthAt(offset);
      const cursor = new Cursor(this.#bytes, offset + HEADER_BYTES, offset + length);
      if (offset + length > this.#bytes.length) throw new BinaryXmlFault("a template reaches beyond its chunk");
      this.#read += length;
      if (this.#read > MOST_DEFINITIONS) throw new BinaryXmlFault("the templates of the chunk overlap");
      const nodes = this.parser(cursor).template();
      return { nodes, uses: usesOf(nodes) };
    } catch (error) {
      if (error instanceof BinaryXmlFault) return error;
      throw error;
    }
  }
}

function usesOf(nodes: readonly Node[]): readonly number[] {
  const uses: number[] = [];
  const count = (node: Node): void => {
    if (node.kind === "slot") uses[node.index] = (uses[node.index] ?? 0) + 1;
    else if (node.kind === "element") {
      for (const { parts } of node.attributes) parts.forEach(count);
      node.children.forEach(count);
    }
  };
  nodes.forEach(count);
  return uses;
}
