import { describe, expect, it } from 'vitest';
import { createLinks } from '../../../src/adapters/links/links.ts';
import { makeId } from '../../../src/domain/ids.ts';

const secret = (fill: number) => new Uint8Array(32).fill(fill);
const [K1, K2] = [
  { id: 1, secret: secret(1) },
  { id: 2, secret: secret(2) },
];
const APP = 'https://billing.test';
const id = makeId('inv', 1_790_000_000_000, new Uint8Array(9).fill(5));
const payment = makeId('pay', 1_790_000_000_000, new Uint8Array(9).fill(6));
const tokenOf = (url: string) => url.split('/')[4] ?? '';

describe('a link', () => {
  it('proves itself, and names what it opens', async () => {
    const links = createLinks(APP, [K1]);
    const token = tokenOf(await links.url('view', { id, version: 7 }));
    expect(await links.open('view', token)).toEqual({ id, version: 7 });
    expect(await links.open('pay', token)).toBeNull();
  });

  it('in an old PDF works after the key was changed, and a retired key opens nothing', async () => {
    const token = tokenOf(await createLinks(APP, [K1]).url('pay', { id, version: 1 }));
    expect(await createLinks(APP, [K2, K1]).open('pay', token)).toEqual({ id, version: 1 });
    expect(await createLinks(APP, [K2]).open('pay', token)).toBeNull();
    expect(await createLinks(APP, [{ id: 1, secret: secret(9) }]).open('pay', token)).toBeNull();
  });

  it('cannot be changed in any character', async () => {
    const links = createLinks(APP, [K1]);
    const token = tokenOf(await links.url('pay', { id, version: 1 }));
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await links.open('pay', changed)).toBeNull();
    }
  });

  it('is stored as a placeholder, and filled in again to the letter, even after the key was changed', async () => {
    const before = createLinks(APP, [K1]);
    const after = createLinks(APP, [K2, K1]);
    const text = JSON.stringify({
      view: await before.url('view', { id, version: 3 }),
      pay: await before.url('pay', { id, version: 3 }),
      back: await before.url('success', { id: payment, version: 1 }),
      pdf: `${await before.url('view', { id, version: 3 })}/pdf`,
      other: 'https://elsewhere.test/pay/x',
    });
    const hidden = await before.hide(text);
    expect(hidden).not.toMatch(/billing\.test\/(i|pay)\//);
    expect(hidden).toContain('elsewhere.test/pay/x');
    expect(await after.fill(hidden)).toBe(text);
    expect(await after.hide(text)).toBe(hidden);
    expect(await before.fill(before.placeholder('view', { id, version: 3 }))).toBe(
      await before.url('view', { id, version: 3 }),
    );
  });
});
