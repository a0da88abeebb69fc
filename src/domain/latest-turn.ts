/**
 * The latest instant (ms), up to now, at which something was due that comes every `everyMs`. Each id has its own share of the
 * interval, so that what many ids do as often is spread over it.
 */
export function latestTurn(id: string, now: number, everyMs: number): number {
  let hash = 0;
  for (const character of id) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const shift = hash % everyMs;
  return Math.floor((now - shift) / everyMs) * everyMs + shift;
}
