import { describe, expect, it } from 'vitest';
import { FIELD_PLACES } from '../../src/domain/invoice/references.ts';
import { linesTable } from '../../src/views/components/lines-table.ts';
import { parties } from '../../src/views/components/parties.ts';
import { detailFacts } from '../../src/views/detail-facts.ts';
import { writerFor } from '../../src/views/format.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { HOSTILE, invoice, line, period } from './fixtures.ts';

const details = {
  supply: period('2026-10-01', '2026-10-31'),
  purchaseOrder: 'PO-4711',
  buyerReference: null,
  contract: 'C-9',
  customFields: [
    { name: 'Project', value: HOSTILE, shownOn: ['page', 'pdf'] as const },
    { name: 'Cost centre', value: '12', shownOn: FIELD_PLACES },
  ],
};

describe('what an invoice says beside its lines', () => {
  it('is shown in the reader’s language, each field where the business wants it', async () => {
    const view = invoice({ details });
    const writer = writerFor(view, await speechFor('de'));
    expect(detailFacts(view, writer, 'mail')).toEqual([
      { label: 'Leistungszeitraum', value: '1.\u00A0Okt.\u00A02026 – 31.\u00A0Okt.\u00A02026' },
      { label: 'Bestellnummer', value: 'PO-4711' },
      { label: 'Vertrag', value: 'C-9' },
      { label: 'Cost centre', value: '12' },
    ]);
    expect(detailFacts(view, writer, 'page').map(({ label }) => label)).toContain('Project');
    expect(parties(view, writer).text).toContain('PO-4711');
    expect(parties(view, writer).text).not.toMatch(/<script|<img/);
  });

  it('says a single day as one', async () => {
    const view = invoice({ details: { ...details, supply: period('2026-10-01', '2026-10-01') } });
    const [fact] = detailFacts(view, writerFor(view, await speechFor('en')), 'page');
    expect(fact).toEqual({ label: 'Date of supply', value: '1 Oct 2026' });
  });

  it('stands below the line that it is about', async () => {
    const said = { note: `Two days.\n${HOSTILE}`, supply: details.supply };
    const view = invoice({ lines: [line('Workshop', '1', 100, { details: said })], lineCount: 1 });
    const table = linesTable(view, writerFor(view, await speechFor('en'))).text;
    expect(table).toContain('<span class="small soft" dir="auto">Two days.</span>');
    expect(table).toContain('Period of supply 1 Oct 2026 – 31 Oct 2026');
    expect(table).not.toMatch(/<script|<img/);
  });
});
