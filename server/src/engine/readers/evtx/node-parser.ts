import { BinaryXmlFault, Cursor } from "./cursor.ts";
import type { Attribute, Element, Node, Slot } from "./fragment.ts";
import { utf16 } from "./value-text.ts";
import { STRING_TYPE } from "./value-types.ts";

/** Tokens of binary XML ([MS-EVEN6] 2.2.12) without the flag that more follow. */
export const TOKEN = {
  end: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  target: 0x0a,
  data: 0x0b,
  template: 0x0c,
  slot: 0x0d,
  optionalSlot: 0x0e,
  header: 0x0f,
} as const;

const MORE = 0x40;
const MAX_DEPTH = 64;
/** Values that one template may name. */
const MAX_SLOT = 4096;
const NAME = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Reads trees of binary XML; throws a {@link BinaryXmlFault} where the bytes are none. */
export class NodeParser {
  readonly #cursor: Cursor;
  /** Names of the chunk by their offset. */
  readonly #names: Map<number, string>;
  #depth = 0;

  constructor(cursor: Cursor, names: Map<number, string>) {
    this.#cursor = cursor;
    this.#names = names;
  }

  /** The tree of a template definition. */
  template(): readonly Node[] {
    if (this.peek() === TOKEN.header) this.#cursor.take(4);
    const nodes: Node[] = [];
    while (this.#cursor.at < this.#cursor.limit && this.peek() !== TOKEN.end) nodes.push(this.node());
    return nodes;
  }

  /** The next token without its flag. */
  peek(): number {
    const { bytes, at, limit } = this.#cursor;
    if (at >= limit) throw new BinaryXmlFault(`the binary XML ends too early at byte ${at} of the chunk`);
    return (bytes[at] ?? 0) & ~MORE;
  }

  /** One part of an element's content. */
  node(): Node {
    const token = this.#cursor.u8() & ~MORE;
    switch (token) {
      case TOKEN.openElement:
        return this.#element();
      case TOKEN.value:
        return this.#value();
      case TOKEN.cdata:
        return { kind: "cdata", text: this.#text() };
      case TOKEN.character: {
        const code = this.#cursor.u16();
        return { kind: "reference", written: `&#${code};`, text: String.fromCharCode(code) };
      }
      case TOKEN.entity: {
        const written = `&${this.#name()};`;
        return { kind: "reference", written, text: ENTITIES.get(written.slice(1, -1)) ?? written };
      }
      case TOKEN.target: {
        const target = this.#name();
        if ((this.#cursor.u8() & ~MORE) !== TOKEN.data) throw this.#unexpected(token);
        return { kind: "instruction", target, text: this.#text() };
      }
      case TOKEN.slot:
      case TOKEN.optionalSlot:
        return this.#slot(token === TOKEN.optionalSlot);
      default:
        throw this.#unexpected(token);
    }
  }

  #slot(optional: boolean): Slot {
    const index = this.#cursor.u16();
    this.#cursor.u8();
    if (index >= MAX_SLOT) throw new BinaryXmlFault(`a template asks for value ${index}`);
    return { kind: "slot", index, optional };
  }

  #value(): Node {
    const type = this.#cursor.u8();
    if (type !== STRING_TYPE) throw new BinaryXmlFault(`a literal has the type 0x${type.toString(16)}`);
    return { kind: "text", text: this.#text() };
  }

  #text(): string {
    const length = this.#cursor.u16() * 2;
    const start = this.#cursor.take(length);
    return utf16(this.#cursor.bytes, start, start + length, false);
  }

  #element(): Element {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new BinaryXmlFault(`elements are nested deeper than ${MAX_DEPTH}`);
    const flagged = ((this.#cursor.bytes[this.#cursor.at - 1] ?? 0) & MORE) !== 0;
    const { dependency, name } = this.#elementHead();
    if (flagged) this.#cursor.take(4);
    const attributes: Attribute[] = [];
    while (this.peek() === TOKEN.attribute) attributes.push(this.#attribute());
    const close = this.#cursor.u8();
    const children: Node[] = [];
    if (close === TOKEN.closeStart) {
      while (this.peek() !== TOKEN.endElement) children.push(this.node());
      this.#cursor.u8();
    } else if (close !== TOKEN.closeEmpty) throw this.#unexpected(close);
    this.#depth -= 1;
    const slots = children.filter((child) => child.kind === "slot");
    const local = name.slice(name.indexOf(":") + 1);
    return { kind: "element", name, local, dependency, attributes, children, empty: close === TOKEN.closeEmpty, slots };
  }

  /** Elements outside of templates have no dependency; the length and the name behind it tell. */
  #elementHead(): { readonly dependency: number; readonly name: string } {
    const start = this.#cursor.at;
    const dependency = this.#cursor.u16();
    const size = this.#cursor.u32();
    if (size <= this.#cursor.bytes.length && this.#isName()) {
      return { dependency: dependency === 0xffff ? -1 : dependency, name: this.#name() };
    }
    this.#cursor.at = start;
    this.#cursor.u32();
    return { dependency: -1, name: this.#name() };
  }

  /** Whether a name that was read before or one that stands here comes next. */
  #isName(): boolean {
    const { at, limit, bytes } = this.#cursor;
    if (at + 4 > limit) return false;
    const offset = new Cursor(bytes, at, limit).u32();
    return this.#names.has(offset) || (offset >= 512 && offset <= at + 4);
  }

  #attribute(): Attribute {
    this.#cursor.u8();
    const name = this.#name();
    const parts: Node[] = [];
    for (;;) {
      const next = this.peek();
      if (next === TOKEN.attribute || next === TOKEN.closeStart || next === TOKEN.closeEmpty) return { name, parts };
      if (next === TOKEN.openElement || next === TOKEN.cdata || next === TOKEN.target) throw this.#unexpected(next);
      parts.push(this.node());
    }
  }

  /** A name stands where it is first used in the chunk; elsewhere its offset leads there. */
  #name(): string {
    const cursor = this.#cursor;
    const offset = cursor.u32();
    const own = offset === cursor.at;
    const at = new Cursor(cursor.bytes, offset + 6, own ? cursor.limit : cursor.bytes.length);
    if (offset > cursor.bytes.length) throw new BinaryXmlFault("a name lies outside of its chunk");
    const length = at.u16() * 2;
    const start = at.take(length);
    if (own) cursor.take(8 + length + 2);
    let name = this.#names.get(offset);
    if (name === undefined) {
      name = utf16(cursor.bytes, start, start + length, false);
      if (!NAME.test(name)) throw new BinaryXmlFault("a name is no XML name");
      this.#names.set(offset, name);
    }
    return name;
  }

  #unexpected(token: number): BinaryXmlFault {
    const at = this.#cursor.at;
    return new BinaryXmlFault(
      `the token 0x${token.toString(16).padStart(2, "0")} at byte ${at} of the chunk is not expected`,
    );
  }
}
