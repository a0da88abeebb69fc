import { z } from '@hono/zod-openapi';
import type { InvoiceDetails, LineDetails } from '../../../domain/invoice/details.ts';
import { FIELD_PLACES } from '../../../domain/invoice/references.ts';
import { localDate, oneLine, severalLines } from './fields.ts';

const supply = z.strictObject({ from: localDate, to: localDate }).openapi({
  description: 'When it was supplied, from the first day to the last; one day has the same twice.',
  example: { from: '2026-10-01', to: '2026-10-31' },
});
const reference = oneLine(100).nullish();
const place = z.enum(FIELD_PLACES);

/** What a draft may say beside its lines and sums. */
export const detailsInput = {
  supply: supply.nullish().openapi({
    description: 'Of all of it. Where every line says one, the span of these is shown by itself.',
  }),
  purchaseOrder: reference.openapi({ description: 'The customer’s order number (EN 16931, BT-13).' }),
  buyerReference: reference.openapi({ description: 'What the customer sorts invoices by (BT-10).' }),
  contract: reference.openapi({ description: 'The contract that it is under (BT-12).' }),
  customFields: z
    .array(
      z
        .strictObject({
          name: oneLine(40),
          value: oneLine(200),
          shownOn: z.array(place).optional().openapi({ description: 'Everywhere where it is left out.' }),
        })
        .openapi('CustomFieldInput'),
    )
    .nullish()
    .openapi({ description: 'Up to ten fields of your own, in this order.' }),
};

export const lineDetailsInput = {
  supply: supply.nullish(),
  note: severalLines(1000).nullish().openapi({ description: 'Printed below the description.' }),
};

type Details = z.output<z.ZodObject<typeof detailsInput>>;
export const detailsOf = (body: Details): InvoiceDetails => ({
  supply: body.supply ?? null,
  purchaseOrder: body.purchaseOrder ?? null,
  buyerReference: body.buyerReference ?? null,
  contract: body.contract ?? null,
  customFields: (body.customFields ?? []).map(({ name, value, shownOn }) => ({
    name,
    value,
    shownOn: FIELD_PLACES.filter((each) => shownOn === undefined || shownOn.includes(each)),
  })),
});

type OfLine = z.output<z.ZodObject<typeof lineDetailsInput>>;
export const lineDetailsOf = ({ supply: period, note }: OfLine): LineDetails => ({
  supply: period ?? null,
  note: note ?? null,
});

const shownSupply = z.strictObject({ from: z.string(), to: z.string() }).nullable();

/** The same as it is shown. */
export const shownDetails = {
  supply: shownSupply,
  purchaseOrder: z.string().nullable(),
  buyerReference: z.string().nullable(),
  contract: z.string().nullable(),
  customFields: z
    .array(
      z
        .strictObject({ name: z.string(), value: z.string(), shownOn: z.array(place).readonly() })
        .openapi('CustomField'),
    )
    .readonly(),
};
export const shownLineDetails = { supply: shownSupply, note: z.string().nullable() };
