import type { World } from '../world/world.ts';
import { readLost } from './lost.ts';
import type { Finding } from './money.ts';
import { type Named, readToken } from './read-token.ts';
import { rowsOf } from './rows.ts';

/** The longest that a worker stands still. */
const STOOD_STILL_MS = 45 * 60_000;

/**
 * Every link that somebody was mailed is accounted for: what it names is here, at its version or a later one, unless that
 * was written in time that was lost.
 */
export function checkLinks(world: World): Finding[] {
  const { touches, setAside } = readLost(world);
  const invoices = new Map(
    rowsOf(world, 'SELECT id, link_version FROM invoices').map((row) => [
      row.text('id'),
      row.number('link_version'),
    ]),
  );
  const payments = new Set(rowsOf(world, 'SELECT id FROM payments').map((row) => row.text('id')));
  const isHere = (path: string, { id, version }: Named): boolean =>
    path === 'i' || path === 'pay'
      ? (invoices.get(id) ?? -1) >= version
      : path === 'portal/sign-in' || payments.has(id) || setAside.has(id);
  return [...world.post.posted.values()].flatMap(({ messageId, sends }) => {
    const kept = sends.filter(({ at }) => !touches(at - STOOD_STILL_MS, at));
    return kept.flatMap(({ links }) =>
      links.flatMap(({ path, token }) => {
        const named = readToken(path, token);
        return isHere(path, named)
          ? []
          : [`${messageId} leads to ${named.id} at version ${named.version}, which is not there`];
      }),
    );
  });
}
