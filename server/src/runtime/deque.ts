/** A list that grows and shrinks at its end and shrinks at its start, without moving what is in it each time. */
export class Deque<T> {
  #items: T[] = [];
  #start = 0;

  get size(): number {
    return this.#items.length - this.#start;
  }

  get first(): T | undefined {
    return this.#items[this.#start];
  }

  get last(): T | undefined {
    return this.size === 0 ? undefined : this.#items.at(-1);
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** Takes the last one away. */
  pop(): void {
    if (this.size > 0) this.#items.pop();
  }

  /** Takes the first one away. */
  shift(): void {
    if (this.size === 0) return;
    this.#start += 1;
    if (this.#start > 1024 && this.#start * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
  }

  /** The first so many. */
  head(most: number): readonly T[] {
    return this.#items.slice(this.#start, this.#start + most);
  }

  forEach(visit: (item: T) => void): void {
    for (let index = this.#start; index < this.#items.length; index += 1) visit(this.#items[index] as T); // In bounds.
  }
}
