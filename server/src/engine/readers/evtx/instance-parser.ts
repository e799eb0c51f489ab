import { BinaryXmlFault, Cursor } from "./cursor.ts";
import type { Instance, SlotValue } from "./fragment.ts";
import { TOKEN } from "./node-parser.ts";
import type { Templates } from "./templates.ts";
import { typeFault, XML_TYPE } from "./value-types.ts";

const MAX_DEPTH = 16;
/** Bytes that an event's values may come to, each counted as often as its template writes it. */
const MAX_EXPANDED = 1 << 22;

/** A piece of binary XML with the weight of what it writes, in bytes of its values. */
interface Parsed {
  readonly instances: readonly Instance[];
  readonly weight: number;
}

/**
 * The binary XML between two offsets of a chunk: instances of templates, or trees as they are. Everything in it is looked at,
 * so that reading its values later cannot fail. Throws a {@link BinaryXmlFault} when something is damaged.
 */
export function parseInstances(
  templates: Templates,
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly Instance[] {
  return parseFragment(templates, new Cursor(bytes, start, end), 0).instances;
}

function parseFragment(templates: Templates, cursor: Cursor, depth: number): Parsed {
  if (depth > MAX_DEPTH) throw new BinaryXmlFault(`binary XML is nested deeper than ${MAX_DEPTH}`);
  const parser = templates.parser(cursor);
  const instances: Instance[] = [];
  let weight = 0;
  while (cursor.at < cursor.limit) {
    const token = parser.peek();
    if (token === TOKEN.end) break;
    if (token === TOKEN.header) cursor.take(4);
    else if (token === TOKEN.template) {
      const parsed = templateInstance(templates, cursor, depth);
      instances.push(parsed.instance);
      weight += parsed.weight;
    } else {
      const from = cursor.at;
      instances.push({ nodes: [parser.node()], values: [] });
      weight += cursor.at - from;
    }
  }
  if (weight > MAX_EXPANDED) throw new BinaryXmlFault(`its values come to more than ${MAX_EXPANDED} bytes`);
  return { instances, weight };
}

function templateInstance(
  templates: Templates,
  cursor: Cursor,
  depth: number,
): { readonly instance: Instance; readonly weight: number } {
  cursor.take(6);
  const offset = cursor.u32();
  if (offset === cursor.at) cursor.take(templates.lengthAt(offset));
  const template = templates.at(offset);
  const count = cursor.u32();
  if (count * 4 > cursor.limit - cursor.at) throw new BinaryXmlFault(`a template has ${count} values`);
  const described = new Cursor(cursor.bytes, cursor.take(count * 4), cursor.at);
  const values: SlotValue[] = [];
  let weight = 0;
  for (let i = 0; i < count; i++) {
    const size = described.u16();
    const type = described.u8();
    described.u8();
    const start = cursor.take(size);
    const end = start + size;
    const fault = typeFault(type, cursor.bytes.subarray(start, end));
    if (fault !== null) throw new BinaryXmlFault(fault);
    let own = size;
    let nested: readonly Instance[] | null = null;
    if (type === XML_TYPE) {
      const parsed = parseFragment(templates, new Cursor(cursor.bytes, start, end), depth + 1);
      nested = parsed.instances;
      own = parsed.weight;
    }
    weight += own * (template.uses[i] ?? 0);
    values.push({ type, start, end, nested });
  }
  return { instance: { nodes: template.nodes, values }, weight };
}
