/**
 * Items in an order in which their owners take turns: the first of each, then the second of each. Within an owner the order
 * stays, so one with thousands of items delays another's first by at most one item an owner.
 */
export function inTurns<T>(items: readonly T[], ownerOf: (item: T) => string): readonly T[] {
  const queues = [...Map.groupBy(items, ownerOf).values()];
  const longest = queues.reduce((most, queue) => Math.max(most, queue.length), 0);
  return Array.from({ length: longest }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  ).flat();
}
