import { z } from '@hono/zod-openapi';
import { TAX_ID_KINDS } from '../../../domain/tax-id/kinds.ts';
import { LONGEST_TAX_ID, MOST_TAX_IDS } from '../../../domain/tax-id/problems.ts';

import { oneLine } from './fields.ts';

const taxId = z
  .strictObject({ kind: z.enum(TAX_ID_KINDS), value: oneLine(LONGEST_TAX_ID) })
  .openapi('TaxId', { example: { kind: 'eu_vat', value: 'DE136695976' } });

/** Tax ids with their kinds; their form and check digits are for the verb. */
export const taxIds = z.array(taxId).max(MOST_TAX_IDS).readonly();
