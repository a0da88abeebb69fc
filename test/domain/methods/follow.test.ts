import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followMethods, type KnownMethod, type SeenMethod } from '../../../src/domain/methods/follow.ts';

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
