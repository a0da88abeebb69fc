import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followMethods,
  hasArrived,
  type KnownMethod,
  type SeenMethod,
} from '../../../src/domain/methods/follow.ts';

const card = (last4: string, expYear = 2040) =>
  ({ kind: 'card', brand: 'visa', last4, expMonth: 1, expYear }) as const;
const seen = (id: string, more: Partial<SeenMethod> = {}): SeenMethod => ({
  stripePaymentMethodId: id,
  card: card('4242'),
  fingerprint: `f-${id}`,
  isBlocked: false,
  blockedFor: null,
  createdAt: 1,
  ...more,
});
const known = (id: string, more: Partial<KnownMethod> = {}): KnownMethod => ({
  id: `ours-${id}`,
  stripePaymentMethodId: id,
  card: card('4242'),
  fingerprint: `f-${id}`,
  state: 'usable',
  stateReason: null,
  isDefault: false,
  position: 0,
  ...more,
});

describe('what is on file', () => {
  it('keeps an account that waits for its verification, though Stripe does not list it yet', () => {
    const waiting = known('pm_1', { state: 'pending_verification' });
    expect(followMethods([waiting], [], null)).toEqual({ added: [], changed: [], offersMore: false });
    const verified = followMethods([waiting], [seen('pm_1')], null);
    expect(verified.changed).toMatchObject([{ id: 'ours-pm_1', state: 'usable', isDefault: true }]);
    expect(verified.offersMore).toBe(true);
  });

  it('is unusable with its reason where the bank blocked it, and another takes its place as default', () => {
    const { changed, offersMore } = followMethods(
      [known('pm_1', { isDefault: true }), known('pm_2', { position: 1 })],
      [seen('pm_1', { isBlocked: true, blockedFor: 'bank_account_closed' }), seen('pm_2')],
      null,
    );
    expect(changed).toMatchObject([
      { id: 'ours-pm_1', state: 'unusable', stateReason: 'bank_account_closed', isDefault: false },
      { id: 'ours-pm_2', isDefault: true },
    ]);
    expect(offersMore).toBe(false);
  });

  it('offers more where a card has a new expiry date, and not where nothing changed', () => {
    const before = known('pm_1', { isDefault: true });
    expect(followMethods([before], [seen('pm_1', { card: card('4242', 2045) })], null).offersMore).toBe(true);
    expect(followMethods([before], [seen('pm_1')], null)).toEqual({
      added: [],
      changed: [],
      offersMore: false,
    });
  });

  it('takes new methods in the order in which Stripe made them, behind those that are there', () => {
    const { added } = followMethods(
      [known('pm_1', { isDefault: true, position: 4 })],
      [seen('pm_3', { createdAt: 3 }), seen('pm_1'), seen('pm_2', { createdAt: 2 })],
      null,
    );
    expect(
      added.map(({ stripePaymentMethodId: id, position, isDefault }) => [id, position, isDefault]),
    ).toEqual([
      ['pm_2', 5, false],
      ['pm_3', 6, false],
    ]);
    expect(followMethods([], [seen('pm_1')], null).added).toMatchObject([{ position: 0 }]);
  });

  it('leads with the one that Stripe names, else with the newest, wherever it stands; never with one that may not', () => {
    const three = [
      seen('pm_1', { createdAt: 1 }),
      seen('pm_2', { createdAt: 3 }),
      seen('pm_3', { createdAt: 2 }),
    ];
    const leader = (atStripe: string | null, notLeading?: ReadonlySet<string>) =>
      followMethods([], three, atStripe, notLeading).added.find(({ isDefault }) => isDefault)
        ?.stripePaymentMethodId;
    expect([leader(null), leader('pm_1'), leader('pm_9')]).toEqual(['pm_2', 'pm_1', 'pm_2']);
    expect(leader('pm_1', new Set(['pm_1', 'pm_2']))).toBe('pm_3');
    expect(leader(null, new Set(['pm_1', 'pm_2', 'pm_3']))).toBeUndefined();
  });

  it('is unusable for a reason, named or not, and free of it once it is usable again', () => {
    const blocked = followMethods([known('pm_1')], [seen('pm_1', { isBlocked: true })], null);
    expect(blocked.changed).toMatchObject([{ state: 'unusable', stateReason: 'blocked' }]);
    const back = known('pm_1', { state: 'unusable', stateReason: 'blocked', isDefault: true });
    expect(followMethods([back], [seen('pm_1')], null)).toMatchObject({
      changed: [{ state: 'usable', stateReason: null }],
      offersMore: true,
    });
  });

  it('leads as the newest where nothing else says which, in whatever order they stand', () => {
    for (const [first, second] of [
      ['pm_1', 'pm_2'],
      ['pm_2', 'pm_1'],
    ] as const) {
      const { changed } = followMethods(
        [known(first), known(second)],
        [seen('pm_1', { createdAt: 20 }), seen('pm_2', { createdAt: 10 })],
        null,
      );
      expect(changed.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([known('pm_1').id]);
    }
  });

  it('stays as it is while it is being removed, and is gone once Stripe has removed it', () => {
    const removing = known('pm_1', { state: 'unusable', stateReason: 'removing' });
    expect(followMethods([removing], [seen('pm_1', { fingerprint: 'new' })], null).changed).toEqual([]);
    const gone = { state: 'detached', stateReason: null } as const;
    expect(followMethods([removing], [], null).changed).toMatchObject([gone]);
    expect(followMethods([known('pm_1', gone)], [], null).changed).toEqual([]);
  });

  it('offers more where another card, a new date or a new method came, and an account’s name is none of these', () => {
    const account = { kind: 'us_bank_account', bankName: 'Old', last4: '1' } as const;
    const more = (before: KnownMethod, now: SeenMethod) => followMethods([before], [now], null).offersMore;
    const usable = known('pm_1', { isDefault: true });
    expect(more(usable, seen('pm_1', { fingerprint: 'another' }))).toBe(true);
    expect(more(usable, seen('pm_1', { card: { ...card('4242'), expMonth: 2 } }))).toBe(true);
    expect(more(usable, seen('pm_1', { card: card('1111') }))).toBe(false);
    expect(more(usable, seen('pm_1', { isBlocked: true }))).toBe(false);
    const renamed = { ...account, bankName: 'New' };
    expect(more({ ...usable, card: account }, seen('pm_1', { card: renamed }))).toBe(false);
    expect(followMethods([usable], [seen('pm_1'), seen('pm_2')], null).offersMore).toBe(true);
    expect(followMethods([usable], [seen('pm_1'), seen('pm_2', { isBlocked: true })], null).offersMore).toBe(
      false,
    );
  });

  it('has arrived where it was added, verified or attached again, and not where it was blocked for a while', () => {
    const arrived = (before: KnownMethod | null, now: SeenMethod) => {
      const rows = before === null ? [] : [before];
      return hasArrived(rows, followMethods(rows, [now], null));
    };
    expect(arrived(null, seen('pm_1'))).toBe(true);
    expect(arrived(null, seen('pm_1', { isBlocked: true }))).toBe(false);
    expect(arrived(known('pm_1', { state: 'pending_verification' }), seen('pm_1'))).toBe(true);
    expect(arrived(known('pm_1', { state: 'detached' }), seen('pm_1'))).toBe(true);
    expect(arrived(known('pm_1', { state: 'detached' }), seen('pm_1', { isBlocked: true }))).toBe(false);
    expect(arrived(known('pm_1', { state: 'unusable', stateReason: 'blocked' }), seen('pm_1'))).toBe(false);
    expect(arrived(known('pm_1', { isDefault: true }), seen('pm_1', { fingerprint: 'new' }))).toBe(false);
  });

  it('does not follow a default of Stripe over one that is kept here', () => {
    const { changed } = followMethods(
      [known('pm_1', { isDefault: true }), known('pm_2', { position: 1 })],
      [seen('pm_1'), seen('pm_2')],
      'pm_2',
    );
    expect(changed).toEqual([]);
  });

  it('settles: looked at again without anything new, nothing changes; one usable method is the default', () => {
    const ids = fc.uniqueArray(fc.constantFrom('pm_1', 'pm_2', 'pm_3', 'pm_4', 'pm_5'));
    const methods = ids.chain((list) =>
      fc.tuple(
        ...list.map((id) =>
          fc
            .record({ isBlocked: fc.boolean(), createdAt: fc.nat(9) })
            .map((more) => seen(id, { ...more, blockedFor: null })),
        ),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(methods, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(null, 'pm_1'),
        (looks, first) => {
          let rows: KnownMethod[] = [];
          const apply = (look: SeenMethod[]) => {
            const { added, changed } = followMethods(rows, look, first);
            const byId = new Map(changed.map((row) => [row.id, row]));
            rows = [
              ...rows.map((row) => ({ ...row, ...byId.get(row.id) })),
              ...added.map((row) => ({ ...row, id: `ours-${row.stripePaymentMethodId}` })),
            ];
            return added.length + changed.length;
          };
          for (const look of looks) apply(look);
          expect(apply(looks.at(-1) ?? [])).toBe(0);
          const usable = rows.filter(({ state }) => state === 'usable');
          expect(rows.filter(({ isDefault }) => isDefault)).toHaveLength(usable.length === 0 ? 0 : 1);
          expect(usable.map(({ stripePaymentMethodId: id }) => id).sort()).toEqual(
            (looks.at(-1) ?? [])
              .filter(({ isBlocked }) => !isBlocked)
              .map(({ stripePaymentMethodId: id }) => id)
              .sort(),
          );
          expect(new Set(rows.map(({ position }) => position)).size).toBe(rows.length);
        },
      ),
    );
  });
});
