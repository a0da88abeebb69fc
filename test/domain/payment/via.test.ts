import { describe, expect, it } from 'vitest';
import { VIAS, viaOf } from '../../../src/domain/payment/via.ts';

describe('what a lost payment came by', () => {
  it.each(VIAS)('is what its metadata says: %s', (via) => expect(viaOf(via, 'intent', 1)).toBe(via));

  it.each([
    ['autopay', 'session', 1, 'link'],
    ['staff', 'session', 2, 'portal'],
    ['portal', 'session', 1, 'portal'],
    ['link', 'session', 3, 'link'],
    [undefined, 'session', 1, 'link'],
    [undefined, 'session', 2, 'portal'],
    [undefined, 'intent', 1, 'autopay'],
    [undefined, 'intent', 2, 'portal'],
    ['AUTOPAY', 'intent', 2, 'portal'],
    ['', 'intent', 1, 'autopay'],
    [7, 'intent', 1, 'autopay'],
  ] as const)('with %s said of a %s for %i is %s', (said, flow, invoices, via) => {
    expect(viaOf(said, flow, invoices)).toBe(via);
  });
});
