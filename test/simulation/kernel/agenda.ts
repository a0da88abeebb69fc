/** Something that happens at an instant of the simulation. */
export type Entry = {
  readonly at: number;
  /** The order among events of one instant, drawn at random so that different orders are explored. */
  readonly lot: number;
  readonly order: number;
  readonly label: string;
  readonly happen: () => void | Promise<void>;
  cancelled: boolean;
};

/** A priority queue of future events: a binary heap. */
export type Agenda = {
  readonly put: (entry: Entry) => void;
  readonly first: () => Entry | undefined;
  readonly take: () => Entry | undefined;
  readonly size: () => number;
};

const isBefore = (a: Entry, b: Entry): boolean =>
  a.at !== b.at ? a.at < b.at : a.lot !== b.lot ? a.lot < b.lot : a.order < b.order;

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]];
    if (a === undefined || b === undefined) return;
    heap[i] = b;
    heap[j] = a;
  };
  const less = (i: number, j: number): boolean => {
    const [a, b] = [heap[i], heap[j]];
    return a !== undefined && b !== undefined && isBefore(a, b);
  };
  return {
    put(entry) {
      heap.push(entry);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!less(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    first: () => heap[0],
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const smaller = less(right, left) ? right : left;
        if (!less(smaller, at)) return first;
        swap(at, smaller);
        at = smaller;
      }
    },
    size: () => heap.length,
  };
}
