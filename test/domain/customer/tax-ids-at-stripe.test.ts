import { describe, expect, it } from 'vitest';
import {
  areFollowed,
  type FollowedTaxId,
  planTaxIds,
  unreadable,
  wantedAtStripe,
} from '../../../src/domain/customer/tax-ids-at-stripe.ts';
import type { TaxIdAtStripe } from '../../../src/domain/tax-id/stripe-type.ts';

const VAT = { kind: 'eu_vat', value: 'DE 136.695.976' } as const;
const EIN = { kind: 'us_ein', value: '123456789' } as const;
const wanted = wantedAtStripe([VAT, EIN]);
const [vat, ein] = wanted;
if (vat === undefined || ein === undefined) throw new Error('two are wanted');
const sent = (one: TaxIdAtStripe, id: string, isOurs = true): FollowedTaxId => ({
  ...one,
  id,
  isOurs,
  refused: null,
});
const asked = (one: TaxIdAtStripe): FollowedTaxId => ({ ...one, id: null, isOurs: true, refused: null });

describe('the tax ids that Stripe is to have', () => {
  it('are each there once, and those that it has a type for', () => {
    expect(wanted).toEqual([
      { type: 'eu_vat', value: 'DE136695976' },
      { type: 'us_ein', value: '12-3456789' },
    ]);
    expect(wantedAtStripe([{ kind: 'other', value: 'HRB 1' }])).toEqual([]);
    const twice = [
      { kind: 'ca_bn', value: '123026635 RT0001' },
      { kind: 'ca_gst_hst', value: '123026635RT0001' },
    ] as const;
    expect(wantedAtStripe(twice)).toHaveLength(1);
  });

  it('are asked for where they are not', () => {
    expect(areFollowed(wanted, [])).toBe(false);
    expect(planTaxIds(wanted, [], [])).toEqual({
      known: [asked(vat), asked(ein)],
      add: [asked(vat), asked(ein)],
      remove: [],
    });
  });

  it('are found after an answer that was lost, and are ours then', () => {
    const plan = planTaxIds(wanted, [asked(vat), sent(ein, 'txi_2')], [{ id: 'txi_1', ...vat }]);
    expect(plan).toEqual({ known: [sent(vat, 'txi_1'), sent(ein, 'txi_2')], add: [], remove: [] });
    expect(areFollowed(wanted, plan.known)).toBe(true);
  });

  it('are left to whoever put them there, however that is written', () => {
    const there = { id: 'txi_9', type: 'us_ein', value: '123456789' };
    const { known, add } = planTaxIds([ein], [], [there]);
    expect([known, add]).toEqual([[sent(ein, 'txi_9', false)], []]);
    expect(planTaxIds([], known, [there]).remove).toEqual([]);
  });

  it('are taken away where they were sent, even without an answer', () => {
    const list = [{ id: 'txi_1', ...vat }];
    expect(planTaxIds([ein], [sent(vat, 'txi_1'), sent(ein, 'txi_2')], list).remove).toEqual([
      sent(vat, 'txi_1'),
    ]);
    expect(planTaxIds([], [asked(vat)], list).remove).toEqual([sent(vat, 'txi_1')]);
    expect(planTaxIds([], [asked(vat)], []).remove).toEqual([]);
  });

  it('are still known to be ours while their list may not be read', () => {
    const known = unreadable(wanted, [sent(vat, 'txi_1')], 'more_permissions_required');
    expect(known).toEqual([
      sent(vat, 'txi_1'),
      { ...ein, id: null, isOurs: true, refused: 'more_permissions_required' },
    ]);
    expect(areFollowed(wanted, known)).toBe(true);
  });

  it('are not sent again once Stripe refused them, until they are others', () => {
    const refused = { ...vat, id: null, isOurs: true, refused: 'tax_id_invalid' };
    expect(areFollowed([vat], [refused])).toBe(true);
    expect(planTaxIds(wanted, [refused], []).add).toEqual([asked(ein)]);
    expect(areFollowed([ein], [refused])).toBe(false);
  });
});
