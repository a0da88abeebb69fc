import { describe, expect, it } from 'vitest';
import { renderEvidencePdf } from '../../../src/adapters/pdf/evidence-pdf.ts';
import type { EvidenceDocument } from '../../../src/domain/payment/evidence-document.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import { evidence } from '../../views/evidence-fixture.ts';
import { hostileInvoice } from '../../views/fixtures.ts';
import { loadFont } from './read-back.ts';

const draw = (view: EvidenceDocument) => renderEvidencePdf(view, { loadFont });

const LONG = evidence({
  sections: [
    {
      heading: 'What the customer agreed to',
      explained: null,
      rows: Array.from({ length: 90 }, (_, place) => [`Day ${place}`, 'Mailed. '.repeat(60)] as const),
      texts: [{ head: 'Agreed to', text: `${'Many words of an agreement. '.repeat(40)}\n`.repeat(17) }],
    },
  ],
});

describe('the evidence of a dispute as a PDF', () => {
  it.each<[string, EvidenceDocument]>([
    ['whole', evidence()],
    ['over pages', LONG],
    ['of nothing', evidence({ facts: [], sections: [] })],
    [
      'hostile',
      evidence({
        merchant: hostileInvoice().merchant,
        customer: hostileInvoice().customer,
        facts: [['\u202eLabel\u0000', '<b>\u200f👩‍👩‍👧 مرحبا\n\n\r']],
      }),
    ],
  ])('keeps the rules of PDF/UA-1 that can be checked, and is titled: %s', async (_, view) => {
    const objects = await Objects.of(await draw(view));
    expect(accessibilityFaults(objects)).toEqual([]);
  });

  it('is read in the order in which it stands, to the journal’s hash', async () => {
    const { text } = new Tagged(await Objects.of(await draw(evidence())));
    const places = [
      'Evidence for dispute du_1QXg1oqbV8bYtZc',
      'Northwind Studio LLC',
      'Ada Lindqvist',
      'The cardholder says',
      'Invoice NW-2026-0042',
      'Brand guidelines, second edition',
      'First opened by its link',
      'You authorize Northwind',
      'You can end this at any time.',
      'Delivered',
      '0123456789abcdef',
    ].map((said) => text.indexOf(said));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
  });

  it('is the same, byte for byte, of the same', async () => {
    expect(await draw(evidence())).toEqual(await draw(evidence()));
  });
});
