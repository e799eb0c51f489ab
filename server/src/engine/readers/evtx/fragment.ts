/** Binary XML as it is read from a chunk: a tree with slots, and values for them. */
export type Node = Element | TextNode | Slot | Reference | ProcessingInstruction;

export interface Element {
  readonly kind: "element";
  readonly name: string;
  /** The name without its prefix. */
  readonly local: string;
  /** The value that must not be null for the element to be there; -1 when there is none. */
  readonly dependency: number;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Node[];
  /** Written `<name/>`. */
  readonly empty: boolean;
  /** The slots among the children. */
  readonly slots: readonly Slot[];
}

export interface Attribute {
  readonly name: string;
  readonly parts: readonly Node[];
}

export interface TextNode {
  readonly kind: "text" | "cdata";
  readonly text: string;
}

/** Takes a value of the instance; an optional one takes its element or attribute away when the value is null. */
export interface Slot {
  readonly kind: "slot";
  readonly index: number;
  readonly optional: boolean;
}

/** A character or entity reference: as it is written and what it stands for. */
export interface Reference {
  readonly kind: "reference";
  readonly written: string;
  readonly text: string;
}

export interface ProcessingInstruction {
  readonly kind: "instruction";
  readonly target: string;
  readonly text: string;
}

/** A tree with the values of its slots. */
export interface Instance {
  readonly nodes: readonly Node[];
  readonly values: readonly SlotValue[];
}

/** A value: its type and its bytes in the chunk; for binary XML what it holds. */
export interface SlotValue {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  readonly nested: readonly Instance[] | null;
}

const NULL_VALUE: SlotValue = { type: 0, start: 0, end: 0, nested: null };

/** The value of a slot; null's when the instance has none for it. */
export function slotValue(instance: Instance, index: number): SlotValue {
  return instance.values[index] ?? NULL_VALUE;
}

/** Whether a part of an attribute or element makes it go: an optional slot without a value. */
export function isAbsent(part: Node, instance: Instance): boolean {
  return part.kind === "slot" && part.optional && slotValue(instance, part.index).type === 0;
}

/** Whether an element is there for an instance ([MS-EVEN6] 2.2.12 DependencyID, 3.1.4.7.2 optional substitutions). */
export function isPresent(element: Element, instance: Instance): boolean {
  if (element.dependency >= 0 && slotValue(instance, element.dependency).type === 0) return false;
  return !element.slots.some((slot) => isAbsent(slot, instance));
}
