/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** In [0, 1). */
  readonly float: () => number;
  /** A whole number in [0, below). */
  readonly int: (below: number) => number;
  /** A whole number in [from, to]. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** One of the items, each as likely as its weight. */
  readonly weighted: <T>(items: readonly [readonly [T, number], ...(readonly [T, number])[]]) => T;
  readonly bytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** A wait in ms around `mean`, mostly short and sometimes long (exponential). */
  readonly wait: (mean: number) => number;
  /** Another source, so that what one part draws does not move what another draws. */
  readonly fork: (name: string) => Random;
};

/** sfc32 (PractRand's small fast counter), seeded by an FNV-1a hash of the name. */
export function createRandom(name: string): Random {
  let [a, b, c, counter] = [hash(`${name}/a`), hash(`${name}/b`), hash(`${name}/c`), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  const float = () => next() / 2 ** 32;
  const int = (below: number) => Math.floor(float() * below);
  return {
    float,
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => float() < probability,
    pick: (items) => items[int(items.length)] ?? items[0],
    weighted: (items) => {
      let left = float() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[0][0];
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
    wait: (mean) => Math.round(-Math.log(1 - float()) * mean),
    fork: (part) => createRandom(`${name}/${part}`),
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
