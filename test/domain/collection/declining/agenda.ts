type Entry = { readonly at: number; readonly turn: number; readonly run: () => void };

/** What happens next, in the order of time; of two at the same instant, the one that was planned first. */
export class Agenda {
  readonly start: number;
  now: number;
  #turn = 0;
  readonly #heap: Entry[] = [];

  constructor(start: number) {
    this.start = start;
    this.now = start;
  }

  at(at: number, run: () => void): void {
    this.#turn += 1;
    const heap = this.#heap;
    heap.push({ at: Math.max(at, this.now), turn: this.#turn, run });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  next(): void {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) throw new Error('nothing is planned');
    if (heap.length > 0) {
      heap[0] = last;
      for (let parent = 0; ; ) {
        const [left, right] = [2 * parent + 1, 2 * parent + 2];
        const child = right < heap.length && this.#isBefore(right, left) ? right : left;
        if (child >= heap.length || !this.#isBefore(child, parent)) break;
        this.#swap(child, parent);
        parent = child;
      }
    }
    this.now = first.at;
    first.run();
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.at < other.at || (one.at === other.at && one.turn < other.turn);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
