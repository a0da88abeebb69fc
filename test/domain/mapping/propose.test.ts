import { describe, expect, it } from 'vitest';
import { folded, nameKey, ownDomain, searchFor } from '../../../src/domain/mapping/keys.ts';
import { placeAfter, withoutCursor } from '../../../src/domain/mapping/place.ts';
import { type Alike, candidatesOf, proposalOf } from '../../../src/domain/mapping/propose.ts';

const alike = (stripeCustomerId: string, by: Alike['by'], heldBy: string | null = null): Alike => ({
  stripeCustomerId,
  by,
  heldBy,
});
const proposed = (...all: Alike[]) => proposalOf(candidatesOf('cus_ours', all));

describe('what is proposed for a client', () => {
  it('is sure by an id, likely by one address, possible by a name or a domain', () => {
    expect(proposed(alike('a', 'external_id'))).toMatchObject({ proposed: 'a', confidence: 'sure' });
    expect(proposed(alike('a', 'email'))).toMatchObject({ proposed: 'a', confidence: 'likely' });
    expect(proposed(alike('a', 'name'))).toMatchObject({ proposed: 'a', confidence: 'possible' });
    expect(proposed(alike('a', 'domain'))).toMatchObject({ proposed: 'a', confidence: 'possible' });
    expect(proposed()).toEqual({ proposed: null, proposedBy: null, confidence: null, candidates: 0 });
  });

  it('is none of several who have its address, whatever else speaks for one', () => {
    const several = proposed(
      alike('a', 'email'),
      alike('b', 'email'),
      alike('b', 'name'),
      alike('c', 'email'),
    );
    expect(several).toEqual({ proposed: null, proposedBy: 'email', confidence: 'several', candidates: 3 });
  });

  it('is the one with the stronger reason, and the others are shown', () => {
    const best = proposed(alike('b', 'name'), alike('a', 'email'), alike('c', 'domain'));
    expect(best).toEqual({ proposed: 'a', proposedBy: 'email', confidence: 'likely', candidates: 3 });
  });

  it('is nobody whom another client has', () => {
    expect(proposed(alike('a', 'email', 'cus_other'))).toMatchObject({ candidates: 0 });
    expect(proposed(alike('a', 'email', 'cus_ours'))).toMatchObject({ proposed: 'a' });
  });

  it('shows a candidate once, with its reasons, the strongest first', () => {
    const all = [alike('a', 'domain'), alike('a', 'email'), alike('b', 'domain')];
    expect(candidatesOf('cus_ours', all)).toEqual([
      { stripeCustomerId: 'a', reasons: ['email', 'domain'] },
      { stripeCustomerId: 'b', reasons: ['domain'] },
    ]);
  });
});

describe('names and addresses', () => {
  it.each([
    ['ACME, Inc.', 'acme'],
    ['Müller & Söhne GmbH', 'muller sohne'],
    ['GmbH', 'gmbh'],
    ['  Crème   brûlée ', 'creme brulee'],
    ['田中商店', '田中商店'],
    ['...', null],
  ])('%s is compared as %s', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  it('of a provider of free mail have no domain in common', () => {
    expect(ownDomain('ada@gmail.com')).toBeNull();
    expect(ownDomain('ada@acme.example')).toBe('acme.example');
    expect(ownDomain('no address')).toBeNull();
    expect(ownDomain(null)).toBeNull();
  });

  it('are searched without case and accents, however long what is typed', () => {
    expect(folded('ÉCLAIR  Ltd')).toBe('eclair ltd');
    expect(searchFor('  ')).toBeNull();
    expect(searchFor(' ÉCLAIR Bakery ')).toEqual({ terms: ['eclair', 'bakery'], text: 'ÉCLAIR Bakery' });
    expect(searchFor('%_'.repeat(500))).toEqual({ terms: [], text: '%_'.repeat(100) });
  });
});

describe('a place in a list', () => {
  it('whose customer is gone is found by when they were created', () => {
    const place = placeAfter({ id: 'cus_1', createdAt: 1_700_000_000_500 });
    expect(place).toEqual({ after: 'cus_1', createdAt: 1_700_000_000 });
    expect(withoutCursor(place)).toEqual({ after: null, createdAt: 1_700_000_000 });
    expect(withoutCursor(null)).toBeNull();
  });
});
